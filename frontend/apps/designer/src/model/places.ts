import type { Field, FormPage, ServiceDocument } from "../generated/service.ts";
import { indexOf } from "./index.ts";

/** A line of the outline: a page, or a question with where it stands. */
export interface Line {
  id: string;
  what: "page" | "field";
  level: number;
  owner: string | null;
  index: number;
  count: number;
  page: FormPage;
  field: Field | null;
}

/** Pages and questions in reading order. */
export function outline(document: ServiceDocument): readonly Line[] {
  return indexOf(document).lines;
}

/** The questions of one page, in reading order. */
export function outlineOfPage(page: FormPage): Line[] {
  return fieldLines(page.fields, page.id, page, 2);
}

function fieldLines(
  fields: readonly Field[],
  owner: string,
  page: FormPage,
  level: number,
): Line[] {
  return fields.flatMap((field, index): Line[] => [
    { id: field.id, what: "field", level, owner, index, count: fields.length, page, field },
    ...fieldLines(field.fields, field.id, page, level + 1),
  ]);
}

export function allFields(document: ServiceDocument): readonly Field[] {
  return indexOf(document).fields;
}

/** Where a move by one place leads to; null at the edges. Questions pass on to the next page. */
export function neighbour(
  lines: readonly Line[],
  id: string,
  step: -1 | 1,
): { at: number; owner: string | null } | null {
  const line = lines.find((each) => each.id === id);
  if (line === undefined) {
    return null;
  }
  const at = line.index + step;
  if (at >= 0 && at < line.count) {
    return { at, owner: line.owner };
  }
  if (line.what === "page") {
    return null;
  }
  const owner = lines.find((each) => each.id === line.owner);
  if (owner?.what === "field") {
    return { at: step > 0 ? owner.index + 1 : owner.index, owner: owner.owner };
  }
  const pages = lines.filter((each) => each.what === "page");
  const next = pages[pages.findIndex((each) => each.id === line.owner) + step];
  return next === undefined ? null : { at: step > 0 ? 0 : next.page.fields.length, owner: next.id };
}
