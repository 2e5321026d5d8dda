/** The formula language: text to rule and back, with faults told where they stand. */

import type { RuleType } from "@motcua/form-schema";
import type { Rule } from "../../generated/service.ts";
import type { Names } from "./fields.ts";
import { FormulaFault } from "./lexer.ts";
import { parseFormula } from "./parser.ts";
import { firstMisfit, type Scope } from "./types.ts";

export { complete } from "./complete.ts";
export type { Completion, Completions } from "./complete.ts";
export { namesFor } from "./fields.ts";
export type { Names } from "./fields.ts";
export { FormulaFault } from "./lexer.ts";
export { parseFormula } from "./parser.ts";
export { printFormula } from "./printer.ts";
export type { Scope } from "./types.ts";

export interface Reading {
  /** Null for an empty text, or while there is a fault. */
  rule: Rule | null;
  fault: { message: string; from: number; to: number } | null;
}

/** Read a formula that should give `wanted`. Never throws. */
export function readFormula(text: string, names: Names, scope: Scope, wanted: RuleType): Reading {
  if (text.trim() === "") return { rule: null, fault: null };
  try {
    const { rule, spans } = parseFormula(text, names);
    const misfit = firstMisfit(rule, wanted, scope);
    if (misfit === null) return { rule, fault: null };
    const place = spans.get(misfit.node) ?? { from: 0, to: text.length };
    return { rule: null, fault: { message: misfit.message, ...place } };
  } catch (error) {
    if (!(error instanceof FormulaFault)) throw error;
    const { message, from, to } = error;
    return { rule: null, fault: { message, from, to } };
  }
}
