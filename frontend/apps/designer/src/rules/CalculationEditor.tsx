import type { RuleType } from "@motcua/form-schema";
import { useState, type ReactNode } from "react";
import type { Field, Rule } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { subtreeIds } from "../model/copies.ts";
import type { Item } from "../model/operations.ts";
import { useEditable, useFieldTypes } from "../store/hooks.ts";
import { ruleWords } from "../words/rules.ts";
import { FormulaInput } from "./FormulaInput.tsx";
import { useWorld } from "./world.ts";

interface Props {
  field: Field;
  inside: string;
  onChange: (rule: Rule | null) => void;
}

const GIVES: Readonly<Record<string, RuleType>> = {
  number: "number",
  money: "number",
  date: "date",
  bool: "bool",
  text: "text",
};

/** The formula of a question nobody types an answer to. */
export function CalculationEditor({ field, inside, onChange }: Props): ReactNode {
  const type = useFieldTypes().get(field.type);
  const editable = useEditable();
  const world = useWorld(subtreeIds(field as unknown as Item), inside);
  const [begun, setBegun] = useState(false);
  const rule = field.calculate;
  if (rule === null && type?.calculable !== true) return null;
  return (
    <fieldset className="mcd-fieldset mcd-condition" disabled={!editable}>
      <legend className="mcd-label">{t("Tự tính câu trả lời")}</legend>
      {rule === null && !begun ? (
        <button
          type="button"
          className="button button-small button-secondary"
          onClick={() => {
            setBegun(true);
          }}
        >
          {t("Tính từ các câu khác…")}
        </button>
      ) : (
        <>
          <FormulaInput
            label={t("Công thức")}
            help={t("Ví dụ: [Số bản] * 8000. Gõ [ để chọn câu hỏi, gõ chữ để tìm hàm.")}
            rule={rule}
            wanted={GIVES[type?.kind ?? ""] ?? "any"}
            world={world}
            onChange={onChange}
          />
          {rule !== null && <p className="mcd-rule">{ruleWords(rule, world.byId)}</p>}
          <button
            type="button"
            className="mcd-link"
            onClick={() => {
              setBegun(false);
              onChange(null);
            }}
          >
            {t("Bỏ phép tính, để người dân tự điền")}
          </button>
        </>
      )}
    </fieldset>
  );
}
