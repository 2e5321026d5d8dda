/** Between answers as JSON and values as rules see them. What does not fit is null. */

import type { AnswerKind } from "@motcua/form-schema";
import { fromJson, rounded, toJson } from "./numbers.ts";

export type Value = null | boolean | bigint | string | readonly Value[] | Row;
export interface Row {
  [key: string]: Value;
}
type Raw = Record<string, unknown>;

const MOST_CHOICES = 1000;
const MOST_FILES = 50;
const PARTS = ["province", "commune", "detail"];
const MOST_PARTS = 1000;
const PART_KEY = /^[a-z0-9][a-z0-9_]{0,39}(?:\.[a-z0-9][a-z0-9_]{0,39})?$/;

export const isRecord = (raw: unknown): raw is Raw =>
  typeof raw === "object" && raw !== null && !Array.isArray(raw);
const isText = (raw: unknown): raw is string => typeof raw === "string" && raw !== "";
const orNull = <T>(list: T[]): T[] | null => (list.length > 0 ? list : null);

/** A literal of a rule, or an entry of the profile. */
export function loadConstant(raw: unknown): Value {
  if (typeof raw === "boolean" || typeof raw === "string") return raw;
  if (Array.isArray(raw)) return raw.map(loadConstant);
  return isRecord(raw) ? loadAddress(raw) : fromJson(raw);
}

function loadAddress(raw: Raw): Value {
  const found: Row = {};
  for (const part of PARTS) {
    const text = raw[part];
    if (isText(text)) found[part] = text;
  }
  return Object.keys(found).length > 0 ? found : null;
}

/** A composite answer: a flat record of texts, flags, numbers and lists of texts. */
function loadParts(raw: Raw): Value {
  const found: Row = {};
  for (const [key, part] of Object.entries(raw).slice(0, MOST_PARTS)) {
    const value = PART_KEY.test(key) ? loadPart(part) : null;
    if (value !== null) found[key] = value;
  }
  return Object.keys(found).length > 0 ? found : null;
}

function loadPart(raw: unknown): Value {
  if (typeof raw === "boolean") return raw;
  if (typeof raw === "string") return raw || null;
  return Array.isArray(raw) ? load(raw, "choices") : fromJson(raw);
}

/** The rule value of a stored answer. */
export function load(raw: unknown, kind: AnswerKind): Value {
  switch (kind) {
    case "text":
    case "choice":
    case "date":
      return isText(raw) ? raw : null;
    case "number":
    case "money":
      return fromJson(raw);
    case "scalar":
      return typeof raw === "boolean" || isText(raw) ? raw : fromJson(raw);
    case "bool":
      return typeof raw === "boolean" ? raw : null;
    case "choices":
      if (!Array.isArray(raw)) return null;
      return orNull(raw.slice(0, MOST_CHOICES).filter((item) => typeof item === "string"));
    case "files":
      // Files are only counted and asked for; rules never look inside one.
      if (!Array.isArray(raw)) return null;
      return orNull(raw.slice(0, MOST_FILES).filter(isRecord) as Row[]);
    case "address":
      return isRecord(raw) ? loadAddress(raw) : null;
    case "parts":
      return isRecord(raw) ? loadParts(raw) : null;
    default:
      return null;
  }
}

/** A calculation's result as the JSON answer of its field. */
export function storeCalculated(value: Value, kind: AnswerKind): unknown {
  if (typeof value === "bigint") {
    const kept =
      kind === "money" ? rounded(value, 0) : ["number", "scalar"].includes(kind) ? value : null;
    return kept === null ? null : toJson(kept);
  }
  if (typeof value === "string") {
    return ["text", "date", "choice", "scalar"].includes(kind) && value ? value : null;
  }
  return typeof value === "boolean" && ["bool", "scalar"].includes(kind) ? value : null;
}

/** Any rule value as JSON. */
export function valueToJson(value: Value): unknown {
  if (typeof value === "bigint") return toJson(value);
  if (Array.isArray(value)) return (value as readonly Value[]).map(valueToJson);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, valueToJson(item)]));
}
