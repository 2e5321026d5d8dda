import type { Field, FormPage, ServiceDocument } from "../generated/service.ts";
import { outlineOfPage, type Line } from "./places.ts";

/** What is looked up again and again in a document that does not change: made once for each. */
export interface DocumentIndex {
  /** Pages and questions in reading order. */
  lines: readonly Line[];
  byId: ReadonlyMap<string, Line>;
  fields: readonly Field[];
  fieldsById: ReadonlyMap<string, Field>;
}

const known = new WeakMap<readonly FormPage[], DocumentIndex>();
const knownPages = new WeakMap<FormPage, readonly Line[]>();

export function indexOf(document: ServiceDocument): DocumentIndex {
  const pages = document.form.pages;
  let index = known.get(pages);
  if (index === undefined) {
    index = makeIndex(pages);
    known.set(pages, index);
  }
  return index;
}

function makeIndex(pages: readonly FormPage[]): DocumentIndex {
  const lines: Line[] = [];
  const byId = new Map<string, Line>();
  const fields: Field[] = [];
  const fieldsById = new Map<string, Field>();
  pages.forEach((page, index) => {
    const own: Line = {
      id: page.id,
      what: "page",
      level: 1,
      owner: null,
      index,
      count: pages.length,
      page,
      field: null,
    };
    for (const line of [own, ...linesOf(page)]) {
      lines.push(line);
      byId.set(line.id, line);
      if (line.field !== null) {
        fields.push(line.field);
        fieldsById.set(line.id, line.field);
      }
    }
  });
  return { lines, byId, fields, fieldsById };
}

/** Of an unchanged page the very same lines, so typing on one page costs nothing on the others. */
function linesOf(page: FormPage): readonly Line[] {
  let lines = knownPages.get(page);
  if (lines === undefined) {
    lines = outlineOfPage(page);
    knownPages.set(page, lines);
  }
  return lines;
}
