import type { Item, What } from "./operations.ts";
import { KINDS } from "./kinds.ts";

/** Gets a list and its owner's id; gives back the same list when nothing changes. */
export type Visit = (list: readonly Item[], owner: string | null) => readonly Item[];

/** Visit every list of parts of a kind. What is not changed keeps its identity. */
export function editLists(document: Item, what: What, visit: Visit): Item {
  const kind = KINDS[what];
  if (kind.owner === null) {
    return editPath(document, kind.path, (list) => visit(list, null));
  }
  if (what === "field") {
    return editLists(document, "page", (pages) =>
      mapSame(pages, (page) => editFields(page, visit)),
    );
  }
  if (what === "option") {
    return editLists(document, "field", (fields) =>
      mapSame(fields, (field) => editOptions(field, visit)),
    );
  }
  return editLists(document, kind.owner, (owners) =>
    mapSame(owners, (owner) =>
      editPath(owner, kind.path, (list) => visit(list, String(owner["id"]))),
    ),
  );
}

export function asItems(value: unknown): readonly Item[] {
  return Array.isArray(value) ? (value as Item[]) : [];
}

export function asItem(value: unknown): Item {
  return typeof value === "object" && value !== null ? (value as Item) : {};
}

/** Like `map`, but the very same list when no element changed. */
export function mapSame(list: readonly Item[], change: (item: Item) => Item): readonly Item[] {
  const result = list.map(change);
  return result.some((item, index) => item !== list[index]) ? result : list;
}

function editPath(
  node: Item,
  path: readonly string[],
  change: (list: readonly Item[]) => readonly Item[],
): Item {
  const [key, ...rest] = path;
  if (key === undefined) {
    return node;
  }
  const before = node[key];
  const after = rest.length > 0 ? editPath(asItem(before), rest, change) : change(asItems(before));
  return after === before ? node : { ...node, [key]: after };
}

function editFields(owner: Item, visit: Visit): Item {
  const before = asItems(owner["fields"]);
  const visited = visit(before, String(owner["id"]));
  const after = mapSame(visited, (field) =>
    field["type"] === "group" || asItems(field["fields"]).length > 0
      ? editFields(field, visit)
      : field,
  );
  return after === before ? owner : { ...owner, fields: after };
}

function editOptions(field: Item, visit: Visit): Item {
  const config = asItem(field["config"]);
  const known = config["options"];
  if (known === undefined && !String(field["type"]).endsWith("_choice")) {
    return field;
  }
  const before = asItems(known);
  const after = visit(before, String(field["id"]));
  return after === before ? field : { ...field, config: { ...config, options: after } };
}
