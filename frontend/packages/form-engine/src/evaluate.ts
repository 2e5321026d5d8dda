/** One pass over pages and fields in dependency order. */

import { MAX_ROWS } from "@motcua/form-schema";
import type { AnswerKind, Field, FormSection, Rule } from "@motcua/form-schema";
import { compileRule, refsOf } from "./program.ts";
import type { Groups, Program, State } from "./program.ts";
import { isRecord, load, loadConstant, storeCalculated, valueToJson } from "./values.ts";
import type { Row } from "./values.ts";
import { workDays } from "./workdays.ts";
import type { WorkDaysJson } from "./workdays.ts";

export type Answers = Readonly<Record<string, unknown>>;

export interface Context {
  /** The tenant's calendar day, ISO. */
  today?: string | null;
  profile?: Answers;
  /** Days the office works; without them rules that count working days give null. */
  workdays?: WorkDaysJson | null;
}

export interface Evaluation {
  /** Ids of sections, pages and fields; paths `group/row/field` for fields inside groups. */
  visible: ReadonlySet<string>;
  /** JSON answers of visible fields, calculations included. */
  values: Record<string, unknown>;
  /** What rules outside the form, such as fees, are run on. */
  state: State;
}

export interface Step {
  id: string;
  /** The page of a field, the section of a page; empty when it stands alone. */
  owner: string;
  /** Null for a page or section. */
  kind: AnswerKind | null;
  rule: Rule | null;
  visible: Program | null;
  calculate: Program | null;
  required: Program | boolean;
  inner: Step[];
}

export interface CompiledForm {
  steps: Step[];
  groups: Groups;
}

/** Throws for a cycle or an unknown operator: the server refuses such a form at save. */
export function compileForm(
  form: FormSection,
  kinds: Readonly<Record<string, AnswerKind>>,
): CompiledForm {
  const groups = new Map<string, string>();
  const pages = form.pages ?? [];
  for (const field of pages.flatMap((page) => page.fields ?? [])) {
    const inside = field.fields ?? [];
    if (inside.length > 0) groups.set(field.id, "");
    for (const inner of inside) groups.set(inner.id, field.id);
  }
  const steps = new Map<string, Step>();
  const needs = new Map<string, string[]>();
  const sections = form.sections ?? [];
  for (const { id, visible_if } of sections) {
    steps.set(id, makeStep({ id, visible_if: visible_if ?? null }, "", null, groups));
    needs.set(id, liftAll(refsOf(visible_if), groups));
  }
  for (const page of pages) {
    const shown = { id: page.id, visible_if: page.visible_if ?? null };
    const owner = sections.find((section) => section.id === page.section)?.id ?? "";
    steps.set(page.id, makeStep(shown, owner, null, groups));
    needs.set(page.id, [owner, ...liftAll(refsOf(page.visible_if), groups)]);
    for (const field of page.fields ?? []) {
      const step = makeStep(field, page.id, kinds[field.type] ?? "none", groups);
      step.inner = innerSteps(field, page.id, kinds, groups);
      steps.set(field.id, step);
      needs.set(field.id, [page.id, ...fieldNeeds(field, groups)]);
    }
  }
  return { steps: inOrder(steps, needs), groups };
}

function makeStep(
  item: Pick<Field, "id"> & Partial<Field>,
  owner: string,
  kind: AnswerKind | null,
  groups: Groups,
): Step {
  const { id, visible_if: rule, calculate, required, required_if: asked } = item;
  const always = required === true && !calculate;
  return {
    id,
    owner,
    kind,
    rule: rule ?? null,
    visible: rule ? compileRule(rule, groups) : null,
    calculate: calculate ? compileRule(calculate, groups) : null,
    // Nobody can be asked for what is calculated.
    required: asked && !required && !calculate ? compileRule(asked, groups) : always,
    inner: [],
  };
}

function innerSteps(
  group: Field,
  page: string,
  kinds: Readonly<Record<string, AnswerKind>>,
  groups: Groups,
): Step[] {
  const steps = new Map<string, Step>();
  const needs = new Map<string, string[]>();
  for (const field of group.fields ?? []) {
    steps.set(field.id, makeStep(field, page, kinds[field.type] ?? "none", groups));
    needs.set(field.id, ownRefs(field));
  }
  return inOrder(steps, needs);
}

const ownRefs = (field: Field): string[] => [
  ...refsOf(field.visible_if),
  ...refsOf(field.calculate),
];

/** A reference at the top level: reading a sub-field means waiting for its group. */
function lift(ref: string, groups: Groups): string {
  const group = groups.get(ref);
  return group === undefined || group === "" ? ref : group;
}

const liftAll = (refs: string[], groups: Groups): string[] => refs.map((ref) => lift(ref, groups));

/** What a top-level field waits for, its sub-fields included. */
function fieldNeeds(field: Field, groups: Groups): string[] {
  const own = liftAll(ownRefs(field), groups);
  const inside = (field.fields ?? [])
    .flatMap(ownRefs)
    .filter((ref) => groups.get(ref) !== field.id)
    .map((ref) => lift(ref, groups));
  return [...own, ...inside];
}

function inOrder(steps: Map<string, Step>, needs: Map<string, string[]>): Step[] {
  const done = new Set<string>();
  const open = new Set<string>();
  const order: Step[] = [];
  const visit = (id: string): void => {
    const step = steps.get(id);
    if (!step || done.has(id)) return;
    if (open.has(id)) throw new Error(`cycle at ${id}`);
    open.add(id);
    for (const need of needs.get(id) ?? []) visit(need);
    done.add(id);
    order.push(step);
  };
  for (const id of steps.keys()) visit(id);
  return order;
}

/** Total: whatever the answers hold, nothing is thrown. */
export function evaluate(form: CompiledForm, answers: Answers, context: Context = {}): Evaluation {
  const profile = Object.entries(context.profile ?? {});
  const state: State = {
    today: context.today ?? null,
    workdays: context.workdays ? workDays(context.workdays) : null,
    profile: new Map(profile.map(([key, raw]) => [key, loadConstant(raw)])),
    values: new Map(),
    rows: new Map(),
  };
  const visible = new Set<string>();
  const values: Record<string, unknown> = {};
  for (const step of form.steps) {
    if (step.owner && !visible.has(step.owner)) continue;
    if (step.visible && step.visible(state) !== true) continue;
    visible.add(step.id);
    if (step.kind === "rows") {
      values[step.id] = runRows(step, answers[step.id], state, visible);
    } else if (step.kind !== null && step.kind !== "none") {
      values[step.id] = answerOf(step, answers[step.id], state, (value) => {
        state.values.set(step.id, value);
      });
    }
  }
  return { visible, values, state };
}

function answerOf(
  step: Step,
  raw: unknown,
  state: State,
  keep: (value: Row[string]) => void,
): unknown {
  const kind = step.kind ?? "none";
  const given = step.calculate ? storeCalculated(step.calculate(state), kind) : raw;
  const value = load(given, kind);
  if (value === null) return null;
  keep(value);
  if (kind === "parts" || kind === "scalar") return valueToJson(value);
  return kind === "number" || kind === "money" ? given : value;
}

function runRows(group: Step, raw: unknown, state: State, visible: Set<string>): unknown[] {
  const rows: Row[] = [];
  const stored: Record<string, unknown>[] = [];
  const given: unknown[] = Array.isArray(raw) ? raw.slice(0, MAX_ROWS) : [];
  given.forEach((answers, index) => {
    if (!isRecord(answers)) return;
    const row: Row = {};
    state.rows.set(group.id, row);
    const kept: Record<string, unknown> = { _row: rowId(answers["_row"], index) };
    for (const step of group.inner) {
      if (step.visible && step.visible(state) !== true) continue;
      visible.add(`${group.id}/${String(kept["_row"])}/${step.id}`);
      if (step.kind === "none" || step.kind === "rows") continue;
      kept[step.id] = answerOf(step, answers[step.id], state, (value) => {
        row[step.id] = value;
      });
    }
    rows.push(row);
    stored.push(kept);
  });
  state.rows.delete(group.id);
  state.values.set(group.id, rows);
  return stored;
}

const rowId = (given: unknown, index: number): string =>
  typeof given === "string" && /^[A-Za-z0-9]{1,32}$/.test(given) ? given : `r${index + 1}`;
