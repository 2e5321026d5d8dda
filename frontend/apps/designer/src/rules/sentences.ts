/** Conditions as sentences: "[what] [is how] [which value]", in groups of all or any. */

import type { Call, Constant, Ref, Rule } from "../generated/service.ts";
import { isCall, isConstant, isRef } from "../model/rules.ts";

export type Scalar = string | number | boolean | null;

/** What a sentence is about. */
export type Subject =
  | { of: "answer"; field: string; part: string | null }
  | { of: "age" | "days" | "workdays" | "count"; field: string }
  | { of: "sum"; group: string; field: string }
  | { of: "matching"; group: string; where: Group }
  | { of: "profile"; profile: string }
  | { of: "profile_age" };

export type Verb =
  | "eq"
  | "ne"
  | "gt"
  | "ge"
  | "lt"
  | "le"
  | "between"
  | "in"
  | "not_in"
  | "contains"
  | "lacks"
  | "has_any"
  | "has_all"
  | "starts_with"
  | "ends_with"
  | "filled"
  | "empty";

/** What it is compared with: a value, several, a span, or the answer to another question. */
export type Operand =
  | { as: "value"; value: Scalar }
  | { as: "values"; values: string[] }
  | { as: "span"; low: Scalar; high: Scalar }
  | { as: "field"; field: string }
  | { as: "today" };

export interface Line {
  is: "line";
  subject: Subject | null;
  verb: Verb;
  operand: Operand;
}
export interface Rows {
  is: "rows";
  quantifier: "any" | "all" | "none";
  group: string;
  where: Group;
}
export interface Group {
  is: "group";
  mode: "all" | "any";
  items: Item[];
}
export type Item = Line | Rows | Group;
export type KindOf = (id: string) => string;

const COMPARING: ReadonlySet<string> = new Set(["eq", "ne", "gt", "ge", "lt", "le"]);
const TEXTUAL: ReadonlySet<string> = new Set(["contains", "starts_with", "ends_with"]);
const LISTED: ReadonlySet<Verb> = new Set(["in", "not_in", "has_any", "has_all"]);

export const NOTHING: Operand = { as: "value", value: null };
export const emptyGroup = (mode: Group["mode"] = "all"): Group => ({
  is: "group",
  mode,
  items: [],
});
export const emptyLine = (): Line => ({
  is: "line",
  subject: null,
  verb: "eq",
  operand: NOTHING,
});

export function needsOperand(verb: Verb): boolean {
  return verb !== "filled" && verb !== "empty";
}

export const takesList = (verb: Verb): boolean => LISTED.has(verb);

/** Verbs that fit a kind of value, the most usual first. */
export function verbsFor(kind: string): readonly Verb[] {
  switch (kind) {
    case "choice":
      return ["eq", "ne", "in", "not_in", "filled", "empty"];
    case "bool":
      return ["eq", "ne", "filled", "empty"];
    case "choices":
      return ["contains", "lacks", "has_any", "has_all", "filled", "empty"];
    case "number":
    case "money":
    case "date":
      return ["eq", "ne", "gt", "ge", "lt", "le", "between", "filled", "empty"];
    case "text":
      return ["eq", "ne", "contains", "starts_with", "ends_with", "filled", "empty"];
    default:
      return ["filled", "empty"];
  }
}

/** The rule for the server; unfinished sentences are left out, none gives null. */
export function toRule(group: Group): Rule | null {
  const rules = group.items.map(itemToRule).filter((rule) => rule !== null);
  const [only, ...more] = rules;
  if (only === undefined) return null;
  return more.length === 0 ? only : call(group.mode === "all" ? "and" : "or", ...rules);
}

function itemToRule(item: Item): Rule | null {
  if (item.is === "group") return toRule(item);
  if (item.is === "line") return lineToRule(item);
  const where = toRule(item.where);
  if (item.group === "" || where === null) return null;
  const rows = call(item.quantifier === "all" ? "all" : "any", ref(item.group), where);
  return item.quantifier === "none" ? call("not", rows) : rows;
}

function lineToRule({ subject, verb, operand }: Line): Rule | null {
  const about = subject === null ? null : subjectToRule(subject);
  if (about === null) return null;
  if (!needsOperand(verb)) return call(verb, about);
  if (operand.as === "values") return listToRule(about, verb, operand.values);
  if (operand.as === "span") {
    const { low, high } = operand;
    const known = low !== null && high !== null;
    return known ? call("between", about, { value: low }, { value: high }) : null;
  }
  const other = operandToRule(operand);
  if (other === null) return null;
  return verb === "lacks" ? call("not", call("contains", about, other)) : call(verb, about, other);
}

function listToRule(about: Rule, verb: Verb, values: readonly string[]): Rule | null {
  if (values.length === 0) return null;
  const options = values.map((value): Constant => ({ value }));
  if (verb === "in") return call("in", about, ...options);
  if (verb === "not_in") return call("not", call("in", about, ...options));
  const each = options.map((option) => call("contains", about, option));
  const [only, ...more] = each;
  if (more.length === 0) return only ?? null;
  return call(verb === "has_all" ? "and" : "or", ...each);
}

function operandToRule(operand: Operand): Rule | null {
  if (operand.as === "field") return operand.field === "" ? null : ref(operand.field);
  if (operand.as === "today") return call("today");
  return operand.as === "value" && operand.value !== null ? { value: operand.value } : null;
}

function subjectToRule(subject: Subject): Rule | null {
  switch (subject.of) {
    case "answer":
      return { ref: subject.field, part: subject.part };
    case "profile":
      return { profile: subject.profile } as Rule;
    case "profile_age":
      return call("age", { profile: "birth_date" });
    case "days":
      return call("days_between", ref(subject.field), call("today"));
    case "workdays":
      return call("workdays_between", ref(subject.field), call("today"));
    case "sum":
      return call("sum", ref(subject.group), ref(subject.field));
    case "matching": {
      const where = toRule(subject.where);
      return where === null ? null : call("count", ref(subject.group), where);
    }
    default:
      return call(subject.of, ref(subject.field));
  }
}

/** The rule in sentences, or null when it says more than sentences can. */
export function fromRule(rule: Rule | null, kindOf: KindOf): Group | null {
  if (rule === null) return emptyGroup();
  const item = ruleToItem(rule, kindOf);
  if (item === null) return null;
  return item.is === "group" ? item : { is: "group", mode: "all", items: [item] };
}

function ruleToItem(rule: Rule, kindOf: KindOf): Item | null {
  if (isCall(rule) && (rule.op === "and" || rule.op === "or")) {
    return listLine(rule) ?? groupOf(rule, kindOf);
  }
  return rowsOf(rule, kindOf) ?? ruleToLine(rule, kindOf);
}

function groupOf(rule: Call, kindOf: KindOf): Group | null {
  const items = rule.args.map((arg) => ruleToItem(arg, kindOf));
  const known = items.filter((item) => item !== null);
  if (known.length !== items.length || known.length < 2) return null;
  return { is: "group", mode: rule.op === "and" ? "all" : "any", items: known };
}

/** "has any of" and "has all of" one question of several choices. */
function listLine(rule: Call): Line | null {
  const parts = rule.args.map((arg) => {
    const [list, value] = isCall(arg) && arg.op === "contains" ? arg.args : [];
    const known = list !== undefined && isRef(list) && value !== undefined && isConstant(value);
    return known && typeof value.value === "string" ? { list, value: value.value } : null;
  });
  const known = parts.filter((part) => part !== null);
  const [first] = known;
  if (first === undefined || known.length !== parts.length || known.length < 2) return null;
  if (known.some(({ list }) => list.ref !== first.list.ref || list.part !== first.list.part)) {
    return null;
  }
  return {
    is: "line",
    subject: { of: "answer", field: first.list.ref, part: first.list.part ?? null },
    verb: rule.op === "and" ? "has_all" : "has_any",
    operand: { as: "values", values: known.map(({ value }) => value) },
  };
}

function rowsOf(rule: Rule, kindOf: KindOf): Rows | null {
  if (!isCall(rule)) return null;
  const [first, second] = rule.args;
  if (rule.op === "not" && first !== undefined) {
    const inner = rowsOf(first, kindOf);
    return inner?.quantifier === "any" ? { ...inner, quantifier: "none" } : null;
  }
  if ((rule.op !== "any" && rule.op !== "all") || rule.args.length !== 2) return null;
  if (first === undefined || second === undefined) return null;
  if (!isRef(first) || kindOf(first.ref) !== "rows") return null;
  const where = fromRule(second, kindOf);
  return where === null ? null : { is: "rows", quantifier: rule.op, group: first.ref, where };
}

function ruleToLine(rule: Rule, kindOf: KindOf): Line | null {
  if (!isCall(rule)) return null;
  const [first, ...rest] = rule.args;
  if (first === undefined) return null;
  if (rule.op === "not" && isCall(first) && (first.op === "contains" || first.op === "in")) {
    const inner = ruleToLine(first, kindOf);
    const verb = first.op === "in" ? "not_in" : "lacks";
    return inner === null || rule.args.length > 1 ? null : { ...inner, verb };
  }
  const subject = toSubject(first, kindOf);
  if (subject === null) return null;
  const about = { is: "line", subject } as const;
  if (rule.op === "filled" || rule.op === "empty") {
    return rest.length === 0 ? { ...about, verb: rule.op, operand: NOTHING } : null;
  }
  const operand = rule.op === "in" ? wordsOf(rest) : operandOf(rule.op, rest);
  return operand === null ? null : { ...about, verb: rule.op as Verb, operand };
}

function operandOf(op: string, rest: readonly Rule[]): Operand | null {
  const [second, third] = rest;
  if (op === "between") {
    const [low, high] = [scalarOf(second), scalarOf(third)];
    if (rest.length !== 2 || low === undefined || high === undefined) return null;
    return { as: "span", low, high };
  }
  if ((!COMPARING.has(op) && !TEXTUAL.has(op)) || rest.length !== 1 || second === undefined) {
    return null;
  }
  const value = scalarOf(second);
  if (value !== undefined) return value === null ? null : { as: "value", value };
  if (!COMPARING.has(op)) return null;
  if (isRef(second) && second.part === null) return { as: "field", field: second.ref };
  return isCall(second) && second.op === "today" ? { as: "today" } : null;
}

function scalarOf(rule: Rule | undefined): Scalar | undefined {
  if (rule === undefined || !isConstant(rule) || Array.isArray(rule.value)) return undefined;
  return rule.value;
}

function wordsOf(rest: readonly Rule[]): Operand | null {
  const values = rest.map(scalarOf).filter((value) => typeof value === "string");
  return values.length === rest.length && values.length > 0 ? { as: "values", values } : null;
}

function toSubject(rule: Rule, kindOf: KindOf): Subject | null {
  if (isRef(rule)) return { of: "answer", field: rule.ref, part: rule.part ?? null };
  if ("profile" in rule) return { of: "profile", profile: rule.profile };
  if (!isCall(rule)) return null;
  const [first, second] = rule.args;
  if (first === undefined) return null;
  if (rule.op === "age" && "profile" in first && second === undefined) {
    return first.profile === "birth_date" ? { of: "profile_age" } : null;
  }
  if (!isRef(first) || first.part !== null) return null;
  const isRows = kindOf(first.ref) === "rows";
  if (second === undefined) {
    return rule.op === "age" || rule.op === "count" ? { of: rule.op, field: first.ref } : null;
  }
  if (rule.args.length > 2) return null;
  if (rule.op === "sum" && isRows && isRef(second) && second.part === null) {
    return { of: "sum", group: first.ref, field: second.ref };
  }
  if (rule.op === "count" && isRows) {
    const where = fromRule(second, kindOf);
    return where === null ? null : { of: "matching", group: first.ref, where };
  }
  if (!isCall(second) || second.op !== "today") return null;
  if (rule.op === "days_between") return { of: "days", field: first.ref };
  return rule.op === "workdays_between" ? { of: "workdays", field: first.ref } : null;
}

const ref = (id: string): Ref => ({ ref: id, part: null });
const call = (op: string, ...args: Rule[]): Call => ({ op, args });
