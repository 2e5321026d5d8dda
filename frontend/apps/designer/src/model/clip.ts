import type { Field, Rule, ServiceDocument } from "../generated/service.ts";
import { keysOf } from "./apply.ts";
import { idsForCopy, renamed, withFreeKeys } from "./copies.ts";
import { indexOf } from "./index.ts";
import { asItem, asItems } from "./lists.ts";
import { add, type Item, type Operation } from "./operations.ts";
import { configRefsOf, refsIn } from "./rules.ts";
import { pick, type Words } from "./text.ts";

/** Questions or pages as they travel through the clipboard, also to other services and houses. */
export interface Clip {
  motcua: "designer-clip";
  version: 1;
  /** Where it was copied. */
  service: string;
  what: "field" | "page";
  parts: Item[];
  /** Questions outside the copied parts that their rules ask about. */
  outside: Record<string, { key: string; type: string; name: string }>;
}

/** What became of rules that asked about questions which were not copied along. */
export interface PasteReport {
  count: number;
  /** "Họ tên vợ" → what it lost, in words. */
  dropped: { name: string; asked: string; what: DroppedWhat }[];
  repointed: { name: string; asked: string }[];
}
export type DroppedWhat = "visible_if" | "calculate" | "config" | "type";

const MOST_PARTS = 500;
const MOST_BYTES = 1_500_000;

/** The parts with these ids as text for the clipboard; a page wins over what is inside it. */
export function makeClip(
  document: ServiceDocument,
  ids: readonly string[],
  service: string,
): string {
  const { lines, byId } = indexOf(document);
  const wanted = new Set(ids);
  const chosen = lines.filter((line) => wanted.has(line.id) && !isInside(byId, line.id, wanted));
  const pages = chosen.filter((line) => line.what === "page");
  const parts =
    pages.length > 0 ? pages.map((line) => line.page) : chosen.map((line) => line.field);
  const items = parts.filter((part) => part !== null) as unknown as Item[];
  const inner = new Set(items.flatMap(idsInside));
  const outside: Clip["outside"] = {};
  for (const field of items.flatMap(fieldsInside)) {
    for (const ref of [...refsOfField(field), ...configRefsOf(field.config)]) {
      const asked = indexOf(document).fieldsById.get(ref);
      if (!inner.has(ref) && asked !== undefined) {
        outside[ref] = { key: asked.key, type: asked.type, name: pick(asked.label) };
      }
    }
  }
  const clip: Clip = {
    motcua: "designer-clip",
    version: 1,
    service,
    what: pages.length > 0 ? "page" : "field",
    parts: items,
    outside,
  };
  return JSON.stringify(clip);
}

export function isInside(
  byId: ReadonlyMap<string, { owner: string | null }>,
  id: string,
  owners: ReadonlySet<string>,
): boolean {
  let owner = byId.get(id)?.owner ?? null;
  while (owner !== null) {
    if (owners.has(owner)) {
      return true;
    }
    owner = byId.get(owner)?.owner ?? null;
  }
  return false;
}

/** The clip in a text, or null when it is something else. Whatever stands in it is unproven. */
export function readClip(text: string): Clip | null {
  if (text.length > MOST_BYTES || !text.includes("designer-clip")) {
    return null;
  }
  try {
    const data = asItem(JSON.parse(text));
    const parts = asItems(data["parts"]).slice(0, MOST_PARTS);
    const isKnown = data["motcua"] === "designer-clip" && data["version"] === 1;
    if (!isKnown || parts.length === 0 || !parts.every(looksLikePart)) {
      return null;
    }
    return {
      motcua: "designer-clip",
      version: 1,
      service: String(data["service"]),
      what: data["what"] === "page" ? "page" : "field",
      parts: [...parts],
      outside: asItem(data["outside"]) as Clip["outside"],
    };
  } catch {
    return null;
  }
}

function looksLikePart(part: Item): boolean {
  const isField = typeof part["type"] === "string" && typeof part["key"] === "string";
  return typeof part["id"] === "string" && (isField || Array.isArray(part["fields"]));
}

export interface Pasting {
  operations: Operation[];
  ids: string[];
  report: PasteReport;
}

/**
 * The operations that put a clip in: with ids of their own and names nobody else has.
 *
 * A rule about a question that was not copied along is kept where this document has the very
 * question (same id), re-pointed where it has one of the same name and type, else dropped.
 */
export function pasteClip(
  clip: Clip,
  document: ServiceDocument,
  place: { owner: string | null; at: number | null },
  types: ReadonlySet<string>,
): Pasting {
  const paster = new Paster(clip, document, types);
  const taken = keysOf(document as unknown as Item);
  const operations: Operation[] = [];
  const made: string[] = [];
  for (const part of clip.parts) {
    const settled = clip.what === "page" ? [paster.page(part)] : paster.fields([part]);
    for (const item of settled) {
      const copy = withFreeKeys(renamed(item, paster.ids), taken);
      const at = place.at === null ? null : place.at + operations.length;
      operations.push(add(clip.what, copy, clip.what === "page" ? null : place.owner, at));
      made.push(String(copy["id"]));
    }
  }
  return { operations, ids: made, report: paster.report };
}

class Paster {
  readonly report: PasteReport = { count: 0, dropped: [], repointed: [] };
  /** Old ids to new ones; also of questions outside that have a counterpart here. */
  readonly ids: Record<string, string>;
  private readonly clip: Clip;
  private readonly document: ServiceDocument;
  private readonly types: ReadonlySet<string>;

  constructor(clip: Clip, document: ServiceDocument, types: ReadonlySet<string>) {
    this.clip = clip;
    this.document = document;
    this.types = types;
    this.ids = Object.assign({}, ...clip.parts.map(idsForCopy)) as Record<string, string>;
  }

  page(part: Item): Item {
    const name = pick(part["title"] as Words | undefined);
    return {
      ...part,
      visible_if: this.rule(part["visible_if"], "visible_if", name),
      fields: this.fields(asItems(part["fields"])),
    };
  }

  fields(raw: readonly Item[]): Item[] {
    return raw.flatMap((field) => {
      const name = pick(field["label"] as Words | undefined) || String(field["key"]);
      if (!this.types.has(String(field["type"]))) {
        this.drop(name, String(field["type"]), "type");
        return [];
      }
      this.report.count += 1;
      return [
        {
          ...field,
          visible_if: this.rule(field["visible_if"], "visible_if", name),
          calculate: this.rule(field["calculate"], "calculate", name),
          config: this.config(asItem(field["config"]), name),
          fields: this.fields(asItems(field["fields"])),
        },
      ];
    });
  }

  private rule(rule: unknown, what: DroppedWhat, name: string): unknown {
    if (typeof rule !== "object" || rule === null) {
      return null;
    }
    const lost = refsIn(rule as Rule).find((ref) => !this.leadsSomewhere(ref, name));
    if (lost !== undefined) {
      this.drop(name, lost, what);
      return null;
    }
    return rule;
  }

  private config(config: Item, name: string): Item {
    const next = { ...config };
    for (const [key, value] of Object.entries(config)) {
      if (typeof value === "string" && value.startsWith("fld_")) {
        if (!this.leadsSomewhere(value, name)) {
          this.drop(name, value, "config");
          next[key] = null;
        }
      }
    }
    return next;
  }

  private drop(name: string, asked: string, what: DroppedWhat): void {
    this.report.dropped.push({ name, asked: this.clip.outside[asked]?.name ?? asked, what });
  }

  private leadsSomewhere(ref: string, name: string): boolean {
    if (Object.hasOwn(this.ids, ref)) {
      return true;
    }
    const { fieldsById, fields } = indexOf(this.document);
    const asked = this.clip.outside[ref];
    const same = fieldsById.get(ref);
    if (same !== undefined && (asked === undefined || same.type === asked.type)) {
      return true;
    }
    const alike = fields.find((each) => each.key === asked?.key && each.type === asked.type);
    if (alike === undefined) {
      return false;
    }
    this.ids[ref] = alike.id;
    this.report.repointed.push({ name, asked: pick(alike.label) });
    return true;
  }
}

function idsInside(part: Item): string[] {
  return Object.keys(idsForCopy(part));
}

function fieldsInside(part: Item): Field[] {
  const own = typeof part["type"] === "string" ? [part as unknown as Field] : [];
  return [...own, ...asItems(part["fields"]).flatMap(fieldsInside)];
}

function refsOfField(field: Field): string[] {
  return [...refsIn(field.visible_if), ...refsIn(field.calculate)];
}
