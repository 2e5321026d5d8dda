/** The operations as they travel; `motcua.catalogue.domain.operations.shapes` is their source. */
export type Item = Record<string, unknown>;
export type What =
  | "section"
  | "eligibility"
  | "page"
  | "field"
  | "option"
  | "component"
  | "fee"
  | "waiver"
  | "step"
  | "outcome"
  | "sub_process"
  | "notice"
  | "block"
  | "legal_basis";
export type Whole = "service" | "procedure" | "execution" | "clock" | "result" | "privacy";

export interface Add {
  op: "add";
  what: What;
  parent: string | null;
  at: number | null;
  item: Item;
}
export interface Move {
  op: "move";
  what: What;
  id: string;
  parent: string | null;
  at: number | null;
}
export interface Update {
  op: "update";
  what: What | Whole;
  id: string | null;
  parent: string | null;
  set: Item;
}
export interface Remove {
  op: "remove";
  what: What;
  id: string;
  parent: string | null;
}
export interface Duplicate {
  op: "duplicate";
  what: What;
  id: string;
  parent: string | null;
  at: number | null;
  ids: Record<string, string>;
}
export type Operation = Add | Move | Update | Remove | Duplicate;

export function add(
  what: What,
  item: object,
  parent: string | null = null,
  at: number | null = null,
): Add {
  return { op: "add", what, parent, at, item: item as Item };
}

export function move(what: What, id: string, at: number, parent: string | null = null): Move {
  return { op: "move", what, id, parent, at };
}

export function remove(what: What, id: string, parent: string | null = null): Remove {
  return { op: "remove", what, id, parent };
}

export function update(what: What, id: string, set: object, parent: string | null = null): Update {
  return { op: "update", what, id, parent, set: set as Item };
}

export function updateWhole(what: Whole, set: object): Update {
  return { op: "update", what, id: null, parent: null, set: set as Item };
}
