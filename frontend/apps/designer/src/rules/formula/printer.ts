/** Rule trees written as formulas, so that reading them again gives the very same tree. */

import type { Call, Constant, Rule } from "../../generated/service.ts";
import { isCall, isConstant, isRef } from "../../model/rules.ts";
import type { Names } from "./fields.ts";
import { functionName, PART_NAMES, PROFILE_NAMES, WORDS } from "./names.ts";

const SIGNS: Readonly<Record<string, string>> = {
  eq: "=",
  ne: "<>",
  lt: "<",
  le: "<=",
  gt: ">",
  ge: ">=",
  add: "+",
  sub: "-",
  mul: "*",
  div: "/",
};
const [OR, AND, COMPARED, SUM, PRODUCT, ALONE] = [1, 2, 3, 4, 5, 6] as const;

export function printFormula(rule: Rule, names: Names): string {
  return print(rule, names, OR);
}

/** `least` is how tightly what stands here must bind to need no brackets. */
function print(rule: Rule, names: Names, least: number): string {
  if (isConstant(rule)) return constant(rule.value);
  if (isRef(rule)) {
    const part = rule.part ?? null;
    return names.nameOf(rule.ref) + (part === null ? "" : `.${PART_NAMES[part] ?? part}`);
  }
  if (!isCall(rule)) return `@${PROFILE_NAMES[rule.profile] ?? rule.profile}`;
  const [level, text] = call(rule, names);
  return level < least ? `(${text})` : text;
}

function call(rule: Call, names: Names): [number, string] {
  const { op, args } = rule;
  const [first, second] = args;
  if ((op === "and" || op === "or") && args.length > 1) {
    const level = op === "and" ? AND : OR;
    const parts = args.map((arg) => print(arg, names, level + 1));
    return [level, parts.join(` ${functionName(op)} `)];
  }
  if (first !== undefined && second !== undefined) {
    const sign = SIGNS[op] ?? "";
    if ((op === "add" || op === "mul") && args.length > 1) {
      return chain(args, op, names);
    }
    if ((op === "sub" || op === "div") && args.length === 2) {
      const level = op === "sub" ? SUM : PRODUCT;
      return [level, `${print(first, names, level)} ${sign} ${print(second, names, level + 1)}`];
    }
    if (sign !== "" && args.length === 2) {
      return [COMPARED, `${print(first, names, SUM)} ${sign} ${print(second, names, SUM)}`];
    }
  }
  const said = args.map((arg) => print(arg, names, OR)).join("; ");
  return [ALONE, `${functionName(op)}(${said})`];
}

function chain(args: readonly Rule[], op: "add" | "mul", names: Names): [number, string] {
  const level = op === "add" ? SUM : PRODUCT;
  const parts = args.map((arg, index) => {
    // Without brackets a sum in front would be read as a part of this one.
    const same = isCall(arg) && arg.op === op && arg.args.length > 1;
    return print(arg, names, index === 0 && !same ? level : level + 1);
  });
  return [level, parts.join(` ${SIGNS[op] ?? ""} `)];
}

function constant(value: Constant["value"]): string {
  if (Array.isArray(value)) return `{${value.map(constant).join("; ")}}`;
  if (value === null) return WORDS.null;
  if (typeof value === "boolean") return value ? WORDS.true : WORDS.false;
  if (typeof value === "number") return String(value).replace(".", ",").replace("e+", "e");
  const day = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(value);
  if (day !== null && isDay(value)) {
    return `#${day[3] ?? ""}/${day[2] ?? ""}/${day[1] ?? ""}#`;
  }
  return JSON.stringify(value);
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}
