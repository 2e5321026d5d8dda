import { showNumeral } from "../numerals.ts";
import { fromJson } from "@motcua/form-engine/numbers";
import {
  ANSWER,
  answer,
  define,
  isRecord,
  isText,
  NO_ANSWER,
  NOT_GIVEN,
  pick,
  refuse,
  wrongType,
} from "../base.ts";
import type { Around, Settings } from "../base.ts";
import { cleanLine, hasUnseen } from "../cleaning.ts";
import { checkCode, listOf, readSought, rowOf, wordsOf } from "../references.ts";
import type { ReferenceColumn } from "../references.ts";

type Lookup = Settings<"table_lookup">;

export default define({
  key: "table_lookup",
  defaults: { ...ANSWER, list: "", revision: null, columns: [] },
  read(posted, settings, around) {
    const given = posted.one();
    const find = posted.one("-find");
    const sought = cleanLine(find ?? "");
    if (given === null && !sought) return find === null ? NOT_GIVEN : NO_ANSWER;
    let code = cleanLine(given ?? "");
    if (hasUnseen(code + sought)) return refuse("characters");
    if (!code && sought) {
      const found = readSought(settings, sought, around);
      if (found.issue) return found;
      code = String(found.value);
    }
    if (!code) return NO_ANSWER;
    if (!around.reference) {
      // The cells are the server's: keep those of the row that was chosen before.
      const { existing } = posted;
      return answer(isRecord(existing) && existing["code"] === code ? existing : { code });
    }
    const row = answerFor(settings, around, code);
    return row ? answer(row) : refuse("choice");
  },
  check(value, settings, around) {
    if (!isRecord(value) || !isText(value["code"])) return wrongType();
    const [first] = checkCode(value["code"], settings, around);
    if (first) return [first];
    if (!around.reference) return [];
    return same(value, answerFor(settings, around, value["code"]) ?? {}) ? [] : wrongType();
  },
  display(value, settings, language, around) {
    const row = value as Record<string, unknown>;
    const lines = taken(settings, around)
      .filter((column) => column.key in row)
      .map((column) => `${pick(column.label, language)}: ${shown(row[column.key], language)}`);
    return [wordsOf(settings, around, row["code"], language), ...lines].join("\n");
  },
});

function taken(settings: Lookup, around: Around): readonly ReferenceColumn[] {
  const own = listOf(settings, around)?.columns ?? [];
  const { columns } = settings;
  return columns.length === 0 ? own : own.filter((column) => columns.includes(column.key));
}

/** The answer for a code, as it has to be. */
function answerFor(settings: Lookup, around: Around, code: string): Record<string, unknown> | null {
  const row = rowOf(settings, around, code);
  if (!row) return null;
  const found: Record<string, unknown> = { code: row.code, label: pick(row.label, "vi") };
  for (const { key } of taken(settings, around)) {
    const cell = row.cells?.[key];
    if (cell !== undefined) found[key] = cell;
  }
  return found;
}

const same = (left: Record<string, unknown>, right: Record<string, unknown>): boolean =>
  Object.keys(left).length === Object.keys(right).length &&
  Object.entries(left).every(([key, cell]) => right[key] === cell);

function shown(cell: unknown, language: string): string {
  const number = fromJson(cell);
  return number === null ? String(cell) : showNumeral(number, language);
}
