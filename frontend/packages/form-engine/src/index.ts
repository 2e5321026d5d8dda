export { compileForm, evaluate } from "./evaluate.ts";
export type { Answers, CompiledForm, Context, Evaluation } from "./evaluate.ts";
export { compileRule, refsOf } from "./program.ts";
export type { Groups, Program, State } from "./program.ts";
export { load, loadConstant, valueToJson } from "./values.ts";
export type { Value } from "./values.ts";
export { reasonsOf } from "./reasons.ts";
export type { Reason } from "./reasons.ts";
