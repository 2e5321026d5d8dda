import type { ReactNode } from "react";
import type { Field } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { CheckInput, SelectInput, TextInput, WordsInput } from "../inputs/inputs.tsx";
import { subtreeIds } from "../model/copies.ts";
import { update, type Item } from "../model/operations.ts";
import { indexOf } from "../model/index.ts";
import { useDesigner, useEdit, useFieldTypes, useProblemsOf } from "../store/hooks.ts";
import { prefillsFor } from "../words/labels.ts";
import { nameOf } from "../words/rules.ts";
import { CalculationEditor } from "../rules/CalculationEditor.tsx";
import { ConditionEditor } from "../rules/ConditionEditor.tsx";
import { RuleComposer } from "../rules/RuleComposer.tsx";
import { RuleLinks } from "../rules/RuleLinks.tsx";
import { ConfigForm } from "./ConfigForm.tsx";
import { TypeChoice } from "./TypeChoice.tsx";

interface Props {
  field: Field;
}

export function FieldSettings({ field }: Props): ReactNode {
  const edit = useEdit();
  const type = useFieldTypes().get(field.type);
  const problems = useProblemsOf(field.id).filter((problem) => problem.path.endsWith(field.id));
  function change(set: Partial<Field>, key?: string): void {
    const words = t("Sửa câu hỏi “{name}”", { name: nameOf(field) });
    edit(
      [update("field", field.id, set)],
      key === undefined ? { words } : { words, key: `${field.id}.${key}` },
    );
  }
  const answers = type?.has_answer ?? true;
  const owner = useDesigner((state) => indexOf(state.document).byId.get(field.id)?.owner ?? "");
  const inside = owner.startsWith("fld_") ? owner : "";
  return (
    <>
      {problems.map((problem) => (
        <p key={problem.code} className="mcd-problem-line">
          <Icon name="warning" /> {problem.message}
        </p>
      ))}
      <TypeChoice field={field} type={type} />
      <WordsInput
        label={!answers ? t("Tiêu đề (có thể để trống)") : t("Tên câu hỏi")}
        name="label"
        value={field.label}
        onChange={(label) => {
          change({ label }, "label");
        }}
      />
      {answers && (
        <WordsInput
          label={t("Lời hướng dẫn dưới tên")}
          name="help"
          lines={2}
          maxLength={20_000}
          value={field.help}
          onChange={(help) => {
            change({ help }, "help");
          }}
        />
      )}
      {answers && field.type !== "group" && (
        <CheckInput
          label={t("Bắt buộc trả lời")}
          value={field.required}
          onChange={(required) => {
            change({ required });
          }}
        />
      )}
      {type !== undefined && <ConfigForm field={field} type={type} part="first" />}
      <ConditionEditor
        title={t("Khi nào hiện câu này")}
        always={t("Luôn hiện")}
        rule={field.visible_if}
        excluded={subtreeIds(field as unknown as Item)}
        inside={inside}
        onChange={(rule) => {
          change({ visible_if: rule }, "visible_if");
        }}
      />
      {answers && !field.required && field.calculate === null && (
        <ConditionEditor
          title={t("Khi nào bắt buộc trả lời")}
          always={t("Không bắt buộc")}
          begin={t("Bắt buộc khi…")}
          rule={field.required_if}
          excluded={subtreeIds(field as unknown as Item)}
          inside={inside}
          onChange={(rule) => {
            change({ required_if: rule }, "required_if");
          }}
        />
      )}
      <CalculationEditor
        field={field}
        inside={inside}
        onChange={(rule) => {
          change({ calculate: rule }, "calculate");
        }}
      />
      <RuleLinks id={field.id} />
      {answers && inside === "" && <RuleComposer field={field} />}
      {type !== undefined && <ConfigForm field={field} type={type} part="rest" />}
      <More field={field} onChange={change} />
    </>
  );
}

interface MoreProps {
  field: Field;
  onChange: (set: Partial<Field>, key?: string) => void;
}

function More({ field, onChange }: MoreProps): ReactNode {
  const prefills = prefillsFor(field.type);
  return (
    <details className="mcd-more">
      <summary>{t("Thiết lập thêm")}</summary>
      {prefills.length > 0 && (
        <SelectInput
          label={t("Điền sẵn từ tài khoản người nộp")}
          value={field.prefill ?? ""}
          choices={[["", t("Không điền sẵn")], ...prefills]}
          onChange={(value) => {
            onChange({ prefill: (value || null) as Field["prefill"] });
          }}
        />
      )}
      <SelectInput
        label={t("Dữ liệu cá nhân")}
        value={field.personal_data ?? ""}
        choices={[
          ["", t("Theo kiểu câu hỏi")],
          ["none", t("Không phải dữ liệu cá nhân")],
          ["basic", t("Dữ liệu cá nhân cơ bản")],
          ["sensitive", t("Dữ liệu cá nhân nhạy cảm")],
        ]}
        onChange={(value) => {
          onChange({ personal_data: (value || null) as Field["personal_data"] });
        }}
      />
      {field.type !== "group" && (
        <WordsInput
          label={t("Hỏi câu này để làm gì")}
          help={t("Người dân được biết lý do. Bắt buộc ghi khi hỏi dữ liệu nhạy cảm.")}
          name="purpose"
          value={field.purpose}
          onChange={(purpose) => {
            onChange({ purpose }, "purpose");
          }}
        />
      )}
      <KeyInput field={field} onChange={onChange} />
    </details>
  );
}

function KeyInput({ field, onChange }: MoreProps): ReactNode {
  return (
    <TextInput
      label={t("Tên trong dữ liệu")}
      help={t("Chữ không dấu. Dùng khi kết xuất và trong mẫu giấy kết quả: {example}", {
        example: `{form.${field.key}}`,
      })}
      maxLength={64}
      value={field.key}
      onChange={(value) => {
        const key = value.replaceAll(/[^A-Za-z0-9_]/gu, "");
        if (/^[A-Za-z]/u.test(key)) {
          onChange({ key }, "key");
        }
      }}
    />
  );
}
