import words from "./vietnamese.json";

/** Replacements for `{names}` in a text. */
type Replacements = Readonly<Record<string, string>> | undefined;

const known: ReadonlyMap<string, string> = new Map(Object.entries(words.words));
const events: ReadonlyMap<string, string> = new Map(Object.entries(words.events));
const kinds: ReadonlyMap<string, string> = new Map(Object.entries(words.kinds));

/** What the drawing's tools are called in Vietnamese; English where they have a new word. */
export function inVietnamese(template: string, replacements?: Replacements): string {
  const text = known.get(template) ?? eventWords(template) ?? template;
  return text.replace(/\{([^}]+)\}/g, (_all, key: string) => replacements?.[key] ?? `{${key}}`);
}

const EVENT =
  /^(?:([A-Z][a-z]+) )?((?:[Ss]tart|[Ee]nd|[Bb]oundary|[Ii]ntermediate (?:catch|throw)) event)( \(non-interrupting\))?$/;

/** "Timer start event (non-interrupting)" and the fifty others of its making. */
function eventWords(template: string): string | undefined {
  const found = EVENT.exec(template);
  const where = events.get(found?.[2]?.toLowerCase() ?? "");
  if (found === null || where === undefined) return undefined;
  const kind = found[1] === undefined ? "" : kinds.get(found[1]);
  if (kind === undefined) return undefined;
  const named = kind === "" ? where : `${where}: ${kind}`;
  return found[3] === undefined ? named : `${named} (${words["non-interrupting"]})`;
}
