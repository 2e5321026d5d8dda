import type { What, Whole } from "./operations.ts";

/** Where each kind of part lives; the same table as `operations/kinds.py`. */
export interface Kind {
  /** Path from the document, or from the owner when owned, to the list. */
  path: readonly string[];
  prefix: string;
  owner: What | null;
  /** Its id is unique in its owner only, so operations name the owner. */
  scoped: boolean;
  idKey: string;
}

function kind(prefix: string, path: readonly string[], more: Partial<Kind> = {}): Kind {
  return { path, prefix, owner: null, scoped: false, idKey: "id", ...more };
}

export const KINDS: Readonly<Record<What, Kind>> = {
  section: kind("sec", ["form", "sections"]),
  eligibility: kind("elg", ["eligibility"]),
  page: kind("pag", ["form", "pages"]),
  field: kind("fld", ["fields"], { owner: "page" }),
  option: kind("opt", ["config", "options"], { owner: "field", scoped: true, idKey: "value" }),
  component: kind("cmp", ["components"]),
  fee: kind("fee", ["fees"]),
  waiver: kind("wvr", ["waivers"], { owner: "fee" }),
  step: kind("stp", ["process", "steps"]),
  outcome: kind("out", ["outcomes"], { owner: "step", scoped: true }),
  sub_process: kind("sub", ["process", "sub_processes"]),
  notice: kind("ntc", ["notices"]),
  block: kind("blk", ["result", "blocks"]),
  legal_basis: kind("lgl", ["legal_bases"]),
};

const WHOLES: ReadonlySet<string> = new Set<Whole>([
  "service",
  "procedure",
  "execution",
  "clock",
  "result",
  "privacy",
]);

export function isWhole(what: What | Whole): what is Whole {
  return WHOLES.has(what);
}
