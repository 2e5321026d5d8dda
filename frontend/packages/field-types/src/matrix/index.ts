import type { MatrixColumn } from "@motcua/form-schema";
import { ANSWER, define, pick } from "../base.ts";
import type { Settings } from "../base.ts";
import { inner, ofParts } from "../composite.ts";
import type { InnerPart, Words } from "../composite.ts";
import date from "../date/index.ts";
import money from "../money/index.ts";
import number from "../number/index.ts";
import shortText from "../short_text/index.ts";
import singleChoice from "../single_choice/index.ts";

function cell(key: string, column: MatrixColumn, label: Words): InnerPart {
  const required = column.required ?? false;
  switch (column.kind ?? "text") {
    case "number":
      return inner(key, number, { decimals: column.decimals ?? 0 }, label, required);
    case "money":
      return inner(key, money, {}, label, required);
    case "date":
      return inner(key, date, {}, label, required);
    case "choice":
      return inner(key, singleChoice, { options: column.options ?? [] }, label, required);
    default:
      return inner(key, shortText, { max_length: 200 }, label, required);
  }
}

function partsOf({ rows, columns }: Settings<"matrix">): InnerPart[] {
  return rows.flatMap((row) =>
    columns.map((column) => cell(`${row.key}.${column.key}`, column, row.label ?? {})),
  );
}

export default define({
  key: "matrix",
  defaults: { ...ANSWER, rows: [], columns: [] },
  ...ofParts(partsOf),
  display(value, settings, language, around) {
    const stored = value as Record<string, unknown>;
    const parts = new Map(partsOf(settings).map((part) => [part.key, part]));
    const lines = settings.rows.flatMap((row) => {
      const cells = settings.columns.flatMap((column) => {
        const key = `${row.key}.${column.key}`;
        const part = parts.get(key);
        const own = stored[key] ?? null;
        if (!part || own === null) return [];
        const shown = part.type.display(own, part.settings, language, around);
        return [`${pick(column.label ?? {}, language)}: ${shown}`];
      });
      return cells.length > 0 ? [`${pick(row.label ?? {}, language)}: ${cells.join("; ")}`] : [];
    });
    return lines.join("\n");
  },
});
