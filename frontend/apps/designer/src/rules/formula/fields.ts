/** How questions are named in formulas: `[Số bản]`, or `[#so_ban]` where a label is no name. */

import type { Field } from "../../generated/service.ts";
import { fold, pick } from "../../model/text.ts";

const tidy = (label: string): string => label.replaceAll(/\s+/gu, " ").trim();

export interface Names {
  fields: readonly Field[];
  nameOf: (id: string) => string;
  /** The question meant; null when there is none, "many" when there are several. */
  find: (name: string) => Field | "many" | null;
}

export function namesFor(fields: readonly Field[]): Names {
  const labels = new Map<string, Field[]>();
  const keys = new Map<string, Field[]>();
  for (const field of fields) {
    push(labels, tidy(pick(field.label)), field);
    push(keys, field.key, field);
  }
  const folded = new Map<string, Field[]>();
  for (const [label, list] of labels) {
    for (const field of list) push(folded, fold(label), field);
  }
  const byId = new Map(fields.map((field) => [field.id, field]));
  return {
    fields,
    nameOf: (id) => {
      const field = byId.get(id);
      if (field === undefined) return `[?${id}]`;
      const label = tidy(pick(field.label));
      const plain = label !== "" && label.length <= 80 && !/^[#?]|[[\]]/u.test(label);
      if (plain && labels.get(label)?.length === 1) return `[${label}]`;
      return keys.get(field.key)?.length === 1 ? `[#${field.key}]` : `[?${id}]`;
    },
    find: (name) => {
      const asked = tidy(name);
      if (asked.startsWith("?")) return byId.get(asked.slice(1)) ?? null;
      if (asked.startsWith("#")) return only(keys.get(asked.slice(1)));
      return only(labels.get(asked)) ?? only(folded.get(fold(asked))) ?? only(keys.get(asked));
    },
  };
}

function push(map: Map<string, Field[]>, key: string, field: Field): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [field]);
  else list.push(field);
}

function only(list: readonly Field[] | undefined): Field | "many" | null {
  const [first] = list ?? [];
  return first === undefined ? null : list?.length === 1 ? first : "many";
}

/** The question whose name looks most like what was typed. */
export function likeliest(name: string, names: Names): Field | undefined {
  const asked = fold(name);
  const scored = names.fields.map((field) => {
    const label = fold(pick(field.label));
    return { field, score: label.includes(asked) || asked.includes(label) ? label.length : -1 };
  });
  return scored
    .filter(({ field, score }) => score > 0 && pick(field.label) !== "")
    .sort((a, b) => b.score - a.score)[0]?.field;
}
