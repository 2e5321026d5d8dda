import { useState, type ReactNode } from "react";
import { t } from "../i18n.ts";
import { useFields, useFieldTypes } from "../store/hooks.ts";
import { nameOf } from "../words/rules.ts";

const OF_CASE = [
  ["case.code", "Mã hồ sơ"],
  ["case.applicant_name", "Họ tên người nộp"],
  ["case.submitted_at", "Ngày nộp"],
  ["case.received_at", "Ngày tiếp nhận"],
  ["case.due_at", "Ngày hẹn trả"],
  ["case.reason", "Lý do"],
  ["case.fee_total", "Tổng phí, lệ phí"],
  ["case.link", "Đường dẫn tới hồ sơ"],
  ["service.name", "Tên dịch vụ"],
  ["agency.name", "Tên cơ quan"],
  ["agency.phone", "Điện thoại cơ quan"],
  ["result.name", "Tên kết quả"],
  ["result.number", "Số kết quả"],
  ["result.issued_on", "Ngày ký"],
  ["result.signer_name", "Người ký"],
  ["result.link", "Đường dẫn tới kết quả"],
] as const;

/** What may stand in braces; a click copies it. */
export function Placeholders(): ReactNode {
  const types = useFieldTypes();
  const fields = useFields().filter((field) => types.get(field.type)?.has_answer !== false);
  const [copied, setCopied] = useState("");
  const all: [string, string][] = [
    ...OF_CASE.map(([key, label]): [string, string] => [`{${key}}`, t(label)]),
    ...fields.map((field): [string, string] => [`{form.${field.key}}`, nameOf(field)]),
  ];
  return (
    <details className="mcd-more">
      <summary>{t("Điền câu trả lời vào giấy")}</summary>
      <p>
        {t("Bấm một dòng để chép, rồi dán vào chỗ cần điền. Khi in, chỗ đó là câu trả lời thật.")}
      </p>
      <p role="status">{copied === "" ? "" : t("Đã chép {what}.", { what: copied })}</p>
      <ul className="mcd-placeholders">
        {all.map(([code, label]) => (
          <li key={code}>
            <button
              type="button"
              className="mcd-link"
              onClick={() => {
                void copy(code).then(setCopied);
              }}
            >
              <code>{code}</code> {label}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

async function copy(code: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(code);
    return code;
  } catch {
    return "";
  }
}
