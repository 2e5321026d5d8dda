import type { Outcome, Step } from "../generated/service.ts";

/** A way from one place of the picture to another. */
export interface Way {
  from: string;
  to: string;
  /** Null for what opens a branch and what leaves a join. */
  outcome: Outcome | null;
  /** Leads to where the dossier has been: drawn backwards. */
  isBack: boolean;
}

export interface Graph {
  /** Step ids, `join:<parallel>`, and what ends: `end:…` and `leave:…`, as `to` names them. */
  nodes: readonly string[];
  ways: readonly Way[];
  /** Nodes the first step leads to. */
  reached: ReadonlySet<string>;
}

export const isEnd = (node: string): boolean =>
  node.startsWith("end:") || node.startsWith("leave:");
export const joinOf = (step: string): string => `join:${step}`;

/** In order, by what `keyOf` says. */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** The process as places and ways; the first step is where it starts. */
export function graphOf(steps: readonly Step[]): Graph {
  const known = new Set(
    steps.flatMap((step) => (step.kind === "parallel" ? [step.id, joinOf(step.id)] : [step.id])),
  );
  const ways = steps.flatMap((step) => waysOf(step, known));
  for (const { to } of ways) known.add(to);
  const out = grouped(ways, (way) => way.from);
  const { order, reached } = walked(steps, out);
  return { nodes: order, ways, reached };
}

function waysOf(step: Step, known: ReadonlySet<string>): Way[] {
  const fits = (to: string): boolean => known.has(to) || isEnd(to);
  const make = (from: string, to: string, outcome: Outcome | null): Way => ({
    from,
    to,
    outcome,
    isBack: false,
  });
  if (step.kind !== "parallel") {
    return step.outcomes
      .filter((outcome) => fits(outcome.to))
      .map((outcome) => make(step.id, outcome.to, outcome));
  }
  const join = joinOf(step.id);
  const branches = step.branches.filter((id) => known.has(id));
  const opened = branches.length === 0 ? [join] : branches;
  const after = step.outcomes.filter((outcome) => fits(outcome.to)).slice(0, 1);
  return [
    ...opened.map((id) => make(step.id, id, null)),
    ...after.map((outcome) => make(join, outcome.to, outcome)),
  ];
}

/** Nodes so that every way leads on, but for those marked as leading back. */
function walked(
  steps: readonly Step[],
  out: ReadonlyMap<string, Way[]>,
): { order: string[]; reached: Set<string> } {
  const state = new Map<string, "open" | "done">();
  const finished: string[] = [];
  function visit(node: string): void {
    state.set(node, "open");
    // The last way first, so that the first outcome of a step comes first in the order.
    for (const way of (out.get(node) ?? []).toReversed()) {
      const seen = state.get(way.to);
      way.isBack = seen === "open";
      if (seen === undefined) visit(way.to);
    }
    state.set(node, "done");
    finished.push(node);
  }
  const [first] = steps;
  if (first !== undefined) visit(first.id);
  const order = finished.toReversed();
  const reached = new Set(order);
  for (const step of steps) {
    if (!state.has(step.id)) {
      const before = finished.length;
      visit(step.id);
      order.push(...finished.slice(before).toReversed());
    }
  }
  return { order, reached };
}
