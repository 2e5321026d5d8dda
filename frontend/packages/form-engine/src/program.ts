/** Rule trees as closures, made once and run many times. */

import { OVER_ROWS } from "@motcua/form-schema";
import type { Call, Ref, Rule } from "@motcua/form-schema";
import { operators } from "./operators.ts";
import type { Operator, World } from "./operators.ts";
import { isRecord, loadConstant } from "./values.ts";
import type { Row, Value } from "./values.ts";

export interface State extends World {
  profile: Map<string, Value>;
  values: Map<string, Value>;
  /** The current row of each group a rule is inside of. */
  rows: Map<string, Row>;
}

export type Program = (state: State) => Value;
/** Sub-field id to group id; the id of a group to the empty text. */
export type Groups = ReadonlyMap<string, string>;

export const isCall = (rule: Rule): rule is Call => "op" in rule;
const isRef = (rule: Rule | undefined): rule is Ref => rule !== undefined && "ref" in rule;

export function groupLooped(rule: Rule, groups: Groups): string | null {
  if (!isCall(rule) || rule.args?.length !== 2) return null;
  const [first] = rule.args;
  const loops = (OVER_ROWS as readonly string[]).includes(rule.op);
  return loops && isRef(first) && groups.get(first.ref) === "" ? first.ref : null;
}

/** Deeper than any rule the server stores; a hostile one must not exhaust the stack. */
const DEEPEST = 100;

export function compileRule(rule: Rule, groups: Groups, depth = 0): Program {
  if (depth > DEEPEST) throw new Error("rule too deep");
  if (isCall(rule)) return compileCall(rule, groups, depth);
  if (isRef(rule)) return compileRef(rule, groups);
  if ("profile" in rule) return (state) => state.profile.get(rule.profile) ?? null;
  const constant = loadConstant(rule.value);
  return () => constant;
}

function compileRef({ ref, part }: Ref, groups: Groups): Program {
  const group = groups.get(ref);
  return (state) => {
    const value = (group ? state.rows.get(group)?.[ref] : state.values.get(ref)) ?? null;
    if (!part) return value;
    return isRecord(value) ? (value[part] ?? null) : null;
  };
}

function compileCall(rule: Call, groups: Groups, depth: number): Program {
  const apply = (operators as Readonly<Record<string, Operator | undefined>>)[rule.op];
  if (!apply) throw new Error(`unknown operator ${rule.op}`);
  const args = (rule.args ?? []).map((arg) => compileRule(arg, groups, depth + 1));
  const group = groupLooped(rule, groups);
  const body = args[1];
  if (group === null || !body) {
    return (state) =>
      apply(
        args.map((arg) => arg(state)),
        state,
      );
  }
  return (state) => {
    let results = overRows(group, body, state);
    if (rule.op === "count") results = [results.filter((result) => result === true)];
    return apply(results, state);
  };
}

function overRows(group: string, body: Program, state: State): Value[] {
  const before = state.rows.get(group);
  const rows = (state.values.get(group) ?? []) as readonly Row[];
  const results = rows.map((row) => {
    state.rows.set(group, row);
    return body(state);
  });
  if (before) state.rows.set(group, before);
  else state.rows.delete(group);
  return results;
}

/** Ids of the fields a rule reads. */
export function refsOf(rule: Rule | null | undefined): string[] {
  const found: string[] = [];
  const open: (Rule | null | undefined)[] = [rule];
  while (open.length > 0) {
    const node = open.pop();
    if (!node) continue;
    if (isCall(node)) open.push(...[...(node.args ?? [])].reverse());
    else if (isRef(node)) found.push(node.ref);
  }
  return found;
}
