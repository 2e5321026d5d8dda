import type { ReactNode } from "react";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { EnglishToggle } from "../inputs/inputs.tsx";
import { blankOutcome, blankStep } from "../model/blank.ts";
import { add } from "../model/operations.ts";
import { useDesigner, useEdit, useEditable } from "../store/hooks.ts";
import { StepCard } from "./StepCard.tsx";

/** The table of steps, each with what the machine makes of it in words. */
export function ProcessTab(): ReactNode {
  const edit = useEdit();
  const editable = useEditable();
  const steps = useDesigner((state) => state.document.process.steps);
  const words = useDesigner((state) => state.facts.process_words);
  const problems = useDesigner((state) => state.facts.problems);
  const whole = problems.filter((problem) => problem.path === "process");
  return (
    <div className="mcd-sheet" data-place="process" tabIndex={-1}>
      <div className="mcd-pane-head">
        <h2>{t("Các bước giải quyết hồ sơ")}</h2>
        <EnglishToggle />
      </div>
      <p className="mcd-help">
        {t(
          "Bước đầu tiên là nơi hồ sơ bắt đầu. Ở mỗi bước, ghi ai làm, trong bao lâu, và xong thì đi đâu. Một ngày làm việc là 8 giờ.",
        )}
      </p>
      {whole.map((problem) => (
        <p key={problem.code} className="mcd-problem-line">
          <Icon name="warning" /> {problem.message}
        </p>
      ))}
      <ol className="mcd-steps">
        {steps.map((step, index) => (
          <StepCard
            key={step.id}
            step={step}
            index={index}
            count={steps.length}
            words={words[index] ?? ""}
          />
        ))}
      </ol>
      {editable && (
        <button
          type="button"
          className="button"
          onClick={() => {
            const step = blankStep(t("Bước {number}", { number: steps.length + 1 }));
            step.outcomes.push(blankOutcome(t("Xong"), ""));
            edit([add("step", step)], { words: t("Thêm bước") });
          }}
        >
          <Icon name="plus" /> {t("Thêm bước")}
        </button>
      )}
    </div>
  );
}
