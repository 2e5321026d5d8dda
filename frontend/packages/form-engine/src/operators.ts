/** Every operator as a total, pure function. Their meaning is in formbuilder/README.md. */

import type { OperatorKey } from "@motcua/form-schema";
import { addDays, addMonths, dayOf, fullMonths, isoOf, ordinal, partsOf } from "./dates.ts";
import { ONE, bounded, divide, floor, fromText, rounded, toText } from "./numbers.ts";
import { isRecord } from "./values.ts";
import type { Value } from "./values.ts";
import type { WorkDays } from "./workdays.ts";

/** What an operator may know besides its arguments. */
export interface World {
  readonly today: string | null;
  readonly workdays: WorkDays | null;
}

export type Operator = (args: readonly Value[], world: World) => Value;

const MAX_TEXT = 10_000;
const FARTHEST = 4_000_000n;
const isNumber = (value: Value | undefined): value is bigint => typeof value === "bigint";
const isText = (value: Value | undefined): value is string => typeof value === "string";
const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value);
const isWhole = (value: Value | undefined): value is bigint =>
  isNumber(value) && value % ONE === 0n;
const count = (n: number): bigint => BigInt(n) * ONE;

function same(left: Value | undefined, right: Value | undefined): boolean {
  return left === right && ["boolean", "bigint", "string"].includes(typeof left);
}

export function isEmpty(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === "") return true;
  return isList(value) ? value.length === 0 : isRecord(value) && Object.keys(value).length === 0;
}

/** Sign of a comparison of two numbers or two dates; null for anything else. */
function order(left: Value | undefined, right: Value | undefined): number | null {
  const numbers = isNumber(left) && isNumber(right);
  const [first, second] = numbers ? [left, right] : [dayOf(left), dayOf(right)];
  if (first === null || second === null) return null;
  return first < second ? -1 : first > second ? 1 : 0;
}

const known = (args: readonly Value[]): bigint[] => args.filter(isNumber);

function numeric(apply: (...numbers: bigint[]) => bigint | null): Operator {
  return (args) => (args.every(isNumber) ? apply(...args) : null);
}

function product(...factors: bigint[]): bigint | null {
  let result: bigint | null = ONE;
  for (const factor of factors) {
    result = bounded(divide(result * factor, ONE));
    if (result === null) return null;
  }
  return result;
}

function round(value: bigint, digits = 0n): bigint | null {
  if (digits % ONE !== 0n || digits < 0n || digits > 6n * ONE) return null;
  return rounded(value, Number(digits / ONE));
}

function asText(value: Value): string {
  if (isText(value)) return value;
  return isNumber(value) ? toText(value) : typeof value === "boolean" ? String(value) : "";
}

function concat(args: readonly Value[]): Value {
  const text = args.map(asText).join("");
  return isLong(text) ? null : text;
}

const isLong = (text: string): boolean =>
  text.length > MAX_TEXT && Array.from(text).length > MAX_TEXT;

function fold([value]: readonly Value[]): Value {
  if (!isText(value) || isLong(value)) return null;
  return value
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    .replace(/[đĐ]/g, "d");
}

function slice([text, start, length]: readonly Value[]): Value {
  if (!isText(text) || !isWhole(start) || !isWhole(length) || start < 0n || length < 0n) {
    return null;
  }
  const begin = Number(start / ONE);
  return Array.from(text)
    .slice(begin, begin + Number(length / ONE))
    .join("");
}

function toNumber([value]: readonly Value[]): Value {
  if (isNumber(value)) return value;
  return isText(value) && /^-?[0-9]{1,15}(\.[0-9]{1,6})?$/.test(value) ? fromText(value) : null;
}

function age(args: readonly Value[], { today }: World): Value {
  const start = dayOf(args[0]);
  const end = dayOf(args.length > 1 ? args[1] : today);
  return start && end && end >= start ? count(Math.floor(fullMonths(start, end) / 12)) : null;
}

function dateAdd([start, amount, unit]: readonly Value[]): Value {
  const day = dayOf(start);
  if (!day || !isWhole(amount)) return null;
  const steps = amount / ONE;
  if (steps > FARTHEST || steps < -FARTHEST) return null;
  const n = Number(steps);
  const moved = unit === "days" ? addDays(day, n) : null;
  const months = unit === "months" ? n : unit === "years" ? 12 * n : null;
  const result = months === null ? moved : addMonths(day, months);
  return result && isoOf(result);
}

function workdaysBetween([first, second]: readonly Value[], { workdays }: World): Value {
  const [start, end] = [dayOf(first), dayOf(second)];
  return workdays && start && end && count(workdays.between(start, end));
}

function workdayAdd([start, amount]: readonly Value[], { workdays }: World): Value {
  const day = dayOf(start);
  if (!workdays || !day || !isWhole(amount)) return null;
  const steps = amount / ONE;
  if (steps > FARTHEST || steps < -FARTHEST) return null;
  const moved = workdays.add(day, Number(steps));
  return moved && isoOf(moved);
}

function datePart(index: 0 | 1 | 2): Operator {
  return ([value]) => {
    const part = partsOf(value)?.[index];
    return part ? count(part) : null;
  };
}

const span =
  (measure: (start: Date, end: Date) => number): Operator =>
  ([first, second]) => {
    const [start, end] = [dayOf(first), dayOf(second)];
    return start && end && count(measure(start, end));
  };

const texts =
  (test: (text: string, part: string) => boolean): Operator =>
  ([text, part]) =>
    isText(text) && isText(part) && test(text, part);

const ordered =
  (...signs: number[]): Operator =>
  ([left, right]) => {
    const sign = order(left, right);
    return sign !== null && signs.includes(sign);
  };

const all: Operator = (args) => args.every((value) => value === true);
const any: Operator = (args) => args.some((value) => value === true);

export const operators: Readonly<Record<OperatorKey, Operator>> = {
  and: all,
  all,
  or: any,
  any,
  not: ([value]) => value !== true,
  if: ([condition, then = null, otherwise = null]) => (condition === true ? then : otherwise),
  coalesce: (args) => args.find((value) => !isEmpty(value)) ?? null,
  eq: ([left, right]) => same(left, right),
  ne: ([left, right]) => !same(left, right),
  lt: ordered(-1),
  le: ordered(-1, 0),
  gt: ordered(1),
  ge: ordered(0, 1),
  between: ([value, low, high]) =>
    [0, 1].includes(order(value, low) ?? 9) && [-1, 0].includes(order(value, high) ?? 9),
  in: ([value, ...options]) =>
    (options.length === 1 && isList(options[0]) ? options[0] : options).some((option) =>
      same(value, option),
    ),
  contains: ([whole, part]) =>
    isList(whole)
      ? whole.some((item) => same(item, part))
      : isText(whole) && isText(part) && whole.includes(part),
  empty: ([value]) => isEmpty(value),
  filled: ([value]) => !isEmpty(value),
  add: numeric((...numbers) => bounded(numbers.reduce((sum, n) => sum + n, 0n))),
  sub: numeric((left = 0n, right = 0n) => bounded(left - right)),
  mul: numeric(product),
  div: numeric((left = 0n, right = 0n) =>
    right === 0n ? null : bounded(divide(left * ONE, right)),
  ),
  round: numeric((value = 0n, digits) => round(value, digits)),
  floor: numeric((value = 0n) => floor(value)),
  ceil: numeric((value = 0n) => bounded(-floor(-value))),
  abs: numeric((value = 0n) => (value < 0n ? -value : value)),
  min: (args) => known(args).reduce<bigint | null>((m, n) => (m === null || n < m ? n : m), null),
  max: (args) => known(args).reduce<bigint | null>((m, n) => (m === null || n > m ? n : m), null),
  sum: (args) => bounded(known(args).reduce((sum, n) => sum + n, 0n)),
  count: (args) =>
    count(
      args.length === 1 && isList(args[0])
        ? args[0].length
        : args.filter((value) => !isEmpty(value)).length,
    ),
  concat,
  length: ([text]) => (isText(text) ? count(Array.from(text).length) : null),
  slice,
  starts_with: texts((text, part) => text.startsWith(part)),
  ends_with: texts((text, part) => text.endsWith(part)),
  fold,
  number: toNumber,
  today: (_args, { today }) => today,
  age,
  days_between: span((start, end) => ordinal(end) - ordinal(start)),
  months_between: span(fullMonths),
  date_add: dateAdd,
  workdays_between: workdaysBetween,
  workday_add: workdayAdd,
  year: datePart(0),
  month: datePart(1),
  day: datePart(2),
  weekday: ([value]) => {
    const day = partsOf(value)?.[2] ? dayOf(value) : null;
    return day && count(day.getUTCDay() || 7);
  },
};
