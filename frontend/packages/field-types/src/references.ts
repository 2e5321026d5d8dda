/** Lists kept outside a form, as far as the browser knows them. */

import { isText, issue, pick, refuse, answer, wrongType } from "./base.ts";
import type { Around, Issue, Read } from "./base.ts";
import { lengthOf } from "./cleaning.ts";

export interface ReferenceRow {
  readonly code: string;
  readonly label: Readonly<Record<string, string>>;
  readonly valid_from?: string | null;
  readonly valid_until?: string | null;
  readonly cells?: Readonly<Record<string, string | number>>;
}
export interface ReferenceColumn {
  readonly key: string;
  readonly label: Readonly<Record<string, string>>;
  readonly kind: "text" | "number" | "date";
}
export interface ReferenceList {
  readonly rows: readonly ReferenceRow[];
  readonly columns?: readonly ReferenceColumn[];
}
/** Settings of types that look into a list. */
export interface Listed {
  readonly list: string;
  readonly revision: string | null;
}

const MOST_FOUND = 30;

const fold = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll("đ", "d")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/\s+/g, " ")
    .trim();

export const listOf = ({ list, revision }: Listed, around: Around): ReferenceList | null =>
  around.reference?.(list, revision) ?? null;

export const rowOf = (settings: Listed, around: Around, code: unknown): ReferenceRow | null =>
  listOf(settings, around)?.rows.find((row) => row.code === code) ?? null;

export function wordsOf(settings: Listed, around: Around, code: unknown, language: string): string {
  const row = rowOf(settings, around, code);
  return pick(row?.label ?? {}, language) || String(code);
}

const counts = (row: ReferenceRow, today: string | null): boolean =>
  !today ||
  ((!row.valid_from || row.valid_from <= today) && (!row.valid_until || today <= row.valid_until));

/** Rows that hold all the words, marks aside; those whose code begins so come first. */
export function search(list: ReferenceList, words: string, today: string | null): ReferenceRow[] {
  const wanted = fold(words.slice(0, 200)).split(" ").filter(Boolean);
  if (wanted.length === 0) return [];
  const found = list.rows.filter((row) => {
    const texts = [row.code, ...Object.values(row.label), ...Object.values(row.cells ?? {})];
    const text = fold(texts.join(" "));
    return counts(row, today) && wanted.every((word) => text.includes(word));
  });
  const starts = (row: ReferenceRow): boolean =>
    row.code.toLowerCase().startsWith(wanted.join(" "));
  return [...found.filter(starts), ...found.filter((row) => !starts(row))].slice(0, MOST_FOUND);
}

/** A code or a whole name typed into the search is an answer; anything else asks to choose. */
export function readSought(settings: Listed, sought: string, around: Around): Read {
  const list = listOf(settings, around);
  if (!around.reference) return refuse("choose_found", "-find");
  const hits = list ? search(list, sought, around.today ?? null) : [];
  const exact = hits.filter((row) => [row.code, ...Object.values(row.label)].includes(sought));
  if (exact[0] && exact.length === 1) return answer(exact[0].code);
  return refuse(hits.length > 0 ? "choose_found" : "not_found", "-find");
}

/** Without the list only the shape can be told. */
export function checkCode(value: unknown, settings: Listed, around: Around): Issue[] {
  if (!isText(value) || lengthOf(value) > 64) return wrongType();
  if (!around.reference) return [];
  const row = rowOf(settings, around, value);
  if (!row) return [issue("choice")];
  return counts(row, around.today ?? null) ? [] : [issue("not_in_force")];
}
