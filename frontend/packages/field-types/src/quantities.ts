/** What the number types share. */

import { fromJson, rounded, toJson } from "@motcua/form-engine/numbers";
import { answer, issue, NO_ANSWER, NOT_GIVEN, refuse, wrongType } from "./base.ts";
import type { Issue, Posted, Read } from "./base.ts";
import { cleanLine } from "./cleaning.ts";
import { readNumber, showNumeral } from "./numerals.ts";

export interface Limits {
  readonly min: number | null;
  readonly max: number | null;
  readonly decimals: number;
}

export function readQuantity(
  posted: Posted,
  decimals: number,
  bare = (text: string): string => text,
): Read {
  const given = posted.one();
  if (given === null) return NOT_GIVEN;
  const text = bare(cleanLine(given));
  if (!text) return NO_ANSWER;
  const value = readNumber(text, decimals);
  return value === null ? refuse("not_a_number") : answer(toJson(value));
}

export function checkQuantity(value: unknown, { min, max, decimals }: Limits): Issue[] {
  const number = fromJson(value);
  if (number === null) return wrongType();
  if (rounded(number, decimals) !== number) return [issue(decimals === 0 ? "whole" : "decimals")];
  return checkBounds(number, min, max);
}

export function checkBounds(number: bigint, min: number | null, max: number | null): Issue[] {
  const low = fromJson(min);
  const high = fromJson(max);
  return [
    ...(low !== null && number < low ? [issue("too_small")] : []),
    ...(high !== null && number > high ? [issue("too_large")] : []),
  ];
}

export function showQuantity(value: unknown, language: string): string {
  const number = fromJson(value);
  return number === null ? "" : showNumeral(number, language);
}
