import { ANSWER, define, isRecord, isText, issue, NOT_GIVEN, wrongType } from "../base.ts";

/** Rows are read field by field, by whoever knows the questions inside. */
export default define({
  key: "group",
  defaults: { ...ANSWER, min_rows: 0, max_rows: 20, row_label: {} },
  read: () => NOT_GIVEN,
  check(value, { min_rows: fewest, max_rows: most }) {
    if (!Array.isArray(value) || !value.every(isRow)) return wrongType();
    if (new Set(value.map((row) => row["_row"])).size !== value.length) return wrongType();
    if (value.length < fewest) return [issue("too_few")];
    return value.length > most ? [issue("too_many")] : [];
  },
  display: (value) => String((value as unknown[]).length),
});

const isRow = (row: unknown): row is Record<string, unknown> =>
  isRecord(row) && isText(row["_row"]) && /^[A-Za-z0-9]{1,32}$/.test(row["_row"]);
