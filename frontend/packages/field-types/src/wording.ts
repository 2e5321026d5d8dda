/** What the single-line and multi-line text types share. */

import { answer, isText, issue, NO_ANSWER, NOT_GIVEN, refuse, wrongType } from "./base.ts";
import type { Issue, Posted, Read } from "./base.ts";
import { cleanLine, cleanLines, hasUnseen, isClean, lengthOf } from "./cleaning.ts";

const LONGEST = 50_000;

export function readLine(posted: Posted, normalise = (text: string): string => text): Read {
  return readWords(posted.one(), cleanLine, normalise);
}

export const readLines = (posted: Posted): Read => readWords(posted.one(), cleanLines, String);

function readWords(
  given: string | null,
  clean: (text: string) => string,
  normalise: (text: string) => string,
): Read {
  if (given === null) return NOT_GIVEN;
  if (given.length > 2 * LONGEST && lengthOf(given) > 2 * LONGEST) return refuse("too_long");
  const text = clean(given);
  if (hasUnseen(text)) return refuse("characters");
  return text ? answer(normalise(text)) : NO_ANSWER;
}

export const isLine = (value: unknown): value is string =>
  isText(value) && isClean(value) && !value.includes("\n");

export const isLines = (value: unknown): value is string => isText(value) && isClean(value);

export function checkLength(value: string, shortest: number, longest: number): Issue[] {
  const length = lengthOf(value);
  if (length > longest) return [issue("too_long")];
  return length < shortest ? [issue("too_short")] : [];
}

/** For texts of one exact form. */
export function checkForm(
  value: unknown,
  isRight: (text: string) => boolean,
  code: string,
): Issue[] {
  if (!isLine(value)) return wrongType();
  return isRight(value) ? [] : [issue(code)];
}
