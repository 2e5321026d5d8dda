/** What a clerk does to the steps, as operations: one act is one step of undo. */

import type { Outcome, Step } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { blankOutcome, blankStep } from "../model/blank.ts";
import { idsForCopy, newId, renamed } from "../model/copies.ts";
import { add, move, remove, update, type Item, type Operation } from "../model/operations.ts";
import { pick } from "../model/text.ts";
import type { Store } from "../store/store.ts";
import { joinOf } from "./graph.ts";

export function stepsOf(store: Store): readonly Step[] {
  return store.state.document.process.steps;
}

/** The outcome that leads on in the usual case. */
export function mainOutcome(step: Step): Outcome | undefined {
  return step.outcomes.find((outcome) => outcome.kind === "forward") ?? step.outcomes[0];
}

export function selectStep(store: Store, id: string): void {
  store.set({ stepId: id });
}

/** A new step behind this one, on the way: what came next comes after the new one. */
export function addStep(store: Store, behind: Step | undefined, kind: Step["kind"]): string {
  const steps = stepsOf(store);
  const step = ofKind(blankStep(t("Bước {number}", { number: steps.length + 1 })), kind);
  const known = behind === undefined ? undefined : mainOutcome(behind);
  const next = known?.to ?? "";
  step.outcomes.push(blankOutcome(t("Xong"), behind === undefined ? "end:issued" : next));
  const more = partners(step);
  const at = behind === undefined ? steps.length : steps.indexOf(behind) + 1;
  const operations: Operation[] = [add("step", step, null, at)];
  more.forEach((each, index) => operations.push(add("step", each, null, at + 1 + index)));
  if (behind !== undefined && known !== undefined) {
    operations.push(update("outcome", known.id, { to: step.id }, behind.id));
  } else if (behind !== undefined) {
    operations.push(add("outcome", blankOutcome(t("Xong"), step.id), behind.id));
  }
  if (store.edit(operations, { words: t("Thêm bước") })) {
    selectStep(store, step.id);
  }
  return step.id;
}

/** A new step that an outcome leads to; it goes on to where the outcome led before. */
export function addStepFor(store: Store, from: Step, outcome: Outcome): void {
  const steps = stepsOf(store);
  const step = blankStep(t("Bước {number}", { number: steps.length + 1 }));
  step.outcomes.push(blankOutcome(t("Xong"), outcome.to));
  const done = store.edit(
    [
      add("step", step, null, steps.indexOf(from) + 1),
      update("outcome", outcome.id, { to: step.id }, from.id),
    ],
    { words: t("Thêm bước") },
  );
  if (done) selectStep(store, step.id);
}

/** The first steps of the two branches that a fresh parallel step has. */
function partners(step: Step): Step[] {
  if (step.kind !== "parallel") return [];
  const made = [1, 2].map((number) => branchStep(step, number));
  step.branches = made.map((each) => each.id);
  return made;
}

function branchStep(parallel: Step, number: number): Step {
  const made = blankStep(t("Nhánh {number}", { number }));
  made.outcomes.push(blankOutcome(t("Xong"), joinOf(parallel.id)));
  return made;
}

export function addBranch(store: Store, parallel: Step): void {
  const made = branchStep(parallel, parallel.branches.length + 1);
  const at = stepsOf(store).indexOf(parallel) + 1 + parallel.branches.length;
  const done = store.edit(
    [
      add("step", made, null, Math.min(at, stepsOf(store).length)),
      update("step", parallel.id, { branches: [...parallel.branches, made.id] }),
    ],
    { words: t("Thêm nhánh làm song song") },
  );
  if (done) selectStep(store, made.id);
}

/** What a step of this kind starts with. */
function ofKind(step: Step, kind: Step["kind"]): Step {
  return { ...step, ...defaultsOf(kind) };
}

function defaultsOf(kind: Step["kind"]): Partial<Step> {
  switch (kind) {
    case "citizen":
      return { kind, role: "applicant", national_state: 5 };
    case "wait_fee":
      return { kind, role: "applicant", national_state: 6 };
    case "reception":
      return { kind, role: "receptionist", agency: "receiving", national_state: 2 };
    case "return":
      return { kind, role: "returner", agency: "receiving", national_state: 9 };
    case "choice":
    case "parallel":
    case "sub_process":
    case "automatic":
    case "wait_date":
      return { kind, role: "" };
    default:
      return { kind };
  }
}

export function changeKind(store: Store, step: Step, kind: Step["kind"]): void {
  const set: Partial<Step> = defaultsOf(kind);
  // What the citizen did is not the citizen's any more.
  if (step.role === "applicant" && set.role === undefined) set.role = "";
  const operations: Operation[] = [];
  const at = stepsOf(store).indexOf(step) + 1;
  if (kind === "parallel" && step.branches.length === 0) {
    const made = partners({ ...step, kind });
    set.branches = made.map((each) => each.id);
    made.forEach((each, index) => operations.push(add("step", each, null, at + index)));
  }
  const single = kind === "parallel" || kind === "wait_date";
  const extra = single ? step.outcomes.slice(1) : [];
  if (extra.some((outcome) => outcome.id === step.timeout_outcome)) set.timeout_outcome = "";
  for (const outcome of extra) operations.push(remove("outcome", outcome.id, step.id));
  if (step.outcomes.length === 0) {
    operations.push(add("outcome", blankOutcome(t("Xong"), ""), step.id));
  }
  const name = pick(step.name);
  store.edit([update("step", step.id, set), ...operations], {
    words: t("Đổi loại việc của bước “{name}”", { name }),
  });
}

/** A copy right behind, with ids of its own. */
export function duplicateStep(store: Store, step: Step): void {
  const entryIds = step.entry === null ? {} : idsForCopy({ ...step.entry });
  const ids = { ...entryIds, [step.id]: newId("stp") };
  const copy = renamed(step as unknown as Item, ids) as unknown as Step;
  copy.name = { ...copy.name, vi: t("{name} (bản sao)", { name: pick(step.name) }) };
  const at = stepsOf(store).indexOf(step) + 1;
  const words = t("Nhân đôi bước “{name}”", { name: pick(step.name) });
  if (store.edit([add("step", copy, null, at)], { words })) {
    selectStep(store, copy.id);
    store.say(t("Đã nhân đôi bước “{name}”.", { name: pick(step.name) }), { canUndo: true });
  }
}

/** Out of the table and out of the way: what led here leads to what came next. */
export function removeStep(store: Store, step: Step): void {
  const steps = stepsOf(store);
  const at = steps.indexOf(step);
  const next = mainOutcome(step)?.to ?? "";
  const onward = next === step.id ? "" : next;
  const operations: Operation[] = [];
  for (const other of steps) {
    if (other.id === step.id) continue;
    for (const outcome of other.outcomes) {
      const led = outcome.to === step.id || outcome.to === joinOf(step.id);
      if (led) {
        const to = onward === other.id || onward === joinOf(other.id) ? "" : onward;
        operations.push(update("outcome", outcome.id, { to }, other.id));
      }
    }
    const set = withoutStep(other, step.id, onward);
    if (set !== null) operations.push(update("step", other.id, set));
  }
  operations.push(remove("step", step.id));
  const name = pick(step.name);
  if (store.edit(operations, { words: t("Xóa bước “{name}”", { name }) })) {
    const left = stepsOf(store);
    selectStep(store, (left[at] ?? left[at - 1])?.id ?? "");
    store.say(t("Đã xóa bước “{name}”.", { name }), { canUndo: true });
  }
}

/** What else of a step names the one that goes: its branches, and whose officer does it. */
function withoutStep(step: Step, gone: string, onward: string): Partial<Step> | null {
  const set: Partial<Step> = {};
  if (step.branches.includes(gone)) {
    const instead = onward.startsWith("stp_") && !step.branches.includes(onward) ? [onward] : [];
    set.branches = step.branches.flatMap((id) => (id === gone ? instead : [id]));
  }
  if (step.role === `officer:${gone}`) set.role = "";
  return Object.keys(set).length === 0 ? null : set;
}

/**
 * One place up or down. Neighbours that follow each other change their turn, too: for the clerk
 * the table is the order of the work.
 */
export function shiftStep(store: Store, step: Step, by: -1 | 1): void {
  const steps = stepsOf(store);
  const at = steps.indexOf(step);
  const neighbour = steps[at + by];
  if (neighbour === undefined) {
    store.say(by < 0 ? t("Đã ở trên cùng.") : t("Đã ở dưới cùng."));
    return;
  }
  const [upper, lower] = by < 0 ? [neighbour, step] : [step, neighbour];
  store.edit([...swapped(steps, upper, lower), move("step", step.id, at + by)], {
    words: t("Đổi thứ tự bước"),
  });
}

function swapped(steps: readonly Step[], upper: Step, lower: Step): Operation[] {
  const first = mainOutcome(upper);
  const second = mainOutcome(lower);
  const isPlain = [upper, lower].every(
    (step) => step.kind !== "parallel" && step.kind !== "choice" && step.kind !== "sub_process",
  );
  if (!isPlain || first?.to !== lower.id || second === undefined || second.to === upper.id) {
    return [];
  }
  const operations = [
    update("outcome", first.id, { to: second.to }, upper.id),
    update("outcome", second.id, { to: upper.id }, lower.id),
  ];
  for (const other of steps) {
    if (other.id === upper.id || other.id === lower.id) continue;
    for (const outcome of other.outcomes) {
      if (outcome.to === upper.id && outcome.kind !== "back") {
        operations.push(update("outcome", outcome.id, { to: lower.id }, other.id));
      }
    }
    if (other.branches.includes(upper.id)) {
      const branches = other.branches.map((id) => (id === upper.id ? lower.id : id));
      operations.push(update("step", other.id, { branches }));
    }
  }
  return operations;
}
