import type { Call, Constant, Ref, Rule } from "../generated/service.ts";

/** A condition in sentences: each line is "[question] [verb] [value]". */
export interface Line {
  field: string;
  verb: Verb;
  value: string | number | boolean | null | string[];
}
export interface Condition {
  mode: "all" | "any";
  lines: Line[];
}
export type Verb =
  "eq" | "ne" | "gt" | "ge" | "lt" | "le" | "in" | "contains" | "lacks" | "filled" | "empty";

const COMPARING: ReadonlySet<string> = new Set(["eq", "ne", "gt", "ge", "lt", "le", "contains"]);

/** Verbs that fit a kind of answer, the most usual first. */
export function verbsFor(kind: string): readonly Verb[] {
  switch (kind) {
    case "choice":
      return ["eq", "ne", "in", "filled", "empty"];
    case "bool":
      return ["eq", "ne", "filled", "empty"];
    case "choices":
      return ["contains", "lacks", "filled", "empty"];
    case "number":
    case "money":
    case "date":
      return ["eq", "ne", "gt", "ge", "lt", "le", "filled", "empty"];
    case "text":
      return ["eq", "ne", "filled", "empty"];
    default:
      return ["filled", "empty"];
  }
}

export function needsValue(verb: Verb): boolean {
  return verb !== "filled" && verb !== "empty";
}

/** The rule for the server; none when no line says anything. */
export function toRule(condition: Condition): Rule | null {
  const lines = condition.lines.filter((line) => line.field !== "").map(lineToRule);
  const [only, ...more] = lines;
  if (only === undefined) {
    return null;
  }
  return more.length === 0 ? only : call(condition.mode === "all" ? "and" : "or", lines);
}

/** The rule in sentences, or null when it says more than sentences can. */
export function fromRule(rule: Rule | null): Condition | null {
  if (rule === null) {
    return { mode: "all", lines: [] };
  }
  if (isCall(rule) && (rule.op === "and" || rule.op === "or")) {
    const lines = rule.args.map(ruleToLine);
    const known = lines.filter((line) => line !== null);
    return known.length === lines.length
      ? { mode: rule.op === "and" ? "all" : "any", lines: known }
      : null;
  }
  const line = ruleToLine(rule);
  return line === null ? null : { mode: "all", lines: [line] };
}

/** Ids of the questions a rule reads. */
export function refsIn(rule: Rule | null): string[] {
  if (rule === null) {
    return [];
  }
  if (isRef(rule)) {
    return [rule.ref];
  }
  return isCall(rule) ? rule.args.flatMap(refsIn) : [];
}

/** Ids of the questions that settings of a type name: a birth date or a sex to compare with. */
export function configRefsOf(config: Readonly<Record<string, unknown>>): string[] {
  return Object.values(config).filter(
    (value): value is string => typeof value === "string" && value.startsWith("fld_"),
  );
}

export function isCall(rule: Rule): rule is Call {
  return "op" in rule;
}

export function isRef(rule: Rule): rule is Ref {
  return "ref" in rule;
}

export function isConstant(rule: Rule): rule is Constant {
  return "value" in rule;
}

function call(op: string, args: Rule[]): Call {
  return { op, args };
}

function lineToRule(line: Line): Rule {
  const ref: Ref = { ref: line.field, part: null };
  if (!needsValue(line.verb)) {
    return call(line.verb, [ref]);
  }
  if (Array.isArray(line.value)) {
    return call("in", [ref, ...line.value.map((value): Constant => ({ value }))]);
  }
  const value: Constant = { value: line.value };
  return line.verb === "lacks"
    ? call("not", [call("contains", [ref, value])])
    : call(line.verb, [ref, value]);
}

function ruleToLine(rule: Rule): Line | null {
  if (!isCall(rule)) {
    return null;
  }
  const [first, ...rest] = rule.args;
  const [second] = rest;
  if (rule.op === "not" && first !== undefined && isCall(first) && first.op === "contains") {
    const inner = ruleToLine(first);
    return inner === null ? null : { ...inner, verb: "lacks" };
  }
  if (first === undefined || !isRef(first) || first.part !== null) {
    return null;
  }
  if (rule.op === "in") {
    return inLine(first, rest);
  }
  if (rule.op === "filled" || rule.op === "empty") {
    return { field: first.ref, verb: rule.op, value: null };
  }
  if (
    !COMPARING.has(rule.op) ||
    second === undefined ||
    rest.length > 1 ||
    !isConstant(second) ||
    Array.isArray(second.value)
  ) {
    return null;
  }
  return { field: first.ref, verb: rule.op as Verb, value: second.value };
}

/** "is one of": a few fixed words. */
function inLine(ref: Ref, rest: readonly Rule[]): Line | null {
  const values = rest.filter(isConstant).map((each) => each.value);
  const words = values.filter((each) => typeof each === "string");
  return words.length === rest.length ? { field: ref.ref, verb: "in", value: words } : null;
}
