/** Numbers on papers: one exact form, typed with any spaces, dots and small letters. */

import { lengthOf } from "./cleaning.ts";
import type { Posted, Read } from "./base.ts";
import { readLine } from "./wording.ts";

export const squeezed = (text: string): string =>
  text.replace(/[ .\u2013\u2014_-]/g, "").toUpperCase();

export function readCode(posted: Posted, written = (code: string): string => code): Read {
  return readLine(posted, (text) => (lengthOf(text) <= 100 ? written(squeezed(text)) : text));
}

/** Thirteen digits with the dash before those of the branch. */
export const dashed = (code: string): string => code.replace(/^([0-9]{10})([0-9]{3})$/, "$1-$2");

/** Place 001 to 096, century and sex, year of birth, serial; there is no check digit. */
export function isPersonalNumber(text: string): boolean {
  const match = /^(0[0-9]{2})[0-5][0-9]{8}$/.exec(text);
  return match !== null && Number(match[1]) >= 1 && Number(match[1]) <= 96;
}
