import { useState, type ReactNode } from "react";
import type { Step } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { useDesk, useEditable } from "../store/hooks.ts";
import { focusKind } from "./DrawScreen.tsx";
import { changeKind } from "./edits.ts";
import { kindWords, stepKinds } from "./words.ts";

interface Props {
  step: Step;
  /** Sub-processes do not call others. */
  isInner: boolean;
}

/**
 * What kind of work it is. Buttons, not a list to choose from: arrow keys would go through kinds
 * that bring steps of their own.
 */
export function KindChoice({ step, isInner }: Props): ReactNode {
  const { store } = useDesk();
  const editable = useEditable();
  const [open, setOpen] = useState(false);
  return (
    <div className="mcd-kind-choice">
      <p>
        {t("Loại việc: {kind}", { kind: kindWords(step.kind) })}{" "}
        {editable && (
          <button
            type="button"
            className="mcd-link"
            data-rekind
            aria-expanded={open}
            onClick={() => {
              setOpen(!open);
            }}
          >
            {t("Đổi loại việc")}
          </button>
        )}
      </p>
      {open && (
        <ul className="mcd-types mcd-types--narrow">
          {stepKinds()
            .filter(([kind]) => kind !== step.kind && (!isInner || kind !== "sub_process"))
            .map(([kind, name]) => (
              <li key={kind}>
                <button
                  type="button"
                  data-kind={kind}
                  onClick={() => {
                    setOpen(false);
                    changeKind(store, step, kind as Step["kind"]);
                    focusKind(step.id);
                  }}
                >
                  {name}
                </button>
              </li>
            ))}
        </ul>
      )}
    </div>
  );
}
