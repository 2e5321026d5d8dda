/** Why things are hidden: for the designer's preview, so it is apart from what a citizen loads. */

import type { Rule } from "@motcua/form-schema";
import type { CompiledForm, Evaluation, Step } from "./evaluate.ts";
import { compileRule, groupLooped, isCall } from "./program.ts";
import type { Groups, State } from "./program.ts";
import type { Row } from "./values.ts";

/** Whose condition failed, and which parts of it as JSON pointers. */
export interface Reason {
  because: string;
  pointers: string[];
}

/** JSON pointers of the smallest conditions that keep the rule from being true. */
function failingParts(rule: Rule, groups: Groups, state: State, at = ""): string[] {
  if (compileRule(rule, groups)(state) === true) return [];
  const splits = isCall(rule) && ["and", "all", "or", "any"].includes(rule.op);
  if (!splits || groupLooped(rule, groups) !== null) return [at];
  return (rule.args ?? []).flatMap((arg, index) =>
    failingParts(arg, groups, state, `${at}/args/${index}`),
  );
}

/** A reason for every hidden page and field, by id or by path inside groups. */
export function reasonsOf(form: CompiledForm, evaluation: Evaluation): Record<string, Reason> {
  const { state, values, visible } = evaluation;
  const found: Record<string, Reason> = {};
  const explain = ({ id, rule }: Step): Reason => ({
    because: id,
    pointers: rule ? failingParts(rule, form.groups, state) : [],
  });
  const steps = new Map(form.steps.map((step) => [step.id, step]));
  for (const step of form.steps) {
    let culprit = step;
    for (let owner = steps.get(step.owner); owner; owner = steps.get(owner.owner)) {
      if (!visible.has(owner.id)) culprit = owner;
    }
    if (!visible.has(step.id)) found[step.id] = explain(culprit);
    else if (step.kind === "rows") {
      const rows = (state.values.get(step.id) ?? []) as readonly Row[];
      (values[step.id] as { _row: string }[]).forEach(({ _row }, index) => {
        state.rows.set(step.id, rows[index] ?? {});
        for (const sub of step.inner) {
          const path = `${step.id}/${_row}/${sub.id}`;
          if (!visible.has(path)) found[path] = explain(sub);
        }
      });
      state.rows.delete(step.id);
    }
  }
  return found;
}
