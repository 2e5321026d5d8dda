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
];

const ENDS: Choices = [
  ["end:issued", "Kết thúc: có kết quả"],
  ["end:refused", "Kết thúc: từ chối"],
  ["end:stopped", "Kết thúc: dừng xử lý"],
  ["end:withdrawn", "Kết thúc: người nộp rút"],
];

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
