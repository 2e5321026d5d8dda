import type { ReactNode } from "react";
import type { Execution } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { CheckInput, ChecksInput, NumberInput, WordsInput } from "../inputs/inputs.tsx";
import { updateWhole } from "../model/operations.ts";
import { useDesigner, useEdit } from "../store/hooks.ts";
import { ProblemsAt } from "./problems.tsx";

/** How the service is carried out: who may file, where, and how results are handed over. */
export function ExecutionSection(): ReactNode {
  const edit = useEdit();
  const execution = useDesigner((state) => state.document.execution);
  function change(set: Partial<Execution>): void {
    edit([updateWhole("execution", set)], { words: t("Sửa cách thực hiện") });
  }
  const flags = [
    ["allows_proxy", t("Nhận hồ sơ do người khác nộp thay (ủy quyền)")],
    ["any_place", t("Nộp ở xã, phường nào trong tỉnh cũng được")],
    ["accepts_paper", t("Nhận cả hồ sơ giấy tại quầy")],
    ["has_return_date", t("Có giấy hẹn trả kết quả")],
    ["signed_result", t("Kết quả có chữ ký số")],
  ] as const;
  return (
    <>
      {flags.map(([key, label]) => (
        <CheckInput
          key={key}
          label={label}
          value={execution[key]}
          onChange={(on) => {
            change({ [key]: on });
          }}
        />
      ))}
      <ChecksInput
        label={t("Trả kết quả bằng cách nào")}
        value={execution.return_methods}
        choices={[
          ["online", t("Trực tuyến")],
          ["counter", t("Tại quầy")],
          ["post", t("Qua bưu chính")],
        ]}
        onChange={(methods) => {
          change({ return_methods: methods as Execution["return_methods"] });
        }}
      />
    </>
  );
}

/** What becomes of the personal data that is collected. */
export function PrivacySection(): ReactNode {
  const edit = useEdit();
  const privacy = useDesigner((state) => state.document.privacy);
  const words = t("Sửa thời hạn lưu dữ liệu");
  return (
    <div data-place="privacy/retention_years">
      <ProblemsAt path="privacy" />
      <ProblemsAt path="privacy/retention_years" />
      <NumberInput
        label={t("Lưu hồ sơ đã xong bao nhiêu năm")}
        help={t("Ghi 0 là lưu vĩnh viễn. Chưa quyết định thì để trống.")}
        suffix={t("năm")}
        value={privacy.retention_years}
        min={0}
        max={100}
        onChange={(years) => {
          edit([updateWhole("privacy", { retention_years: years })], {
            words,
            key: "privacy.years",
          });
        }}
      />
      <WordsInput
        label={t("Theo quy định nào")}
        value={privacy.retention_note}
        onChange={(note) => {
          edit([updateWhole("privacy", { retention_note: note })], { words, key: "privacy.note" });
        }}
      />
    </div>
  );
}
