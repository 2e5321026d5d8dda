import type { FieldTypeFacts } from "../facts.ts";
import type { Field } from "../generated/service.ts";
import { blankOption, hasOptions } from "./blank.ts";
import { asItems } from "./lists.ts";
import { sameJson } from "./sharing.ts";
import { pick, type Words } from "./text.ts";

/** Kinds whose answers can be read as those of another kind without loss. */
const READS: Readonly<Record<string, readonly string[]>> = {
  choices: ["choice"],
  number: ["money"],
  money: ["number"],
};

/** Types that hold any words, and kinds whose answers are such words. */
const PLAIN: ReadonlySet<string> = new Set(["short_text", "long_text"]);
const READABLE: ReadonlySet<string> = new Set(["text", "choice", "number", "money", "date"]);

/** Whether answers given so far would still be answers. */
export function answersFit(from: FieldTypeFacts, to: FieldTypeFacts): boolean {
  if (from.has_answer !== to.has_answer) {
    return false;
  }
  return (
    from.kind === to.kind ||
    (PLAIN.has(to.key) && READABLE.has(from.kind)) ||
    (READS[to.kind] ?? []).includes(from.kind)
  );
}

/** Whether the question itself can become one of that type: what stands inside must have a place. */
export function canBecome(field: Field, to: FieldTypeFacts): boolean {
  return field.type !== to.key && (field.fields.length === 0 || to.key === "group");
}

/** What changes in a field that becomes one of another type; settings both types know stay. */
export function retyped(
  field: Field,
  from: FieldTypeFacts | undefined,
  to: FieldTypeFacts,
): Partial<Field> {
  const config: Record<string, unknown> = structuredClone(to.default_config);
  const known = to.config_schema.properties ?? {};
  const before = from?.config_schema.properties ?? {};
  for (const [key, value] of Object.entries(field.config)) {
    if (key in known && sameJson(known[key], before[key])) {
      config[key] = value;
    }
  }
  if (hasOptions(to)) {
    const options = asItems(field.config["options"]);
    config["options"] =
      options.length > 0 ? options : [blankOption("Lựa chọn 1", []), blankOption("Lựa chọn 2", [])];
  }
  const set: Partial<Field> = { type: to.key, config };
  if (!to.has_answer) {
    set.required = false;
    set.required_if = null;
  }
  if (to.calculable !== true || !to.has_answer) {
    set.calculate = null;
  }
  if (from?.kind !== to.kind) {
    set.prefill = null;
    set.personal_data = null;
  }
  return { ...set, ...movedWords(field, from, to, config) };
}

/** Words to read stand in the settings of some types and in the label of all others. */
function movedWords(
  field: Field,
  from: FieldTypeFacts | undefined,
  to: FieldTypeFacts,
  config: Record<string, unknown>,
): Partial<Field> {
  const hadBody = from !== undefined && !from.has_answer && "body" in field.config;
  const hasBody = !to.has_answer && "body" in (to.config_schema.properties ?? {});
  const label = pick(field.label);
  if (hasBody && !hadBody && label !== "") {
    config["body"] = field.label;
    return { label: {} };
  }
  if (hadBody && !hasBody && label === "") {
    return { label: shortened(field.config["body"] as Words) };
  }
  return {};
}

function shortened(words: Words): Record<string, string> {
  return Object.fromEntries(
    Object.entries(words).map(([language, text]) => [language, text.slice(0, 200)]),
  );
}
