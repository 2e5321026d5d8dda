import { t } from "../i18n.ts";

export const STEP_KINDS: readonly (readonly [string, string])[] = [
  ["reception", t("Tiếp nhận")],
  ["review", t("Thụ lý, thẩm tra")],
  ["draft", t("Soạn kết quả")],
  ["approve", t("Phê duyệt, ký")],
  ["issue", t("Phát hành, đóng dấu")],
  ["return", t("Trả kết quả")],
  ["citizen", t("Chờ người dân làm")],
  ["wait_fee", t("Chờ nộp phí")],
];

export const ENDS: readonly (readonly [string, string])[] = [
  ["end:issued", t("Kết thúc: có kết quả")],
  ["end:refused", t("Kết thúc: từ chối")],
  ["end:stopped", t("Kết thúc: dừng xử lý")],
  ["end:withdrawn", t("Kết thúc: người nộp rút")],
];

export const OUTCOME_KINDS: readonly (readonly [string, string])[] = [
  ["forward", t("Đi tiếp")],
  ["back", t("Trả lại bước trước")],
  ["supplement", t("Yêu cầu bổ sung")],
  ["refuse", t("Từ chối")],
  ["stop", t("Dừng xử lý")],
  ["verify", t("Đi xác minh")],
  ["confirm", t("Xin xác nhận")],
];

/** The ten states every dossier is reported in. */
export const STATES: readonly (readonly [string, string])[] = [
  ["1", t("1. Mới đăng ký")],
  ["2", t("2. Được tiếp nhận")],
  ["3", t("3. Không được tiếp nhận")],
  ["4", t("4. Đang xử lý")],
  ["5", t("5. Yêu cầu bổ sung giấy tờ")],
  ["6", t("6. Yêu cầu thực hiện nghĩa vụ tài chính")],
  ["7", t("7. Công dân yêu cầu rút hồ sơ")],
  ["8", t("8. Dừng xử lý")],
  ["9", t("9. Đã xử lý xong")],
  ["10", t("10. Đã trả kết quả")],
];
