import type { ServiceDocument } from "../generated/service.ts";
import { freeName, renamed, subtreeIds, withFreeKeys } from "./copies.ts";
import { KINDS, isWhole } from "./kinds.ts";
import { asItem, editLists } from "./lists.ts";
import type { Add, Duplicate, Item, Move, Operation, Remove, Update, What } from "./operations.ts";

/** An edit that does not fit the document, for example of a part that is gone. */
export class OperationMisfit extends Error {}

/** The document after all `operations`; the server does the same and has the last word. */
export function applyAll(
  document: ServiceDocument,
  operations: readonly Operation[],
): ServiceDocument {
  let data = document as unknown as Item;
  for (const operation of operations) {
    data = applyOne(data, operation);
  }
  return data as unknown as ServiceDocument;
}

function applyOne(data: Item, operation: Operation): Item {
  switch (operation.op) {
    case "add":
      return applyAdd(data, operation);
    case "move":
      return applyMove(data, operation);
    case "update":
      return applyUpdate(data, operation);
    case "remove":
      return applyRemove(data, operation);
    case "duplicate":
      return applyDuplicate(data, operation);
  }
}

interface Spot {
  item: Item;
  index: number;
  owner: string | null;
}

export function find(data: Item, what: What, id: string, parent: string | null): Spot {
  const { idKey, scoped } = KINDS[what];
  const spots: Spot[] = [];
  editLists(data, what, (list, owner) => {
    if (!scoped || owner === parent) {
      const index = list.findIndex((item) => item[idKey] === id);
      const item = list[index];
      if (item !== undefined) {
        spots.push({ item, index, owner });
      }
    }
    return list;
  });
  return spots[0] ?? misfit(`${what} ${id}`);
}

function misfit(what: string): never {
  throw new OperationMisfit(what);
}

function applyAdd(data: Item, operation: Add): Item {
  return insert(data, operation.what, operation.parent, operation.at, operation.item);
}

function insert(data: Item, what: What, owner: string | null, at: number | null, item: Item): Item {
  let places = 0;
  const next = editLists(data, what, (list, here) => {
    if (places > 0 || here !== (KINDS[what].owner === null ? null : owner)) {
      return list;
    }
    places += 1;
    const place = at ?? list.length;
    if (place > list.length) {
      misfit(`${what} at ${place}`);
    }
    return list.toSpliced(place, 0, item);
  });
  return places > 0 ? next : misfit(`${what} in ${owner ?? "document"}`);
}

function applyRemove(data: Item, operation: Remove): Item {
  const spot = find(data, operation.what, operation.id, operation.parent);
  return take(data, operation.what, spot);
}

function take(data: Item, what: What, spot: Spot): Item {
  return editLists(data, what, (list, owner) =>
    owner === spot.owner && list[spot.index] === spot.item ? list.toSpliced(spot.index, 1) : list,
  );
}

function applyMove(data: Item, operation: Move): Item {
  const { what, id, parent, at } = operation;
  const spot = find(data, what, id, parent);
  const target = what === "field" && parent !== null ? parent : spot.owner;
  if (target !== null && subtreeIds(spot.item).includes(target)) {
    misfit(`${id} into itself`);
  }
  return insert(take(data, what, spot), what, target, at, spot.item);
}

function applyUpdate(data: Item, operation: Update): Item {
  const { what, id, parent, set } = operation;
  if (isWhole(what)) {
    return { ...data, [what]: { ...asItem(data[what]), ...set } };
  }
  const spot = find(data, what, id ?? misfit(what), parent);
  return editLists(data, what, (list, owner) =>
    owner === spot.owner && list[spot.index] === spot.item
      ? list.with(spot.index, { ...spot.item, ...set })
      : list,
  );
}

function applyDuplicate(data: Item, operation: Duplicate): Item {
  const { what, id, parent, at } = operation;
  const spot = find(data, what, id, parent);
  const { idKey, scoped } = KINDS[what];
  let twin: Item;
  if (scoped) {
    const taken = siblingsOf(data, what, spot).map((item) => String(item[idKey]));
    twin = { ...spot.item, [idKey]: operation.ids[id] ?? freeName(id, taken) };
  } else {
    twin = withFreeKeys(renamed(spot.item, operation.ids), keysOf(data));
  }
  return insert(data, what, spot.owner, at ?? spot.index + 1, twin);
}

function siblingsOf(data: Item, what: What, spot: Spot): readonly Item[] {
  let found: readonly Item[] = [];
  editLists(data, what, (list, owner) => {
    if (owner === spot.owner) {
      found = list;
    }
    return list;
  });
  return found;
}

/** Names all fields have in exports. */
export function keysOf(data: Item): Set<string> {
  const keys = new Set<string>();
  editLists(data, "field", (list) => {
    for (const field of list) {
      keys.add(String(field["key"]));
    }
    return list;
  });
  return keys;
}
