/** What rules may be about at one place of the document. */

import { useMemo } from "react";
import type { Field } from "../generated/service.ts";
import { useFields, useFieldTypes } from "../store/hooks.ts";
import { namesFor, type Names, type Scope } from "./formula/index.ts";
import type { KindOf } from "./sentences.ts";

export interface World {
  /** Questions with an answer that rules here may read. */
  fields: readonly Field[];
  byId: ReadonlyMap<string, Field>;
  kindOf: KindOf;
  names: Names;
  scope: Scope;
}

/** `inside` is the group the rule's own question is in; `excluded` what it must not read. */
export function useWorld(excluded: readonly string[], inside = ""): World {
  const all = useFields();
  const types = useFieldTypes();
  const left = excluded.join(" ");
  return useMemo(() => {
    const out = new Set(left.split(" "));
    const kinds = new Map(all.map((field) => [field.id, types.get(field.type)?.kind ?? "none"]));
    const groups = new Map<string, string>();
    for (const group of all) for (const field of group.fields) groups.set(field.id, group.id);
    const answers = (field: Field): boolean => types.get(field.type)?.has_answer === true;
    // Formulas alone need the names; nobody writes one while a question's label is typed.
    let known: Names | null = null;
    const names = (): Names => (known ??= namesFor(all.filter(answers)));
    return {
      fields: all.filter((field) => answers(field) && !out.has(field.id)),
      byId: new Map(all.map((field) => [field.id, field])),
      kindOf: (id: string) => kinds.get(id) ?? "none",
      get names(): Names {
        return names();
      },
      scope: { kinds, groups, inside, nameOf: (id) => names().nameOf(id) },
    };
  }, [all, types, left, inside]);
}

/** Questions a sentence may be about: those of its row or of its own group, and all outside. */
export function reachable({ fields, scope }: World, row: string): readonly Field[] {
  return fields.filter((field) => {
    const group = scope.groups.get(field.id);
    return group === undefined || group === row || group === scope.inside;
  });
}
