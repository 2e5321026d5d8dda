/** What every field type does in the browser; one folder a type, named as in Python. */

import type { FieldConfigs, FieldTypeKey } from "@motcua/form-schema";
import type { ReferenceList } from "./references.ts";

/** One thing wrong with an answer; codes are those of the server, which also has the words. */
export interface Issue {
  readonly code: string;
  /** Ending of the input at fault, such as `-day`. */
  readonly part: string;
}

/** What was read from inputs. Not given: none of the field's inputs is there. */
export interface Read {
  readonly given: boolean;
  readonly value: unknown;
  readonly issue: Issue | null;
}

export interface Posted {
  /** The last value under the name with this ending; null when there is none. */
  one(part?: string): string | null;
  many(part?: string): string[];
  /** Files just chosen or stored for this field. */
  readonly files: readonly unknown[];
  /** The same for an input whose name ends so. */
  filesAt?(part: string): readonly unknown[];
  readonly existing: unknown;
}

export interface Place {
  readonly name: string;
  readonly parent: string;
}

export interface OldPlace extends Place {
  /** Codes of today's communes that took an old commune over, the likely one first. */
  readonly successors?: readonly string[];
}
export type OldLevel = "province" | "district" | "commune";

/** What a type may know besides the answer. Whatever is absent is left to the server. */
export interface Around {
  /** The tenant's calendar day, ISO. */
  readonly today?: string | null;
  readonly look?: (fieldId: string) => unknown;
  /** A division by its code; null when there is none of this code. */
  readonly place?: (code: string) => Place | null;
  /** A division of before July 2025. */
  readonly oldPlace?: (level: OldLevel, code: string) => OldPlace | null;
  /** A list kept outside the form; null when there is none of this key. */
  readonly reference?: (list: string, revision: string | null) => ReferenceList | null;
}

export type Settings<K extends FieldTypeKey> = Required<FieldConfigs[K]>;

export interface FieldType<S = never> {
  readonly key: string;
  /** What a field without settings has; the server's own defaults. */
  readonly defaults: S;
  /** Answers are null when nothing is typed. */
  read(posted: Posted, settings: S, around: Around): Read;
  /** Faults of a non-empty answer, its shape included. */
  check(value: unknown, settings: S, around: Around): Issue[];
  display(value: unknown, settings: S, language: string, around: Around): string;
}

/** A type whose settings the caller has completed with `settingsOf`. */
export type AnyFieldType = FieldType<Record<string, unknown>>;

export function define<K extends FieldTypeKey>(
  type: FieldType<Settings<K>> & { readonly key: K },
): FieldType<Settings<K>> {
  return type;
}

export const NOT_GIVEN: Read = { given: false, value: null, issue: null };
export const NO_ANSWER: Read = { given: true, value: null, issue: null };
export const answer = (value: unknown): Read => ({ given: true, value, issue: null });
export const issue = (code: string, part = ""): Issue => ({ code, part });
export const refuse = (code: string, part = ""): Read => ({
  given: true,
  value: null,
  issue: issue(code, part),
});
export const WRONG_TYPE: readonly Issue[] = [issue("wrong_type")];
export const wrongType = (): Issue[] => [...WRONG_TYPE];

export const isText = (value: unknown): value is string => typeof value === "string";
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
export const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === "" ||
  (Array.isArray(value) && value.length === 0) ||
  (isRecord(value) && Object.keys(value).length === 0);

/** The words in this language, else in Vietnamese, else in any. */
export function pick(words: Readonly<Record<string, string>>, language: string): string {
  const wanted = [language, language.split("-")[0] ?? "", "vi"].map((each) => words[each]);
  return [...wanted, ...Object.values(words)].find(Boolean) ?? "";
}

/** For types without an answer: text between the questions. */
export const SILENT = {
  read: (): Read => NOT_GIVEN,
  check: wrongType,
  display: (): string => "",
};

/** Settings that every question may have, as the server declares them. */
export const ANSWER = { example: {}, message_required: {}, message_invalid: {} };
export const INPUT = { ...ANSWER, width: "full" as const };
