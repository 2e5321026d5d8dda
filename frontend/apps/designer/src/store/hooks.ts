import { createContext, useContext, useMemo, useSyncExternalStore } from "react";
import type { FieldTypeFacts, Problem } from "../facts.ts";
import type { Field, Rule } from "../generated/service.ts";
import { indexOf } from "../model/index.ts";
import type { Operation } from "../model/operations.ts";
import { ruleWords } from "../words/rules.ts";
import type { Desk } from "./start.ts";
import { isEditable, type State } from "./state.ts";
import type { Edit } from "./store.ts";

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) {
    throw new Error("no desk");
  }
  return desk;
}

/** A part of the state; the component is drawn again only when that part changes. */
export function useDesigner<T>(selector: (state: State) => T): T {
  const { store } = useDesk();
  return useSyncExternalStore(store.subscribe, () => selector(store.state));
}

export function useEdit(): (operations: readonly Operation[], edit: Edit) => boolean {
  const { store } = useDesk();
  return useMemo(() => store.edit.bind(store), [store]);
}

export function useEditable(): boolean {
  return useDesigner(isEditable);
}

export function useFieldTypes(): ReadonlyMap<string, FieldTypeFacts> {
  const { host } = useDesk();
  return useMemo(() => new Map(host.field_types.map((type) => [type.key, type])), [host]);
}

export function useFields(): readonly Field[] {
  return useDesigner((state) => indexOf(state.document).fields);
}

/** A rule in words; drawn again only when the words change. */
export function useRuleWords(rule: Rule | null): string {
  return useDesigner((state) =>
    rule === null ? "" : ruleWords(rule, indexOf(state.document).fieldsById),
  );
}

const NO_PROBLEMS: readonly Problem[] = [];
const knownProblems = new WeakMap<readonly Problem[], ReadonlyMap<string, readonly Problem[]>>();

/** Problems by the ids in their paths. */
export function problemsById(
  problems: readonly Problem[],
): ReadonlyMap<string, readonly Problem[]> {
  let index = knownProblems.get(problems);
  if (index === undefined) {
    const made = new Map<string, Problem[]>();
    for (const problem of problems) {
      for (const part of new Set(problem.path.split("/"))) {
        const list = made.get(part);
        if (list === undefined) {
          made.set(part, [problem]);
        } else {
          list.push(problem);
        }
      }
    }
    index = made;
    knownProblems.set(problems, index);
  }
  return index;
}

/** Problems of one part: those whose path names it last, or inside it by attribute. */
export function useProblemsOf(id: string): readonly Problem[] {
  return useDesigner((state) => problemsById(state.facts.problems).get(id) ?? NO_PROBLEMS);
}
