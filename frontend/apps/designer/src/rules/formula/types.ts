/** What each part of a rule gives, and where that cannot work; the twin of `rule_types.py`. */

import { OVER_ROWS, SIGNATURES } from "@motcua/form-schema";
import type { RuleType } from "@motcua/form-schema";
import type { Call, Rule } from "../../generated/service.ts";
import { t } from "../../i18n.ts";
import { isCall, isConstant, isRef } from "../../model/rules.ts";
import { functionName } from "./names.ts";

/** What rules of one field may name. */
export interface Scope {
  /** Kind of answer by question. */
  kinds: ReadonlyMap<string, string>;
  /** Question inside a repeating group to that group. */
  groups: ReadonlyMap<string, string>;
  /** The group the rule's own question is in, else empty. */
  inside: string;
  nameOf: (id: string) => string;
}

export interface Misfit {
  node: Rule;
  message: string;
}

const OF_KIND: Readonly<Record<string, RuleType>> = {
  text: "text",
  choice: "text",
  number: "number",
  money: "number",
  date: "date",
  bool: "bool",
  choices: "list",
  address: "address",
  parts: "parts",
  files: "files",
  rows: "rows",
};
const OF_PROFILE: Readonly<Record<string, RuleType>> = {
  birth_date: "date",
  address: "address",
  assurance: "number",
};
const ORDERED: ReadonlySet<string> = new Set(["lt", "le", "gt", "ge", "between"]);
const COMPARED: ReadonlySet<string> = new Set(["eq", "ne", "in", ...ORDERED]);
const WHOLE: ReadonlySet<RuleType> = new Set(["list", "address", "parts", "files", "rows"]);

export function typeWords(type: RuleType): string {
  const words: Readonly<Record<RuleType, string>> = {
    any: t("giá trị bất kỳ"),
    bool: t("điều kiện đúng hoặc sai"),
    number: t("số"),
    text: t("văn bản"),
    date: t("ngày"),
    list: t("danh sách"),
    address: t("địa chỉ"),
    parts: t("câu trả lời nhiều phần"),
    files: t("tệp"),
    rows: t("nhóm lặp lại"),
  };
  return words[type];
}

/** The first thing that cannot work; null when all can. */
export function firstMisfit(rule: Rule, wanted: RuleType, scope: Scope): Misfit | null {
  const found: Misfit[] = [];
  const type = typeOf(rule, scope, found, []);
  const [first] = found;
  if (first !== undefined) return first;
  if (fits(type, wanted)) return null;
  const known = { wanted: typeWords(wanted), found: typeWords(type) };
  return { node: rule, message: t("Cần {wanted}, nhưng công thức này cho {found}.", known) };
}

export const isDateText = (value: unknown): boolean =>
  typeof value === "string" && /^\d{4}(-\d{2}(-\d{2})?)?$/u.test(value);

function typeOf(rule: Rule, scope: Scope, found: Misfit[], over: readonly string[]): RuleType {
  if (isConstant(rule)) {
    if (Array.isArray(rule.value)) return "list";
    if (typeof rule.value === "boolean") return "bool";
    if (typeof rule.value === "number") return "number";
    return typeof rule.value === "string" ? "text" : "any";
  }
  if (isRef(rule)) return refType(rule.ref, rule.part ?? null, rule, scope, found, over);
  if (!isCall(rule)) return OF_PROFILE[rule.profile] ?? "text";
  const signature = (
    SIGNATURES as Readonly<Record<string, (typeof SIGNATURES)["and"] | undefined>>
  )[rule.op];
  if (signature === undefined) {
    found.push({ node: rule, message: t("Không có hàm “{name}”.", { name: rule.op }) });
    return "any";
  }
  const group = loopedGroup(rule, scope);
  return group === null
    ? callType(rule, signature, scope, found, over)
    : rowsType(rule, group, signature, scope, found, over);
}

function refType(
  ref: string,
  part: string | null,
  node: Rule,
  scope: Scope,
  found: Misfit[],
  over: readonly string[],
): RuleType {
  const kind = scope.kinds.get(ref);
  if (kind === undefined) {
    found.push({ node, message: t("Câu hỏi này không còn tồn tại.") });
    return "any";
  }
  const group = scope.groups.get(ref);
  if (group !== undefined && group !== scope.inside && !over.includes(group)) {
    const known = { name: scope.nameOf(ref), group: scope.nameOf(group) };
    const message = t(
      "{name} nằm trong nhóm lặp lại. Dùng hàm trên cả nhóm, như TỔNG({group}; {name}).",
      known,
    );
    found.push({ node, message });
  }
  if (part === null) return OF_KIND[kind] ?? "any";
  if (kind === "parts") return "any";
  if (kind !== "address") {
    found.push({ node, message: t("Câu này không phải địa chỉ nên không có phần này.") });
  }
  return "text";
}

function loopedGroup(rule: Call, scope: Scope): string | null {
  const [first] = rule.args;
  const loops = rule.args.length === 2 && (OVER_ROWS as readonly string[]).includes(rule.op);
  const isRows = first !== undefined && isRef(first) && scope.kinds.get(first.ref) === "rows";
  return loops && isRows ? first.ref : null;
}

function rowsType(
  rule: Call,
  group: string,
  [accepts, returns]: (typeof SIGNATURES)["and"],
  scope: Scope,
  found: Misfit[],
  over: readonly string[],
): RuleType {
  const body = rule.args[1];
  if (body === undefined) return returns;
  if (over.length > 0) {
    found.push({ node: rule, message: t("Không tính trên một nhóm bên trong một nhóm khác.") });
    return returns;
  }
  const type = typeOf(body, scope, found, [group]);
  const wanted = rule.op === "count" ? "bool" : (accepts[0] ?? "any");
  if (!fits(type, wanted)) misfit(rule.op, body, wanted, type, found);
  return returns;
}

function callType(
  rule: Call,
  [accepts, returns, , repeats]: (typeof SIGNATURES)["and"],
  scope: Scope,
  found: Misfit[],
  over: readonly string[],
): RuleType {
  const types = rule.args.map((arg) => typeOf(arg, scope, found, over));
  rule.args.forEach((arg, index) => {
    const wanted = accepts[index] ?? (repeats === true ? accepts.at(-1) : undefined) ?? "any";
    const given = types[index] ?? "any";
    const isDate = wanted === "date" && isConstant(arg) && isDateText(arg.value);
    if (!isDate && !fits(given, wanted)) misfit(rule.op, arg, wanted, given, found);
  });
  if (COMPARED.has(rule.op)) compared(rule, types, found);
  if (rule.op !== "if" && rule.op !== "coalesce") return returns;
  const branches = new Set(rule.op === "if" ? types.slice(1) : types);
  branches.delete("any");
  return branches.size === 1 ? ([...branches][0] ?? "any") : "any";
}

function compared(rule: Call, types: readonly RuleType[], found: Misfit[]): void {
  const first = types[0] ?? "any";
  rule.args.slice(1).forEach((arg, index) => {
    const given = types[index + 1] ?? "any";
    if (!comparable(rule.op, first, given, arg)) misfit(rule.op, arg, first, given, found);
  });
}

function comparable(op: string, first: RuleType, given: RuleType, arg: Rule): boolean {
  if (op === "in" && given === "list") return true;
  if (ORDERED.has(op)) {
    const other = isConstant(arg) && isDateText(arg.value) ? "date" : given;
    const kinds = new Set([first, other]);
    kinds.delete("any");
    return kinds.size === 0 || (kinds.size === 1 && (kinds.has("number") || kinds.has("date")));
  }
  return !WHOLE.has(first) && (fits(first, given) || fits(given, first));
}

function misfit(op: string, node: Rule, wanted: RuleType, given: RuleType, found: Misfit[]): void {
  const known = { op: functionName(op), wanted: typeWords(wanted), found: typeWords(given) };
  found.push({ node, message: t("{op} cần {wanted} ở đây, nhưng đây là {found}.", known) });
}

function fits(found: RuleType, wanted: RuleType): boolean {
  if (found === "any" || wanted === "any" || found === wanted) return true;
  return found === "date" && wanted === "text";
}
