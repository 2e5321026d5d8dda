import { t } from "../i18n.ts";
import { pick, type Words } from "../model/text.ts";

const LABELS: Readonly<Record<string, string>> = {
  label: "tên",
  help: "lời hướng dẫn",
  required: "bắt buộc hay không",
  visible_if: "điều kiện hiện",
  required_if: "điều kiện bắt buộc",
  calculate: "phép tính",
  prefill: "điền sẵn",
  personal_data: "dữ liệu cá nhân",
  purpose: "lý do hỏi",
  config: "thiết lập",
  type: "kiểu",
  key: "tên trong dữ liệu",
  title: "tên trang",
  intro: "lời dẫn",
  name: "tên",
  text: "nội dung",
  summary: "câu giới thiệu",
  description: "mô tả",
};

export function attributeLabel(attribute: string): string {
  return t(LABELS[attribute] ?? attribute);
}

/** A value of the document, short enough to compare at a glance. */
export function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === "") {
    return t("(trống)");
  }
  if (typeof value === "boolean") {
    return value ? t("Có") : t("Không");
  }
  if (typeof value === "string" || typeof value === "number") {
    return String(value);
  }
  const words = isWords(value) ? pick(value) : "";
  return words === "" ? t("(đã đổi)") : words.slice(0, 200);
}

function isWords(value: unknown): value is Words {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.values(value).every((each) => typeof each === "string")
  );
}
