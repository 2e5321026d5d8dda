/** The answers as they stand in the inputs now, before the server has seen them. */

import type { Answers } from "@motcua/form-engine";
import type { AnyFieldType } from "@motcua/field-types";
import type { Field } from "@motcua/form-schema";
import { kindOf } from "./form-data.ts";

/** Types that read themselves; fetched only where a page has a question of theirs. */
export type Readers = ReadonlyMap<string, Reader>;
export type Reader = (field: Field, data: FormData, name: string, stored: unknown) => unknown;
export const NO_READERS: Readers = new Map();

/** Whether this file knows how to read a question without its type. */
export const isPlain = (field: Field): boolean => PLAIN.has(field.type);

const PLAIN: ReadonlySet<string> = new Set([
  "short_text",
  "long_text",
  "number",
  "money",
  "date",
  "yes_no",
  "single_choice",
  "multiple_choice",
  "email",
  "phone",
  "personal_number",
  "address",
  "file",
  "group",
  "explanation",
]);

/** Only for questions whose answers some rule or fee reads: nobody else needs them before sending. */
export async function readersFor(
  fields: readonly Field[],
  isRead: (fieldId: string) => boolean,
): Promise<Readers> {
  const all = fields
    .flatMap((field) => [field, ...(field.fields ?? [])])
    .filter((field) => isRead(field.id));
  const wanted = new Set(all.filter((field) => !isPlain(field)).map((field) => field.type));
  if (wanted.size === 0) return NO_READERS;
  const { loadTypes, postedFrom, settingsOf } = await import("@motcua/field-types");
  const types: ReadonlyMap<string, AnyFieldType> = await loadTypes(wanted);
  return new Map(
    [...types].map(([key, type]): [string, Reader] => [
      key,
      (field, data, name, stored) => {
        const settings = settingsOf(type, field.config);
        const read = type.read(postedFrom(data, name, stored), settings, {});
        return read.given ? read.value : (stored ?? null);
      },
    ]),
  );
}

/** Stored answers, with those of the fields on the page replaced by what is typed. */
export function currentAnswers(
  fields: readonly Field[],
  stored: Answers,
  form: HTMLFormElement,
  readers: Readers = NO_READERS,
): Record<string, unknown> {
  const data = new FormData(form);
  const answers: Record<string, unknown> = { ...stored };
  for (const field of fields) {
    if (field.calculate) continue;
    answers[field.id] =
      kindOf(field) === "rows"
        ? readRows(field, stored[field.id], data, readers)
        : readAnswer(field, `f-${field.id}`, stored[field.id], data, readers);
  }
  return answers;
}

function readRows(group: Field, stored: unknown, data: FormData, readers: Readers): unknown[] {
  const before = Array.isArray(stored) ? (stored as Record<string, unknown>[]) : [];
  return texts(data, `f-${group.id}-rows`).map((row) => {
    const kept = before.find((each) => each["_row"] === row) ?? {};
    const answers: Record<string, unknown> = { ...kept, _row: row };
    for (const field of group.fields ?? []) {
      if (field.calculate) continue;
      const name = `f-${group.id}-${row}-${field.id}`;
      answers[field.id] = readAnswer(field, name, kept[field.id], data, readers);
    }
    return answers;
  });
}

function readAnswer(
  field: Field,
  name: string,
  stored: unknown,
  data: FormData,
  readers: Readers,
): unknown {
  const reader = readers.get(field.type);
  if (reader) return reader(field, data, name, stored);
  switch (kindOf(field)) {
    case "none":
    case "rows":
      return null;
    case "choices":
      return texts(data, name);
    case "bool":
      return { yes: true, no: false }[text(data, name)] ?? null;
    case "number":
    case "money":
      return readNumeral(text(data, name));
    case "date":
      return readDate(
        text(data, `${name}-year`),
        text(data, `${name}-month`),
        text(data, `${name}-day`),
      );
    case "address":
      return Object.fromEntries(
        ["province", "commune", "detail"].map((part) => [part, text(data, `${name}-${part}`)]),
      );
    case "files":
      return readFiles(name, stored, data);
    default:
      return text(data, name) || null;
  }
}

/** Files kept on the server less those ticked for removal, and those just chosen. */
function readFiles(name: string, stored: unknown, data: FormData): unknown[] {
  const removed = new Set(texts(data, `${name}-remove`));
  const kept = Array.isArray(stored) ? (stored as { file_id?: string }[]) : [];
  const chosen = data.getAll(name).filter((each) => each instanceof File && each.name !== "");
  return [...kept.filter((file) => !removed.has(file.file_id ?? "")), ...chosen.map(() => ({}))];
}

/** Vietnamese notation: 1.500.000 and 12,5. Null for what is no number (yet). */
export function readNumeral(typed: string): number | null {
  const bare = typed.replace(/\s|đồng|vnđ|vnd|đ|₫/giu, "");
  const grouped = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(bare);
  const plain = (grouped ? bare.replaceAll(".", "") : bare).replace(",", ".");
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

/** ISO, as precise as what is typed; null for what is no date (yet). */
export function readDate(year: string, month: string, day: string): string | null {
  if (!/^\d{4}$/.test(year) || (day && !month)) return null;
  const parts = [month, day].filter(Boolean);
  if (!parts.every((part) => /^\d{1,2}$/.test(part))) return null;
  return [year, ...parts.map((part) => part.padStart(2, "0"))].join("-");
}

const text = (data: FormData, name: string): string => texts(data, name).slice(-1)[0]?.trim() ?? "";

const texts = (data: FormData, name: string): string[] =>
  data.getAll(name).filter((each) => typeof each === "string");
