import { useContext, useRef, type KeyboardEvent, type ReactNode } from "react";
import type { Step } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { pick } from "../model/text.ts";
import { LeaveContext } from "../store/inner.ts";
import { problemsById, useDesigner, useDesk } from "../store/hooks.ts";
import { selectStep } from "./edits.ts";
import { whoWords } from "./lanes.ts";
import { targetWords } from "./targets.ts";
import { timeWords } from "./times.ts";
import { kindCaption } from "./words.ts";

interface Props {
  steps: readonly Step[];
  selected: string;
  onOpen: (id: string) => void;
}

/** Everything on one sheet; a row is selected like a box of the picture. */
export function StepTable({ steps, selected, onOpen }: Props): ReactNode {
  const { store } = useDesk();
  const rows = useRef<HTMLTableSectionElement>(null);
  function onKeyDown(event: KeyboardEvent): void {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key] ?? 0;
    const at = steps.findIndex((step) => step.id === selected);
    const edge = event.key === "Home" ? steps[0] : event.key === "End" ? steps.at(-1) : undefined;
    const next = by === 0 ? edge : steps[at + by];
    if (next !== undefined && !event.altKey) {
      event.preventDefault();
      selectStep(store, next.id);
      // At once: the next key may follow before anything is drawn.
      rows.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(next.id)}"]`)?.focus();
    }
  }
  return (
    <table className="mcd-step-table">
      <thead>
        <tr>
          <th scope="col">{t("Số")}</th>
          <th scope="col">{t("Bước")}</th>
          <th scope="col">{t("Ai làm")}</th>
          <th scope="col">{t("Trong bao lâu")}</th>
          <th scope="col">{t("Xong thì")}</th>
        </tr>
      </thead>
      <tbody ref={rows} onKeyDown={onKeyDown}>
        {steps.map((step, index) => (
          <Row
            key={step.id}
            step={step}
            number={index + 1}
            steps={steps}
            isSelected={step.id === selected}
            onOpen={onOpen}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  step: Step;
  number: number;
  steps: readonly Step[];
  isSelected: boolean;
  onOpen: (id: string) => void;
}

function Row({ step, number, steps, isSelected, onOpen }: RowProps): ReactNode {
  const { store, host } = useDesk();
  const leaves = useContext(LeaveContext);
  const problems = useDesigner(
    (state) => problemsById(state.facts.problems).get(step.id)?.length ?? 0,
  );
  const byId = new Map(steps.map((each) => [each.id, each]));
  const caption = kindCaption(step.kind);
  return (
    <tr
      className={isSelected ? "mcd-step-row mcd-step-row--on" : "mcd-step-row"}
      data-place={`process/${step.id}`}
      onClick={() => {
        selectStep(store, step.id);
      }}
    >
      <td>{number}</td>
      <td>
        <button
          type="button"
          className="mcd-row-button"
          data-row={step.id}
          aria-current={isSelected ? "true" : undefined}
          tabIndex={isSelected ? 0 : -1}
          onClick={(event) => {
            event.stopPropagation();
            selectStep(store, step.id);
            // Enter and the space bar come as clicks without a pointer.
            if (event.detail === 0) onOpen(step.id);
          }}
        >
          {pick(step.name) || t("Bước chưa đặt tên")}
        </button>
        {caption !== "" && <small className="mcd-row-kind">{caption}</small>}
        {problems > 0 && (
          <small className="mcd-problem-line">
            <Icon name="warning" /> {t("{count} chỗ cần xem", { count: problems })}
          </small>
        )}
      </td>
      <td>{whoWords(step, byId, host)}</td>
      <td>{step.working_minutes === null ? "" : timeWords(step.working_minutes)}</td>
      <td>
        <Ways step={step} steps={steps} leaves={leaves} />
      </td>
    </tr>
  );
}

function Ways({
  step,
  steps,
  leaves,
}: {
  step: Step;
  steps: readonly Step[];
  leaves: readonly (readonly [string, string])[];
}): ReactNode {
  if (step.kind === "parallel") {
    const names = step.branches.map((id) => targetWords(id, steps, leaves));
    return (
      <ul className="mcd-ways">
        <li>{t("Cùng lúc: {names}", { names: names.join("; ") })}</li>
        {step.outcomes.map((outcome) => (
          <li key={outcome.id}>
            {t("Đủ thì → {to}", { to: targetWords(outcome.to, steps, leaves) })}
          </li>
        ))}
      </ul>
    );
  }
  const isSingle = step.outcomes.length === 1;
  return (
    <ul className="mcd-ways">
      {step.outcomes.map((outcome) => (
        <li key={outcome.id}>
          {!isSingle && `${pick(outcome.label)} `}→ {targetWords(outcome.to, steps, leaves)}
        </li>
      ))}
    </ul>
  );
}
