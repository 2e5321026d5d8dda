/** What the composite types share: one flat answer put together from parts of simpler types. */

import { answer, isEmpty, isRecord, issue, NO_ANSWER, NOT_GIVEN, pick, wrongType } from "./base.ts";
import type { AnyFieldType, Around, FieldType, Issue, Posted, Read } from "./base.ts";

export type Words = Readonly<Record<string, string>>;
export interface InnerPart {
  readonly key: string;
  readonly type: AnyFieldType;
  readonly settings: Record<string, unknown>;
  readonly label: Words;
  readonly required: boolean;
}
type Stored = Readonly<Record<string, unknown>>;

const PART_KEY = /^[a-z0-9][a-z0-9_]{0,39}(?:\.[a-z0-9][a-z0-9_]{0,39})?$/;
/** Where an error about a missing answer points to. */
const FIRST_INPUT: Readonly<Record<string, string>> = { date: "-day", address: "-province" };

export function inner<S>(
  key: string,
  type: FieldType<S>,
  config: Partial<S>,
  label: Words,
  required = false,
): InnerPart {
  const any = type as unknown as AnyFieldType;
  return { key, type: any, settings: { ...any.defaults, ...config }, label, required };
}

const isNested = (part: InnerPart): boolean => part.type.key === "address";

export function partOf(value: Stored, part: InnerPart): unknown {
  if (!isNested(part)) return value[part.key] ?? null;
  const start = `${part.key}.`;
  const own = Object.entries(value).filter(([key]) => key.startsWith(start));
  if (own.length === 0) return null;
  return Object.fromEntries(own.map(([key, text]) => [key.slice(start.length), text]));
}

function putPart(into: Record<string, unknown>, part: InnerPart, value: unknown): void {
  if (isNested(part) && isRecord(value)) {
    for (const [key, text] of Object.entries(value)) into[`${part.key}.${key}`] = text;
  } else if (value !== null && value !== undefined) into[part.key] = value;
}

const moved = (part: InnerPart, { code, part: ending }: Issue): Issue =>
  issue(code, `-${part.key}${ending}`);

export function readParts(posted: Posted, parts: readonly InnerPart[], around: Around): Read {
  const before: Stored = isRecord(posted.existing) ? posted.existing : {};
  const value: Record<string, unknown> = {};
  let given = false;
  let wrong: Issue | null = null;
  for (const part of parts) {
    const kept = partOf(before, part);
    const own = (ending = ""): string => `-${part.key}${ending}`;
    const read = part.type.read(
      {
        one: (ending) => posted.one(own(ending)),
        many: (ending) => posted.many(own(ending)),
        files: [],
        existing: kept,
      },
      part.settings,
      around,
    );
    given ||= read.given;
    if (read.issue) wrong ??= moved(part, read.issue);
    putPart(value, part, read.given ? read.value : kept);
  }
  if (!given) return NOT_GIVEN;
  if (wrong) return { given: true, value: null, issue: wrong };
  return isEmpty(value) ? NO_ANSWER : answer(value);
}

export function checkParts(
  value: unknown,
  parts: readonly InnerPart[],
  around: Around,
): Issue[] | null {
  if (!isParts(value, parts)) return null;
  return parts.flatMap((part) => {
    const own = partOf(value, part);
    if (isEmpty(own)) {
      const first = FIRST_INPUT[part.type.key] ?? "";
      return part.required ? [moved(part, issue("required", first))] : [];
    }
    const found = part.type.check(own, part.settings, around);
    return found.map((each) => moved(part, each));
  });
}

function isParts(value: unknown, parts: readonly InnerPart[]): value is Stored {
  if (!isRecord(value) || Object.keys(value).length > 1000) return false;
  const flat = new Set(parts.filter((part) => !isNested(part)).map((part) => part.key));
  const starts = parts.filter(isNested).map((part) => `${part.key}.`);
  return Object.keys(value).every(
    (key) => PART_KEY.test(key) && (flat.has(key) || starts.some((start) => key.startsWith(start))),
  );
}

export function showParts(
  value: unknown,
  parts: readonly InnerPart[],
  language: string,
  around: Around,
): string {
  const lines = parts.flatMap((part) => {
    const own = partOf(value as Stored, part);
    if (isEmpty(own)) return [];
    const shown = part.type.display(own, part.settings, language, around);
    return [`${pick(part.label, language)}: ${shown}`];
  });
  return lines.join("\n");
}

/** The three doings of a type that is nothing but its parts. */
export function ofParts<S>(
  partsOf: (settings: S) => readonly InnerPart[],
): Pick<FieldType<S>, "read" | "check" | "display"> {
  return {
    read: (posted, settings, around) => readParts(posted, partsOf(settings), around),
    check: (value, settings, around) => checkParts(value, partsOf(settings), around) ?? wrongType(),
    display: (value, settings, language, around) =>
      showParts(value, partsOf(settings), language, around),
  };
}
