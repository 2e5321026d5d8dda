import type { ServiceDocument } from "../generated/service.ts";
import { applyAll, OperationMisfit } from "../model/apply.ts";
import { KINDS, isWhole } from "../model/kinds.ts";
import { asItem, asItems, editLists } from "../model/lists.ts";
import type { Item, Operation, What } from "../model/operations.ts";
import { sameJson } from "../model/sharing.ts";
import type { Batch } from "./state.ts";

/** One attribute that two people gave different values. */
export interface Difference {
  /** Id of the part, or the name of a whole section. */
  id: string;
  attribute: string;
  mine: unknown;
  theirs: unknown;
}

export interface Merge {
  /** Edits that meet nobody's, fitted to the newest draft. */
  clean: Batch[];
  clashing: { batch: Batch; differences: Difference[] }[];
}

/** Attributes that hold parts of their own: changing those is not changing this part. */
const INNER: ReadonlySet<string> = new Set(["fields", "waivers", "outcomes", "blocks"]);

/**
 * Which edits can be made on top of what somebody else saved in between.
 *
 * Edits of different parts go together. Two people at one part are asked: a question's name and
 * its condition may belong together, and only they know.
 */
export function merge(
  base: ServiceDocument,
  fresh: ServiceDocument,
  pending: readonly Batch[],
): Merge {
  const before = partsOf(base);
  const after = partsOf(fresh);
  const result: Merge = { clean: [], clashing: [] };
  for (const batch of pending) {
    const differences = batch.operations.flatMap((operation) => clash(operation, before, after));
    if (differences.length > 0) {
      result.clashing.push({ batch, differences });
      continue;
    }
    const operations = batch.operations.flatMap((each) => fitted(each, before, after));
    if (operations.length > 0) {
      result.clean.push({ ...batch, operations, tried: false });
    }
    learn(before, after, batch);
  }
  return result;
}

interface Known {
  item: Item;
  owner: string | null;
}
type Parts = Map<string, Known>;

const KIND_NAMES = Object.keys(KINDS) as What[];

function partsOf(document: ServiceDocument): Parts {
  const data = document as unknown as Item;
  const parts: Parts = new Map();
  for (const what of KIND_NAMES) {
    editLists(data, what, (list, owner) => {
      for (const item of list) {
        parts.set(nameOf(what, String(item[KINDS[what].idKey]), owner), { item, owner });
      }
      return list;
    });
  }
  for (const key of Object.keys(WHOLE)) {
    parts.set(key, { item: asItem(data[key]), owner: null });
  }
  return parts;
}

function nameOf(what: string, id: string, owner: string | null): string {
  return KINDS[what as What].scoped ? `${owner ?? ""}/${id}` : id;
}

function partOf(operation: Exclude<Operation, { op: "add" }>): string {
  return isWhole(operation.what)
    ? operation.what
    : nameOf(operation.what, operation.id ?? "", operation.parent);
}

function clash(operation: Operation, before: Parts, after: Parts): Difference[] {
  if (operation.op === "add") {
    const gone =
      operation.parent !== null && before.has(operation.parent) && !after.has(operation.parent);
    return gone ? [whole(operation.parent ?? "", operation.item)] : [];
  }
  const name = partOf(operation);
  const known = before.get(name);
  if (known === undefined) {
    return [];
  }
  const now = after.get(name);
  switch (operation.op) {
    case "update":
      return now === undefined
        ? [whole(name, operation.set)]
        : updateClash(name, operation.set, known.item, now.item);
    case "remove":
      return now === undefined || sameJson(known.item, now.item)
        ? []
        : [whole(name, null, now.item)];
    case "move":
      return now?.owner === known.owner ? [] : [whole(name, null)];
    case "duplicate":
      return now === undefined ? [whole(name, null)] : [];
  }
}

function whole(id: string, mine: unknown, theirs: unknown = null): Difference {
  return { id, attribute: "", mine, theirs };
}

/** Their changes to the same part, unless both made the same of it. */
function updateClash(name: string, mine: Item, before: Item, now: Item): Difference[] {
  const theirs = Object.keys(now).filter(
    (key) => !INNER.has(key) && !sameJson(before[key], now[key]),
  );
  const apart = theirs.filter((key) => !(key in mine && sameJson(mine[key], now[key])));
  // A whole section is many small things; only the very same attribute counts there.
  const counted = name in WHOLE ? apart.filter((key) => key in mine) : apart;
  return counted.map((attribute) => ({
    id: name,
    attribute,
    mine: attribute in mine ? mine[attribute] : before[attribute],
    theirs: now[attribute],
  }));
}

const WHOLE: Readonly<Record<string, true>> = {
  service: true,
  procedure: true,
  execution: true,
  clock: true,
  result: true,
  privacy: true,
};

/** The operation with a place that exists now; nothing when its part is gone already. */
function fitted(operation: Operation, before: Parts, after: Parts): Operation[] {
  if (operation.op === "remove" && before.has(partOf(operation)) && !after.has(partOf(operation))) {
    return [];
  }
  return [operation];
}

/** Parts this edit makes are known to the edits after it. */
function learn(before: Parts, after: Parts, batch: Batch): void {
  for (const operation of batch.operations) {
    if (operation.op === "add") {
      const id = String(operation.item[KINDS[operation.what].idKey]);
      const name = nameOf(operation.what, id, operation.parent);
      before.delete(name);
      after.set(name, { item: operation.item, owner: operation.parent });
      for (const inner of asItems(operation.item["fields"])) {
        after.set(String(inner["id"]), { item: inner, owner: id });
      }
    }
  }
}

/** `operations` on `document`; a place behind the end of a list that got shorter is its end. */
export function applyFitting(
  document: ServiceDocument,
  operations: readonly Operation[],
): { document: ServiceDocument; operations: Operation[] } {
  let next = document;
  const made: Operation[] = [];
  for (const operation of operations) {
    let done = operation;
    try {
      next = applyAll(next, [done]);
    } catch (error) {
      if (!(error instanceof OperationMisfit) || !("at" in operation) || operation.at === null) {
        throw error;
      }
      done = { ...operation, at: null };
      next = applyAll(next, [done]);
    }
    made.push(done);
  }
  return { document: next, operations: made };
}
