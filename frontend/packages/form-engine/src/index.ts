export { compileForm, evaluate } from "./evaluate.ts";
export type { Answers, CompiledForm, Context, Evaluation, Reason } from "./evaluate.ts";
export { compileRule, failingParts, refsOf } from "./program.ts";
export type { Groups, Program, State } from "./program.ts";
export { load, loadConstant, valueToJson } from "./values.ts";
export type { Value } from "./values.ts";
