import type { RuleType } from "@motcua/form-schema";
import { useState, type ReactNode } from "react";
import type { Rule } from "../generated/service.ts";
import { useEditable } from "../store/hooks.ts";
import { ruleWords } from "../words/rules.ts";
import { FormulaInput } from "./FormulaInput.tsx";
import type { World } from "./world.ts";

interface Props {
  title: string;
  /** Words of the button that opens an empty formula. */
  begin: string;
  label: string;
  help: string;
  /** Words of the button that gives the formula up. */
  end: string;
  rule: Rule | null;
  wanted: RuleType;
  world: World;
  onChange: (rule: Rule | null) => void;
}

/** A formula in place of something simpler: a button until somebody wants one. */
export function BegunFormula(props: Props): ReactNode {
  const { title, begin, label, help, end, rule, wanted, world, onChange } = props;
  const editable = useEditable();
  const [begun, setBegun] = useState(false);
  return (
    <fieldset className="mcd-fieldset mcd-condition" disabled={!editable}>
      <legend className="mcd-label">{title}</legend>
      {rule === null && !begun ? (
        <button
          type="button"
          className="button button-small button-secondary"
          onClick={() => {
            setBegun(true);
          }}
        >
          {begin}
        </button>
      ) : (
        <>
          <FormulaInput
            label={label}
            help={help}
            rule={rule}
            wanted={wanted}
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
            {end}
          </button>
        </>
      )}
    </fieldset>
  );
}
