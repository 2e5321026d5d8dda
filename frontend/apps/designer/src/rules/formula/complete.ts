/** What may stand where the caret is: questions and functions, by what is typed so far. */

import { OPERATORS } from "@motcua/form-schema";
import { t } from "../../i18n.ts";
import { fold, pick } from "../../model/text.ts";
import type { Names } from "./fields.ts";
import { functionName, PROFILE_NAMES, USES, WORDS } from "./names.ts";

export interface Completion {
  label: string;
  /** What kind of thing it is, or how it is used. */
  detail: string;
  insert: string;
  /** How far the caret stands before the end of what was put in. */
  back: number;
}
export interface Completions {
  from: number;
  to: number;
  items: Completion[];
}

const MOST = 8;
/** Written as signs or words between values, so not offered as functions. */
const INFIX: ReadonlySet<string> = new Set([
  ..."eq ne lt le gt ge add sub mul div and or".split(" "),
]);

export function complete(text: string, caret: number, names: Names): Completions | null {
  const before = text.slice(0, caret);
  if ((before.match(/"/gu)?.length ?? 0) % 2 === 1) return null;
  const field = /\[([^[\]]*)$/u.exec(before);
  if (field !== null) {
    const closed = /^[^[\]]*\]/u.exec(text.slice(caret))?.[0].length ?? 0;
    return found(before.length - field[0].length, caret + closed, fields(field[1] ?? "", names));
  }
  const profile = /@([\p{L}\p{M}\p{N}_]*)$/u.exec(before);
  if (profile !== null) {
    return found(before.length - profile[0].length, caret, profiles(profile[1] ?? ""));
  }
  const word = /[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.exec(before)?.[0];
  if (word === undefined || word.length < 1) return null;
  const items = [...fields(word, names), ...functions(word), ...words(word)];
  return found(before.length - word.length, caret, items);
}

function found(from: number, to: number, items: Completion[]): Completions | null {
  return items.length === 0 ? null : { from, to, items: items.slice(0, MOST) };
}

/** Those that start with it before those that have it somewhere, the shorter first. */
function ranked<T>(typed: string, things: readonly T[], said: (thing: T) => string): T[] {
  const asked = fold(typed).replaceAll("_", " ");
  const places = things.map((thing) => ({
    thing,
    at: fold(said(thing)).replaceAll("_", " ").indexOf(asked),
  }));
  return places
    .filter(({ at }) => at >= 0)
    .sort(
      (a, b) => Number(a.at > 0) - Number(b.at > 0) || said(a.thing).length - said(b.thing).length,
    )
    .map(({ thing }) => thing);
}

function fields(typed: string, names: Names): Completion[] {
  const label = ({ label: words, key }: (typeof names.fields)[number]): string =>
    pick(words) || key;
  return ranked(typed.replace(/^[#?]/u, ""), names.fields, label)
    .slice(0, MOST)
    .map((field) => ({
      label: label(field),
      detail: t("câu hỏi"),
      insert: names.nameOf(field.id),
      back: 0,
    }));
}

function functions(typed: string): Completion[] {
  const known = OPERATORS.filter((op) => !INFIX.has(op));
  return ranked(typed, known, functionName).map((op) => {
    const name = functionName(op);
    const bare = op === "today";
    return {
      label: name,
      detail: t(USES[op] ?? "hàm"),
      insert: `${name}()`,
      back: bare ? 0 : 1,
    };
  });
}

function words(typed: string): Completion[] {
  const all = [functionName("and"), functionName("or"), ...Object.values(WORDS)];
  return ranked(typed, all, (word) => word).map((word) => ({
    label: word,
    detail: "",
    insert: word,
    back: 0,
  }));
}

function profiles(typed: string): Completion[] {
  return ranked(typed, Object.values(PROFILE_NAMES), (name) => name).map((name) => ({
    label: `@${name}`,
    detail: t("từ tài khoản người nộp"),
    insert: `@${name}`,
    back: 0,
  }));
}
