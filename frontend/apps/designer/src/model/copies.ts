import { asItem, asItems, mapSame } from "./lists.ts";
import type { Item } from "./operations.ts";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** `fld_3k9x…`: 50 random bits, unique in any document without asking anybody. */
export function newId(prefix: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return `${prefix}_${Array.from(bytes, (byte) => ALPHABET.charAt(byte % 32)).join("")}`;
}

/** `wanted`, else `wanted_2`, `wanted_3`, … whichever is free first. */
export function freeName(wanted: string, taken: Iterable<string>): string {
  const used = new Set(taken);
  if (!used.has(wanted)) {
    return wanted;
  }
  const stem = (/^(.*?)_\d{1,4}$/u.exec(wanted)?.[1] ?? wanted).slice(0, 58);
  let number = 2;
  while (used.has(`${stem}_${number}`)) {
    number += 1;
  }
  return `${stem}_${number}`;
}

/** Ids inside a part, its own last. */
export function subtreeIds(item: Item): string[] {
  const inner = [...asItems(item["fields"]), ...asItems(item["waivers"])].flatMap(subtreeIds);
  return typeof item["id"] === "string" ? [...inner, item["id"]] : inner;
}

/** New ids for a copy of a part and all that is inside it. */
export function idsForCopy(item: Item): Record<string, string> {
  return Object.fromEntries(subtreeIds(item).map((id) => [id, newId(id.split("_")[0] ?? "fld")]));
}

/** A deep copy in which every id that is a key of `ids` is replaced, references included. */
export function renamed(item: Item, ids: Readonly<Record<string, string>>): Item {
  return asItem(renamedValue(item, ids));
}

function renamedValue(value: unknown, ids: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) {
    return value.map((each) => renamedValue(each, ids));
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, renamedValue(each, ids)]),
    );
  }
  if (typeof value !== "string") {
    return value;
  }
  const step = value.startsWith("officer:") ? value.slice("officer:".length) : null;
  return step === null ? (ids[value] ?? value) : `officer:${ids[step] ?? step}`;
}

/** The copy with keys that no other field has; adds them to `taken`. */
export function withFreeKeys(item: Item, taken: Set<string>): Item {
  const result = { ...item };
  if ("key" in item) {
    const key = freeName(String(item["key"]), taken);
    taken.add(key);
    result["key"] = key;
  }
  if ("fields" in item) {
    result["fields"] = mapSame(asItems(item["fields"]), (inner) => withFreeKeys(inner, taken));
  }
  return result;
}
