import { useContext, type ReactNode } from "react";
import type { Step } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { WordsInput } from "../inputs/inputs.tsx";
import { ItemButtons } from "../inputs/ItemButtons.tsx";
import { update } from "../model/operations.ts";
import { pick } from "../model/text.ts";
import { adviceFor } from "../problems/advice.ts";
import { LeaveContext, WordsContext } from "../store/inner.ts";
import { useDesigner, useDesk, useEdit, useEditable, useProblemsOf } from "../store/hooks.ts";
import { duplicateStep, removeStep, shiftStep } from "./edits.ts";
import { focusRow, openPanel } from "./DrawScreen.tsx";
import { KindChoice } from "./KindChoice.tsx";
import { KindPart } from "./KindPart.tsx";
import { isRouting } from "./lanes.ts";
import { MoreOptions } from "./MoreOptions.tsx";
import { OutcomeList } from "./OutcomeList.tsx";
import { TimeInput } from "./TimeInput.tsx";
import { WhoInput } from "./WhoInput.tsx";

export type ChangeStep = (set: Partial<Step>, key?: string) => void;

export interface PartProps {
  step: Step;
  onChange: ChangeStep;
}

/** A step: its name, kind, who, how long, and where next; the rest when asked for. */
export function StepPanel({ step, index }: { step: Step; index: number }): ReactNode {
  const edit = useEdit();
  const isInner = useContext(LeaveContext).length > 0;
  const name = pick(step.name);
  function change(set: Partial<Step>, key?: string): void {
    const words = t("Sửa bước “{name}”", { name });
    edit(
      [update("step", step.id, set)],
      key === undefined ? { words } : { words, key: `${step.id}.${key}` },
    );
  }
  const isTimed = step.kind !== "choice" && step.kind !== "parallel" && step.kind !== "sub_process";
  return (
    <section
      className="mcd-step-panel"
      data-panel={step.id}
      aria-label={t("Bước {number}: {name}", { number: index + 1, name })}
    >
      <PanelHead step={step} index={index} />
      <StepProblems step={step} />
      <WordsInput
        label={t("Tên bước")}
        name="step-name"
        value={step.name}
        onChange={(next) => {
          change({ name: next }, "name");
        }}
      />
      <KindChoice step={step} isInner={isInner} />
      <KindPart step={step} onChange={change} />
      {!isRouting(step) && step.kind !== "automatic" && <WhoInput step={step} onChange={change} />}
      {isTimed && step.until === null && (
        <TimeInput
          label={timeLabel(step.kind)}
          value={step.working_minutes}
          onChange={(minutes) => {
            change({ working_minutes: minutes }, "working_minutes");
          }}
        />
      )}
      <OutcomeList step={step} />
      <MoreOptions step={step} onChange={change} />
      <ReadBack index={index} />
      <button
        type="button"
        className="mcd-link"
        onClick={() => {
          focusRow(step.id);
        }}
      >
        {t("Về bảng các bước (Esc)")}
      </button>
    </section>
  );
}

function timeLabel(kind: Step["kind"]): string {
  switch (kind) {
    case "consult":
      return t("Chờ trả lời trong bao lâu");
    case "citizen":
    case "wait_fee":
      return t("Người dân có bao lâu");
    case "wait_date":
      return t("Chờ bao lâu");
    case "automatic":
      return t("Thời gian cho phép, kể cả khi phải thử lại");
    default:
      return t("Làm trong bao lâu");
  }
}

function PanelHead({ step, index }: { step: Step; index: number }): ReactNode {
  const { store } = useDesk();
  const count = useDesigner((state) => state.document.process.steps.length);
  const editable = useEditable();
  const name = pick(step.name);
  return (
    <div className="mcd-pane-head">
      <h3>{t("Bước {number}", { number: index + 1 })}</h3>
      {editable && (
        <ItemButtons
          name={t("bước “{name}”", { name })}
          index={index}
          count={count}
          onShift={(by) => {
            shiftStep(store, step, by);
          }}
          onDuplicate={() => {
            duplicateStep(store, step);
            openPanel(store.state.stepId);
          }}
          onRemove={() => {
            removeStep(store, step);
            focusRow(store.state.stepId);
          }}
        />
      )}
    </div>
  );
}

function StepProblems({ step }: { step: Step }): ReactNode {
  const problems = useProblemsOf(step.id);
  return problems.map((problem, at) => {
    const advice = adviceFor(problem);
    return (
      <div key={`${problem.code}-${at}`} className="mcd-step-problem">
        <p className={problem.severity === "error" ? "mcd-problem-line" : "mcd-warning-line"}>
          <Icon name={problem.severity === "error" ? "warning" : "info"} /> {problem.message}
        </p>
        {advice !== "" && <p className="mcd-help">{advice}</p>}
      </div>
    );
  });
}

function ReadBack({ index }: { index: number }): ReactNode {
  const before = useContext(WordsContext);
  const words = useDesigner((state) => state.facts.process_words[before + index] ?? "");
  const isSaved = useDesigner((state) => state.pending.length === 0);
  if (words === "") {
    return null;
  }
  return (
    <p className="mcd-readback" aria-busy={!isSaved}>
      <strong>{t("Đọc thành lời:")}</strong> {words}
    </p>
  );
}
