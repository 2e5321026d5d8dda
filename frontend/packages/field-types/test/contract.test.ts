/** The cases of `tests/golden/fields`, which the server answers too. */

import { readFileSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { FIELD_TYPE_DEFAULTS, FIELD_TYPES } from "@motcua/form-schema";
import { describe, expect, it } from "vitest";
import { isEmpty, loadType, settingsOf, typeKeys } from "../src/index.ts";
import type { AnyFieldType, Around, Issue, Place, Posted } from "../src/index.ts";
import type { OldLevel, OldPlace } from "../src/base.ts";
import type { ReferenceList } from "../src/references.ts";

interface Case {
  name: string;
  settings?: Record<string, unknown>;
  today?: string | null;
  others?: Record<string, unknown>;
  posted?: Record<string, string | string[]>;
  files?: unknown[] | Record<string, unknown[]>;
  existing?: unknown;
  value?: unknown;
  not_given?: true;
  refused?: string;
  stored?: unknown;
  codes?: string[];
  display?: Record<string, string>;
}
interface Content {
  places?: Record<string, Place>;
  old_places?: Record<OldLevel, Record<string, OldPlace>>;
  lists?: Record<string, ReferenceList>;
  cases: Case[];
}

const folder = resolve(import.meta.dirname, "../../../../tests/golden/fields");
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => name.slice(0, -5));

function contentOf(key: string): Content {
  return JSON.parse(readFileSync(resolve(folder, `${key}.json`), "utf8")) as Content;
}

async function typeOf(key: string): Promise<AnyFieldType> {
  const type = await loadType(key);
  if (!type) throw new Error(`no folder for ${key}`);
  return type;
}

function postedOf({ posted = {}, files: chosen = [], existing = null }: Case): Posted {
  const many = (part = ""): string[] => [posted[part] ?? []].flat();
  const byEnding = Array.isArray(chosen) ? { "": chosen } : chosen;
  const filesAt = (part: string): unknown[] => byEnding[part] ?? [];
  return {
    one: (part) => many(part).at(-1) ?? null,
    many,
    files: filesAt(""),
    filesAt,
    existing,
  };
}

function aroundOf(given: Case, content: Content): Around {
  const { places, old_places: old, lists } = content;
  return {
    today: given.today === undefined ? "2026-11-21" : given.today,
    look: (id) => given.others?.[id] ?? null,
    ...(places && { place: (code: string) => places[code] ?? null }),
    ...(old && { oldPlace: (level: OldLevel, code: string) => old[level][code] ?? null }),
    ...(lists && { reference: (key: string) => lists[key] ?? null }),
  };
}

const codeOf = ({ code, part }: Issue): string => `${code} ${part}`.trim();

function outcome(type: AnyFieldType, given: Case, content: Content): Partial<Case> {
  const settings = settingsOf(type, given.settings);
  const around = aroundOf(given, content);
  const judged = (value: unknown): Partial<Case> => {
    const codes = type.check(value, settings, around).map(codeOf);
    if (codes.length > 0) return { codes };
    const shown = (language: string): string => type.display(value, settings, language, around);
    return { codes, display: { vi: shown("vi"), en: shown("en") } };
  };
  if (given.posted === undefined) return judged(given.value);
  const read = type.read(postedOf(given), settings, around);
  if (!read.given) return { not_given: true };
  if (read.issue) return { refused: codeOf(read.issue) };
  if (isEmpty(read.value)) return { stored: null };
  return { stored: read.value, ...judged(read.value) };
}

function said(given: Case): Partial<Case> {
  const names = ["not_given", "refused", "stored", "codes", "display"] as const;
  return Object.fromEntries(
    names.filter((name) => given[name] !== undefined).map((name) => [name, given[name]]),
  );
}

describe.each(files)("%s", (key) => {
  const content = contentOf(key);
  it.each(content.cases)("$name", async (given) => {
    expect(outcome(await typeOf(key), given, content)).toEqual(said(given));
  });
  it("has the defaults of the server", async () => {
    const type = await typeOf(key);
    expect(type.key).toBe(key);
    expect(type.defaults).toEqual(FIELD_TYPE_DEFAULTS[key]);
  });
});

it("every type of the server has a folder and cases", () => {
  expect(typeKeys()).toEqual([...FIELD_TYPES].sort());
  expect(files.sort()).toEqual([...FIELD_TYPES].sort());
});
