import type { ReactNode } from "react";
import type { Outcome, Step } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { blankOutcome } from "../model/blank.ts";
import { add } from "../model/operations.ts";
import { useDesk, useEdit, useEditable } from "../store/hooks.ts";
import { OutcomeRow } from "./OutcomeRow.tsx";

/** What may be decided at the step, and where each decision leads. */
export function OutcomeList({ step }: { step: Step }): ReactNode {
  const edit = useEdit();
  const { store } = useDesk();
  const editable = useEditable();
  const takesMore = step.kind !== "parallel" && step.kind !== "wait_date";
  return (
    <fieldset className="mcd-fieldset mcd-outcomes">
      <legend className="mcd-label">{legendOf(step.kind)}</legend>
      {step.kind === "choice" && (
        <p className="mcd-help">
          {t(
            "Xét từ trên xuống, lối đầu tiên đúng điều kiện thì đi. Lối không có điều kiện để cuối.",
          )}
        </p>
      )}
      {step.outcomes.map((outcome, index) => (
        <OutcomeRow key={outcome.id} step={step} outcome={outcome} index={index} />
      ))}
      {editable && (takesMore || step.outcomes.length === 0) && (
        <button
          type="button"
          className="button button-small button-secondary"
          data-add-outcome
          onClick={() => {
            const outcome: Outcome = blankOutcome(
              step.outcomes.length === 0 ? t("Xong") : t("Cách khác"),
              "",
            );
            // In front of "otherwise", so that it is tried.
            const last = step.outcomes.length - 1;
            const at = step.kind === "choice" && step.outcomes[last]?.when === null ? last : null;
            edit([add("outcome", outcome, step.id, at)], { words: t("Thêm cách kết thúc bước") });
            store.set({ stepId: step.id });
          }}
        >
          <Icon name="plus" /> {step.kind === "choice" ? t("Thêm lối đi") : t("Thêm cách kết thúc")}
        </button>
      )}
    </fieldset>
  );
}

function legendOf(kind: Step["kind"]): string {
  switch (kind) {
    case "parallel":
      return t("Khi mọi nhánh đã xong thì");
    case "choice":
      return t("Các lối đi");
    case "consult":
      return t("Trả lời thế nào thì đi đâu");
    case "wait_date":
      return t("Đến lúc đó thì");
    default:
      return t("Xong bước này thì");
  }
}
