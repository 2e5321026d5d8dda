import type { Field, Rule } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { asItems } from "../model/lists.ts";
import { isCall, isConstant, isRef, type Verb } from "../model/rules.ts";
import { pick, type Words } from "../model/text.ts";

const VERBS: Readonly<Record<Verb, string>> = {
  eq: "là",
  ne: "không phải là",
  gt: "lớn hơn",
  ge: "từ",
  lt: "nhỏ hơn",
  le: "không quá",
  in: "là một trong",
  contains: "có chọn",
  lacks: "không chọn",
  filled: "đã được trả lời",
  empty: "chưa được trả lời",
};
const DATE_VERBS: Readonly<Partial<Record<Verb, string>>> = {
  gt: "sau ngày",
  ge: "từ ngày",
  lt: "trước ngày",
  le: "đến hết ngày",
};

export function verbLabel(verb: Verb, kind: string): string {
  return t((kind === "date" ? DATE_VERBS[verb] : undefined) ?? VERBS[verb]);
}

export function nameOf(field: Field): string {
  return (
    pick(field.label) || pick(field.config["body"] as Words | undefined).slice(0, 80) || field.key
  );
}

/** Options of a choice question. */
export function optionsOf(field: Field | undefined): { value: string; label: string }[] {
  return asItems(field?.config["options"]).map((option) => {
    const value = String(option["value"]);
    return { value, label: pick(option["label"] as Words | undefined) || value };
  });
}

/** A rule in words. */
export function ruleWords(rule: Rule, fields: ReadonlyMap<string, Field>): string {
  return say(rule, fields, undefined);
}

function say(rule: Rule, fields: ReadonlyMap<string, Field>, about: Field | undefined): string {
  if (isRef(rule)) {
    const field = fields.get(rule.ref);
    return field === undefined ? t("(câu đã bỏ)") : `“${nameOf(field)}”`;
  }
  if (isConstant(rule)) {
    return constantWords(rule.value, about);
  }
  if (!isCall(rule)) {
    return t("thông tin người nộp");
  }
  const subject = rule.args.find(isRef);
  const said = rule.args.map((arg) => say(arg, fields, subject && fields.get(subject.ref)));
  switch (rule.op) {
    case "and":
      return said.join(` ${t("và")} `);
    case "or":
      return said.join(` ${t("hoặc")} `);
    case "not":
      return t("không đúng rằng {what}", { what: said.join(" ") });
    case "in":
      return `${said[0] ?? ""} ${t("là một trong")} ${said.slice(1).join(", ")}`;
    default:
      return rule.op in VERBS
        ? [said[0], t(VERBS[rule.op as Verb]), ...said.slice(1)].join(" ")
        : `${rule.op}(${said.join("; ")})`;
  }
}

function constantWords(value: unknown, about: Field | undefined): string {
  if (typeof value === "boolean") {
    return value ? t("Có") : t("Không");
  }
  if (Array.isArray(value)) {
    return value.map((each) => constantWords(each, about)).join(", ");
  }
  const option = optionsOf(about).find((each) => each.value === value);
  return option === undefined ? String(value) : `“${option.label}”`;
}
