/** Field types in the browser, each loaded only where a page has a question of it. */

import type { AnyFieldType, Posted } from "./base.ts";

export { isEmpty, isRecord, pick } from "./base.ts";
export type { AnyFieldType, Around, FieldType, Issue, Place, Posted, Read } from "./base.ts";
export { hasUnseen, isClean, lengthOf } from "./cleaning.ts";

const FOLDERS = import.meta.glob<AnyFieldType>("./*/index.ts", { import: "default" });

export const typeKeys = (): string[] =>
  Object.keys(FOLDERS)
    .map((path) => path.split("/")[1] ?? "")
    .sort();

/** Null for a type this build does not know, such as a plugin's: the server checks it alone. */
export async function loadType(key: string): Promise<AnyFieldType | null> {
  return (await FOLDERS[`./${key}/index.ts`]?.()) ?? null;
}

export async function loadTypes(
  keys: Iterable<string>,
): Promise<ReadonlyMap<string, AnyFieldType>> {
  const wanted = [...new Set(keys)];
  const loaded = await Promise.all(wanted.map(loadType));
  const found = wanted.map((key, place) => [key, loaded[place]] as const);
  return new Map(found.filter((pair): pair is [string, AnyFieldType] => pair[1] !== null));
}

/** A field's own settings over the type's. */
export const settingsOf = (
  type: AnyFieldType,
  config: Readonly<Record<string, unknown>> | undefined,
): Record<string, unknown> => ({ ...type.defaults, ...config });

/** The inputs of one field as they stand in a form; `name` is `f-<field>`. */
export function postedFrom(data: FormData, name: string, existing: unknown = null): Posted {
  const texts = (part = ""): string[] =>
    data.getAll(name + part).filter((each) => typeof each === "string");
  return {
    one: (part) => texts(part).slice(-1)[0] ?? null,
    many: texts,
    files: data.getAll(name).filter((each) => each instanceof File && each.name !== ""),
    filesAt: (part) =>
      data.getAll(name + part).filter((each) => each instanceof File && each.name !== ""),
    existing,
  };
}
