/** The part of JSON Schema that settings of field types use. */
export interface JsonSchema {
  type?: string;
  enum?: string[];
  const?: unknown;
  default?: unknown;
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  patternProperties?: Record<string, JsonSchema>;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  minItems?: number;
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  /** Under which words the setting and its values are shown, by language. */
  "x-label"?: Record<string, string>;
  "x-values"?: Record<string, Record<string, string>>;
}

export type Control =
  | "words"
  | "check"
  | "number"
  | "choice"
  | "choices"
  | "date"
  | "field"
  | "options"
  | "records"
  | "texts"
  | "text";

/** Which control edits a setting. */
export function controlOf(schema: JsonSchema): Control {
  const plain = withoutNull(schema);
  if (plain.patternProperties !== undefined) {
    return "words";
  }
  if (plain.type === "boolean") {
    return "check";
  }
  if (plain.type === "integer" || plain.type === "number") {
    return "number";
  }
  if (plain.enum !== undefined) {
    return "choice";
  }
  if (plain.type === "array") {
    return controlOfList(plain.items ?? {});
  }
  if (plain.pattern?.includes("fld_") === true) {
    return "field";
  }
  return plain.pattern?.startsWith("^[0-9]{4}-") === true ? "date" : "text";
}

function controlOfList(items: JsonSchema): Control {
  if (items.enum !== undefined) {
    return "choices";
  }
  if (items.type === "string") {
    return "texts";
  }
  return items.$ref?.endsWith("/Option") === false ? "records" : "options";
}

export function isNullable(schema: JsonSchema): boolean {
  return schema.anyOf?.some((each) => each.type === "null") ?? false;
}

/** The shape itself, where null is allowed beside it. */
export function withoutNull(schema: JsonSchema): JsonSchema {
  return schema.anyOf?.find((each) => each.type !== "null") ?? schema;
}
