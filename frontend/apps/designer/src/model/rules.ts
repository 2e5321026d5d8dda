import type { Call, Constant, Ref, Rule } from "../generated/service.ts";

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
