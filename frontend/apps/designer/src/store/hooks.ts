import { createContext, useContext, useMemo, useSyncExternalStore } from "react";
import type { FieldTypeFacts, Problem } from "../facts.ts";
import type { Field } from "../generated/service.ts";
import type { Operation } from "../model/operations.ts";
import { allFields } from "../model/places.ts";
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
  const document = useDesigner((state) => state.document);
  return useMemo(() => allFields(document), [document]);
}

/** Problems of one part: those whose path names it last, or inside it by attribute. */
export function useProblemsOf(id: string): readonly Problem[] {
  const problems = useDesigner((state) => state.facts.problems);
  return useMemo(
    () => problems.filter((problem) => problem.path.split("/").includes(id)),
    [problems, id],
  );
}
