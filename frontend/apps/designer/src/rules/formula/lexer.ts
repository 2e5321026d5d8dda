/** A formula cut into tokens, each knowing where it stands. */

import { t } from "../../i18n.ts";

export type Kind =
  "number" | "text" | "field" | "name" | "profile" | "sign" | "part" | "date" | "end";

export interface Token {
  kind: Kind;
  text: string;
  /** The value of a number or text. */
  value?: number | string;
  from: number;
  to: number;
}

/** What is wrong, and where. */
export class FormulaFault extends Error {
  readonly from: number;
  readonly to: number;
  constructor(message: string, from: number, to: number) {
    super(message);
    this.from = from;
    this.to = to;
  }
}

export const MOST_TEXT = 50_000;
const SIGNS = ["<=", ">=", "<>", "!=", "==", "≤", "≥", "≠", "×", "÷"];
const SINGLE = "+-*/=<>();{}";
const MEANS: Readonly<Record<string, string>> = {
  "≤": "<=",
  "≥": ">=",
  "≠": "<>",
  "!=": "<>",
  "==": "=",
  "×": "*",
  "÷": "/",
};
const NUMBER = /^[0-9]+(?:,[0-9]+|\.[0-9]+)?(?:e[+-]?[0-9]+)?(?![\p{L}_])/u;
const NAME = /^[\p{L}_][\p{L}\p{M}\p{N}_]*/u;

export function tokens(text: string): Token[] {
  if (text.length > MOST_TEXT) {
    throw new FormulaFault(t("Công thức quá dài."), 0, text.length);
  }
  const found: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/u.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    const token = next(text, at);
    found.push(token);
    at = token.to;
  }
  found.push({ kind: "end", text: "", from: text.length, to: text.length });
  return found;
}

function next(text: string, from: number): Token {
  const rest = text.slice(from);
  const char = text.charAt(from);
  if (char === "[") return bracketed(text, from);
  if (char === '"') return quoted(text, from);
  if (char === "#") return dated(rest, from);
  const number = NUMBER.exec(rest)?.[0];
  if (number !== undefined) return numeral(number, from);
  const name = NAME.exec(rest)?.[0];
  if (name !== undefined) return { kind: "name", text: name, from, to: from + name.length };
  if (char === "@" || char === ".") {
    const said = /^[\p{L}\p{M}\p{N}_]+(?:\.[\p{L}\p{M}\p{N}_]+)?/u.exec(rest.slice(1))?.[0];
    if (said !== undefined) {
      const kind = char === "@" ? "profile" : "part";
      return { kind, text: said, from, to: from + 1 + said.length };
    }
  }
  return sign(rest, from);
}

function sign(rest: string, from: number): Token {
  const long = SIGNS.find((each) => rest.startsWith(each));
  if (long !== undefined) {
    return { kind: "sign", text: MEANS[long] ?? long, from, to: from + long.length };
  }
  const char = rest.charAt(0);
  if (char === ",") return { kind: "sign", text: ";", from, to: from + 1 };
  if (SINGLE.includes(char)) return { kind: "sign", text: char, from, to: from + 1 };
  const whole = String.fromCodePoint(rest.codePointAt(0) ?? 0);
  throw new FormulaFault(
    t("Không hiểu ký tự “{char}” ở đây.", { char: whole }),
    from,
    from + whole.length,
  );
}

function bracketed(text: string, from: number): Token {
  const end = text.indexOf("]", from);
  if (end < 0) {
    throw new FormulaFault(t("Tên câu hỏi thiếu dấu ] ở cuối."), from, text.length);
  }
  return { kind: "field", text: text.slice(from + 1, end), from, to: end + 1 };
}

function quoted(text: string, from: number): Token {
  const found = /^"(?:[^"\\\n]|\\.)*"/u.exec(text.slice(from))?.[0];
  if (found === undefined) {
    throw new FormulaFault(t('Đoạn chữ thiếu dấu " ở cuối.'), from, text.length);
  }
  try {
    const value = JSON.parse(found) as string;
    return { kind: "text", text: found, value, from, to: from + found.length };
  } catch {
    throw new FormulaFault(t('Sau dấu \\ chỉ viết được ", \\ hoặc n.'), from, from + found.length);
  }
}

/** `#31/12/2026#`, as people write dates. */
function dated(rest: string, from: number): Token {
  const match = /^#(\d{1,2})\/(\d{1,2})\/(\d{4})#/u.exec(rest);
  if (match === null) {
    throw new FormulaFault(t("Viết ngày giữa hai dấu #, như #31/12/2026#."), from, from + 1);
  }
  const [whole, day = "", month = "", year = ""] = match;
  const value = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const there = new Date(`${value}T00:00:00Z`);
  if (Number.isNaN(there.getTime()) || there.toISOString().slice(0, 10) !== value) {
    throw new FormulaFault(t("Không có ngày này trong lịch."), from, from + whole.length);
  }
  return { kind: "date", text: whole, value, from, to: from + whole.length };
}

function numeral(text: string, from: number): Token {
  const to = from + text.length;
  if (/^[0-9]{1,3}\.[0-9]{3}$/u.test(text)) {
    const [plain, decimal] = [text.replace(".", ""), text.replace(".", ",")];
    throw new FormulaFault(
      t("Viết liền {plain} nếu là hàng nghìn, hoặc {decimal} nếu là số lẻ.", { plain, decimal }),
      from,
      to,
    );
  }
  const value = Number(text.replace(",", "."));
  if (!Number.isFinite(value)) throw new FormulaFault(t("Số này quá lớn."), from, to);
  return { kind: "number", text, value, from, to };
}
