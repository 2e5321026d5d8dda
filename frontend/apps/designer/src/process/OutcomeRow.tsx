import { useContext, type ReactNode } from "react";
import type { Outcome, Step } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { CheckInput, SelectInput, WordsInput } from "../inputs/inputs.tsx";
import { ItemButtons } from "../inputs/ItemButtons.tsx";
import { move, remove, update } from "../model/operations.ts";
import { pick } from "../model/text.ts";
import { ConditionEditor } from "../rules/ConditionEditor.tsx";
import { LeaveContext } from "../store/inner.ts";
import { useDesigner, useDesk, useEdit, useEditable, useProblemsOf } from "../store/hooks.ts";
import { WithEntries } from "./WithEntries.tsx";
import { openPanel } from "./DrawScreen.tsx";
import { addStepFor } from "./edits.ts";
import { targetsOf } from "./targets.ts";
import { outcomeKinds } from "./words.ts";

interface Props {
  step: Step;
  outcome: Outcome;
  index: number;
}

/** "[words] goes to [step]". */
export function OutcomeRow({ step, outcome, index }: Props): ReactNode {
  const edit = useEdit();
  const leaves = useContext(LeaveContext);
  const steps = useDesigner((state) => state.document.process.steps);
  const problems = useProblemsOf(outcome.id);
  const label = pick(outcome.label);
  function change(set: Partial<Outcome>, key?: string): void {
    const words = t("Sửa cách kết thúc “{label}”", { label });
    edit(
      [update("outcome", outcome.id, set, step.id)],
      key === undefined ? { words } : { words, key: `${step.id}.${outcome.id}.${key}` },
    );
  }
  const isPressed = step.kind !== "parallel" && step.kind !== "wait_date";
  return (
    <div className="mcd-outcome" data-place={`process/${step.id}/${outcome.id}`}>
      {isPressed && (
        <WordsInput
          label={step.kind === "choice" ? t("Tên lối đi") : t("Chữ trên nút")}
          value={outcome.label}
          onChange={(words) => {
            change({ label: words }, "label");
          }}
        />
      )}
      <SelectInput
        label={t("thì sang")}
        value={outcome.to}
        choices={targetsOf(steps, step, leaves)}
        onChange={(to) => {
          change({ to });
        }}
      />
      {step.kind === "choice" ? (
        <WithEntries>
          <ConditionEditor
            title={t("Khi nào đi lối này")}
            always={t("Mọi trường hợp còn lại")}
            begin={t("Chỉ đi lối này khi…")}
            rule={outcome.when}
            excluded={[]}
            onChange={(when) => {
              change({ when }, "when");
            }}
          />
        </WithEntries>
      ) : (
        isPressed && <Meaning step={step} outcome={outcome} onChange={change} />
      )}
      {problems.map((problem, at) => (
        <p key={at} className="mcd-problem-line">
          <Icon name="warning" /> {problem.message}
        </p>
      ))}
      <RowButtons step={step} outcome={outcome} index={index} />
    </div>
  );
}

function RowButtons(props: Props): ReactNode {
  const { step, outcome } = props;
  const { store } = useDesk();
  if (!useEditable()) {
    return null;
  }
  return (
    <div className="mcd-outcome-acts">
      <button
        type="button"
        className="mcd-link"
        data-new-target
        onClick={() => {
          addStepFor(store, step, outcome);
          openPanel(store.state.stepId);
        }}
      >
        {t("Sang một bước mới")}
      </button>
      {step.outcomes.length > 1 && <Arranging {...props} />}
    </div>
  );
}

function Arranging({ step, outcome, index }: Props): ReactNode {
  const edit = useEdit();
  const { store } = useDesk();
  const label = pick(outcome.label);
  return (
    <ItemButtons
      name={`“${label}”`}
      index={index}
      count={step.outcomes.length}
      onShift={(by) => {
        edit([move("outcome", outcome.id, index + by, step.id)], {
          words: t("Đổi thứ tự cách kết thúc"),
        });
      }}
      onRemove={() => {
        const words = t("Xóa cách kết thúc “{label}”", { label });
        const gone = remove("outcome", outcome.id, step.id);
        const isTimeout = step.timeout_outcome === outcome.id;
        const more = isTimeout ? [update("step", step.id, { timeout_outcome: "" })] : [];
        if (edit([...more, gone], { words })) {
          store.say(t("Đã xóa “{name}”.", { name: label }), { canUndo: true });
        }
      }}
    />
  );
}

interface MeaningProps {
  step: Step;
  outcome: Outcome;
  onChange: (set: Partial<Outcome>) => void;
}

/** What the decision means for reports and notices; most are simply "go on". */
function Meaning({ outcome, onChange }: MeaningProps): ReactNode {
  const meaning = outcomeKinds().find(([key]) => key === outcome.kind)?.[1] ?? outcome.kind;
  const said = outcome.requires_reason ? t("{meaning}, phải nêu lý do", { meaning }) : meaning;
  return (
    <details className="mcd-more mcd-meaning">
      <summary>{t("Nghĩa là: {meaning}", { meaning: said })}</summary>
      <SelectInput
        label={t("Ý nghĩa")}
        value={outcome.kind}
        choices={outcomeKinds()}
        onChange={(kind) => {
          onChange({ kind: kind as Outcome["kind"] });
        }}
      />
      <CheckInput
        label={t("Phải nêu lý do")}
        value={outcome.requires_reason}
        onChange={(on) => {
          onChange({ requires_reason: on });
        }}
      />
    </details>
  );
}
