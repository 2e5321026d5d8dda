/** What of a question a sentence may be about, besides the answer itself. */

import type { Field } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { nameOf, optionsOf, partWords } from "../words/rules.ts";
import { emptyGroup, emptyLine, NOTHING, verbsFor, type Item, type Subject } from "./sentences.ts";
import type { World } from "./world.ts";

export interface Aspect {
  key: string;
  words: string;
}

const AFTER_A_DATE = ["age", "days", "workdays"] as const;

/** The first is the plain answer. */
export function aspectsOf(field: Field, world: World): Aspect[] {
  const kind = world.kindOf(field.id);
  const answer = { key: "answer", words: t("câu trả lời") };
  if (kind === "date") {
    return [
      answer,
      { key: "age", words: t("tuổi tính đến hôm nay") },
      { key: "days", words: t("số ngày đến hôm nay") },
      { key: "workdays", words: t("số ngày làm việc đến hôm nay") },
    ];
  }
  if (kind === "choices" || kind === "files") {
    return [answer, { key: "count", words: t("số lượng đã chọn") }];
  }
  if (kind === "address") {
    const parts = ["province", "commune", "detail"];
    return [answer, ...parts.map((key) => ({ key: `part ${key}`, words: partWords(key, "…") }))];
  }
  return kind === "rows" ? rowAspects(field, world) : [answer];
}

function rowAspects(group: Field, world: World): Aspect[] {
  const numbers = group.fields.filter((field) =>
    ["number", "money"].includes(world.kindOf(field.id)),
  );
  return [
    { key: "rows any", words: t("có ít nhất một mục mà") },
    { key: "rows all", words: t("mọi mục đều có") },
    { key: "rows none", words: t("không mục nào có") },
    { key: "count", words: t("số mục") },
    { key: "matching", words: t("số mục mà") },
    ...numbers.map((field) => ({
      key: `sum ${field.id}`,
      words: t("tổng của “{name}”", { name: nameOf(field) }),
    })),
  ];
}

export function aspectOf(item: Item): string {
  if (item.is === "rows") return `rows ${item.quantifier}`;
  const subject = item.is === "line" ? item.subject : null;
  if (subject === null) return "answer";
  if (subject.of === "answer") return subject.part === null ? "answer" : `part ${subject.part}`;
  return subject.of === "sum" ? `sum ${subject.field}` : subject.of;
}

/** The question a sentence is about; empty while none is chosen, a profile key after `@`. */
export function aboutOf(item: Item): string {
  if (item.is === "rows") return item.group;
  const subject = item.is === "line" ? item.subject : null;
  if (subject === null) return "";
  if (subject.of === "profile") return `@${subject.profile}`;
  if (subject.of === "profile_age") return "@age";
  return subject.of === "sum" || subject.of === "matching" ? subject.group : subject.field;
}

/** A fresh sentence about something, with the verb that is most usual for it. */
export function itemAbout(about: string, aspect: string, world: World): Item {
  const field = world.byId.get(about);
  if (about.startsWith("@")) return lineAbout(profileSubject(about.slice(1)), world);
  if (field === undefined) return emptyLine();
  const [kind = "", detail = ""] = aspect.split(" ");
  if (kind === "rows") {
    const quantifier = detail === "all" || detail === "none" ? detail : "any";
    return { is: "rows", quantifier, group: about, where: someGroup() };
  }
  if (kind === "sum") return lineAbout({ of: "sum", group: about, field: detail }, world);
  if (kind === "matching") {
    return lineAbout({ of: "matching", group: about, where: someGroup() }, world);
  }
  if (kind === "count") return lineAbout({ of: "count", field: about }, world);
  const after = AFTER_A_DATE.find((each) => each === kind);
  if (after !== undefined) return lineAbout({ of: after, field: about }, world);
  const part = kind === "part" ? detail : null;
  return lineAbout({ of: "answer", field: about, part }, world);
}

const someGroup = (): ReturnType<typeof emptyGroup> => ({ ...emptyGroup(), items: [emptyLine()] });

function profileSubject(key: string): Subject {
  return key === "age" ? { of: "profile_age" } : { of: "profile", profile: key };
}

function lineAbout(subject: Subject, world: World): Item {
  const kind = kindOf(subject, world);
  const verb = verbsFor(kind)[0] ?? "filled";
  const value = kind === "bool" ? true : firstOption(subject, world);
  return {
    is: "line",
    subject,
    verb,
    operand: verb === "filled" || value === null ? NOTHING : { as: "value", value },
  };
}

export function kindOf(subject: Subject, world: World): string {
  if (subject.of === "answer") return subject.part === null ? world.kindOf(subject.field) : "text";
  if (subject.of !== "profile") return "number";
  return { birth_date: "date", assurance: "number", address: "address" }[subject.profile] ?? "text";
}

function firstOption(subject: Subject, world: World): string | null {
  const options = optionsAbout(subject, world);
  return options[0]?.value ?? null;
}

export function optionsAbout(
  subject: Subject | null,
  world: World,
): readonly { value: string; label: string }[] {
  if (subject?.of !== "answer" || subject.part !== null) return [];
  return optionsOf(world.byId.get(subject.field));
}
