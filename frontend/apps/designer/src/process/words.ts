import type { Step } from "../generated/service.ts";
import { t } from "../i18n.ts";

type Choices = readonly (readonly [string, string])[];

const STEP_KINDS: Choices = [
  ["reception", "Tiếp nhận"],
  ["review", "Thụ lý, thẩm tra"],
  ["draft", "Soạn kết quả"],
  ["approve", "Phê duyệt, ký"],
  ["issue", "Phát hành, đóng dấu"],
  ["return", "Trả kết quả"],
  ["citizen", "Chờ người dân làm"],
  ["wait_fee", "Chờ nộp phí"],
  ["consult", "Hỏi ý kiến đơn vị khác"],
  ["parallel", "Nhiều việc song song"],
  ["choice", "Rẽ nhánh theo câu trả lời"],
  ["wait_date", "Chờ đến ngày"],
  ["automatic", "Máy tự làm"],
  ["sub_process", "Quy trình con"],
];

/** Told on the box of what is not a usual step. */
const CAPTIONS: Readonly<Partial<Record<Step["kind"], string>>> = {
  consult: "Hỏi ý kiến",
  parallel: "Song song",
  choice: "Rẽ nhánh",
  wait_date: "Chờ ngày",
  wait_fee: "Chờ phí",
  citizen: "Chờ dân",
  automatic: "Máy làm",
  sub_process: "Quy trình con",
};

const ENDS: Choices = [
  ["end:issued", "Kết thúc: có kết quả"],
  ["end:refused", "Kết thúc: từ chối"],
  ["end:stopped", "Kết thúc: dừng xử lý"],
  ["end:withdrawn", "Kết thúc: người nộp rút"],
];

const SHORT_ENDS: Readonly<Record<string, string>> = {
  "end:issued": "có kết quả",
  "end:refused": "từ chối",
  "end:stopped": "dừng",
  "end:withdrawn": "rút hồ sơ",
};

const OUTCOME_KINDS: Choices = [
  ["forward", "Đi tiếp"],
  ["back", "Trả lại bước trước"],
  ["supplement", "Yêu cầu bổ sung"],
  ["refuse", "Từ chối"],
  ["stop", "Dừng xử lý"],
  ["verify", "Đi xác minh"],
  ["confirm", "Xin xác nhận"],
];

/** The ten states every dossier is reported in. */
const STATES: Choices = [
  ["1", "1. Mới đăng ký"],
  ["2", "2. Được tiếp nhận"],
  ["3", "3. Không được tiếp nhận"],
  ["4", "4. Đang xử lý"],
  ["5", "5. Yêu cầu bổ sung giấy tờ"],
  ["6", "6. Yêu cầu thực hiện nghĩa vụ tài chính"],
  ["7", "7. Công dân yêu cầu rút hồ sơ"],
  ["8", "8. Dừng xử lý"],
  ["9", "9. Đã xử lý xong"],
  ["10", "10. Đã trả kết quả"],
];

/** Translated when drawn: the language is known only after the page was read. */
function said(choices: Choices): Choices {
  return choices.map(([key, words]) => [key, t(words)] as const);
}

export const stepKinds = (): Choices => said(STEP_KINDS);
export const ends = (): Choices => said(ENDS);
export const outcomeKinds = (): Choices => said(OUTCOME_KINDS);
export const states = (): Choices => said(STATES);

export function kindCaption(kind: Step["kind"]): string {
  return t(CAPTIONS[kind] ?? "");
}

export function kindWords(kind: Step["kind"]): string {
  return t(STEP_KINDS.find(([key]) => key === kind)?.[1] ?? kind);
}

/** Of an end of the picture: short, for it stands under a small circle. */
export function endWords(node: string): string {
  return t(SHORT_ENDS[node] ?? "ra ngoài");
}
