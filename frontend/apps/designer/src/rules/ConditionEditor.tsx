import { useState, type ReactNode } from "react";
import type { Rule } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { sameJson } from "../model/sharing.ts";
import { useEditable } from "../store/hooks.ts";
import { ruleWords } from "../words/rules.ts";
import { FormulaInput } from "./FormulaInput.tsx";
import { GroupEditor } from "./GroupEditor.tsx";
import { fromRule, toRule, type Group } from "./sentences.ts";
import { useWorld } from "./world.ts";

interface Props {
  title: string;
  /** What is so while there is no condition. */
  always: string;
  /** Words of the button that begins one. */
  begin?: string;
  rule: Rule | null;
  /** Questions that cannot be asked about: the thing itself and what is inside it. */
  excluded: readonly string[];
  /** The repeating group the thing is in. */
  inside?: string;
  onChange: (rule: Rule | null) => void;
}

/** A condition, put together in sentences or written as a formula. */
export function ConditionEditor(props: Props): ReactNode {
  const { title, always, begin, rule, excluded, inside, onChange } = props;
  const editable = useEditable();
  const world = useWorld(excluded, inside);
  const [draft, setDraft] = useState<Group | null>(null);
  const [writes, setWrites] = useState(false);
  const known = fromRule(rule, world.kindOf);
  // While a sentence is not finished it exists here only; the rule holds the finished ones.
  const shown = draft !== null && sameJson(toRule(draft), rule) ? draft : known;
  const isFormula = writes || shown === null;

  function change(next: Group): void {
    setDraft(next);
    const nextRule = toRule(next);
    if (!sameJson(nextRule, rule)) {
      onChange(nextRule);
    }
  }

  return (
    <fieldset className="mcd-fieldset mcd-condition" disabled={!editable}>
      <legend className="mcd-label">{title}</legend>
      {isFormula ? (
        <FormulaInput
          label={t("Công thức điều kiện")}
          help={t("Ví dụ: TUỔI([Ngày sinh]) >= 18 VÀ [Số bản] > 1. Gõ [ để chọn câu hỏi.")}
          rule={rule}
          wanted="bool"
          world={world}
          onChange={onChange}
        />
      ) : (
        <>
          {shown.items.length === 0 && <p className="mcd-always">{always}</p>}
          {world.fields.length === 0 && (
            <p className="mcd-help">{t("Chưa có câu hỏi nào khác để đặt điều kiện.")}</p>
          )}
          <GroupEditor
            group={shown}
            number=""
            world={world}
            row=""
            begin={begin ?? t("Chỉ hiện khi…")}
            onChange={change}
          />
        </>
      )}
      {rule !== null && <p className="mcd-rule">{ruleWords(rule, world.byId)}</p>}
      <div className="mcd-cond-add">
        {(shown !== null || !isFormula) && (
          <button
            type="button"
            className="mcd-link"
            aria-pressed={isFormula}
            onClick={() => {
              setDraft(null);
              setWrites(!writes);
            }}
          >
            {isFormula ? t("Đặt bằng câu") : t("Viết bằng công thức")}
          </button>
        )}
        {rule !== null && isFormula && (
          <button
            type="button"
            className="mcd-link"
            onClick={() => {
              onChange(null);
            }}
          >
            {t("Bỏ điều kiện này")}
          </button>
        )}
      </div>
    </fieldset>
  );
}
