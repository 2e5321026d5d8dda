import { useState, type ReactNode } from "react";
import type { Rule } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { useEditable } from "../store/hooks.ts";
import { ruleWords } from "../words/rules.ts";
import { FormulaInput } from "./FormulaInput.tsx";
import { useWorld } from "./world.ts";

interface Props {
  rule: Rule | null;
  onChange: (rule: Rule | null) => void;
}

const NOTHING_LEFT_OUT: readonly string[] = [];

/** An amount of money that is neither fixed nor a simple multiple. */
export function AmountEditor({ rule, onChange }: Props): ReactNode {
  const editable = useEditable();
  const world = useWorld(NOTHING_LEFT_OUT);
  const [begun, setBegun] = useState(false);
  return (
    <fieldset className="mcd-fieldset mcd-condition" disabled={!editable}>
      <legend className="mcd-label">{t("Tính số tiền bằng công thức")}</legend>
      {rule === null && !begun ? (
        <button
          type="button"
          className="button button-small button-secondary"
          onClick={() => {
            setBegun(true);
          }}
        >
          {t("Thay mức thu bằng công thức…")}
        </button>
      ) : (
        <>
          <FormulaInput
            label={t("Số tiền (đồng)")}
            help={t(
              "Thay cho mức thu nhân số lượng. Ví dụ: NẾU([Số bản] > 5; 30000; [Số bản] * 8000)",
            )}
            rule={rule}
            wanted="number"
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
            {t("Bỏ công thức, dùng mức thu")}
          </button>
        </>
      )}
    </fieldset>
  );
}
