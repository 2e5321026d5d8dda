/** Numbers as people in Viet Nam type and read them: `1.234,5`. */

import { fromText, toText } from "@motcua/form-engine/numbers";

const GROUPED = /^-?[0-9]{1,3}(?:[., ][0-9]{3})+$/;
const PLAIN = /^-?[0-9]{1,15}(?:[.,][0-9]{1,6})?$/;
const MIXED_VI = /^-?[0-9]{1,3}(?:[. ][0-9]{3})+,[0-9]{1,6}$/;
const MIXED_EN = /^-?[0-9]{1,3}(?:[, ][0-9]{3})+\.[0-9]{1,6}$/;

/** Plain decimal text for what was typed; null when it is no number or has two readings. */
export function readNumeral(typed: string, decimals: number): string | null {
  const text = typed.replaceAll("\u2212", "-");
  if (MIXED_VI.test(text)) return text.replace(/[. ]/g, "").replace(",", ".");
  if (MIXED_EN.test(text)) return text.replace(/[, ]/g, "");
  if (GROUPED.test(text)) {
    const marks = text.match(/[., ]/g) ?? [];
    const points = marks.filter((mark) => mark !== " ");
    if (new Set(marks).size > 1 || (decimals >= 3 && points.length === 1)) return null;
    return text.replace(/[., ]/g, "");
  }
  return PLAIN.test(text) ? text.replace(",", ".") : null;
}

/** Millionths of what was typed. */
export function readNumber(typed: string, decimals: number): bigint | null {
  const plain = readNumeral(typed, decimals);
  return plain === null ? null : fromText(plain);
}

/** `1.234,5` in Vietnamese, `1,234.5` elsewhere. */
export function showNumeral(millionths: bigint, language: string): string {
  const [whole = "", fraction] = toText(millionths).split(".");
  const vietnamese = language.startsWith("vi");
  const grouped = whole.replace(/\B(?=(?:[0-9]{3})+$)/g, vietnamese ? "." : ",");
  return fraction ? `${grouped}${vietnamese ? "," : "."}${fraction}` : grouped;
}
