/** Which of the visible questions must be answered. */

import type { CompiledForm, Evaluation, Step } from "./evaluate.ts";
import type { State } from "./program.ts";
import type { Row } from "./values.ts";

const isAsked = ({ required }: Step, state: State): boolean =>
  typeof required === "boolean" ? required : required(state) === true;

/** Ids, and paths inside groups. Told after the pass, as two may each wait for the other. */
export function requiredOf(form: CompiledForm, evaluation: Evaluation): ReadonlySet<string> {
  const { state, values, visible } = evaluation;
  const found = new Set<string>();
  for (const step of form.steps.filter(({ id }) => visible.has(id))) {
    if (isAsked(step, state)) found.add(step.id);
    if (step.kind !== "rows") continue;
    const rows = (state.values.get(step.id) ?? []) as readonly Row[];
    (values[step.id] as { _row: string }[]).forEach(({ _row }, index) => {
      state.rows.set(step.id, rows[index] ?? {});
      for (const sub of step.inner) {
        const path = `${step.id}/${_row}/${sub.id}`;
        if (visible.has(path) && isAsked(sub, state)) found.add(path);
      }
    });
    state.rows.delete(step.id);
  }
  return found;
}
