/** What the server wrote into the page for us; see the contract in apps/portal/README.md. */

import type { Answers, WorkDaysJson } from "@motcua/form-engine";
import { ANSWER_KINDS } from "@motcua/form-schema";
import type { AnswerKind, Field, FieldTypeKey, FormSection } from "@motcua/form-schema";
import type { FeeJson } from "./costs.ts";

export interface PageForm {
  page: string;
  form: FormSection;
  /** Answers of the whole draft as stored. */
  answers: Answers;
  /** Known only to the server; without it, rules that read it are left to the server. */
  profile: Answers | null;
  workdays: WorkDaysJson | null;
  fees: FeeJson[];
}

export function readPageForm(): PageForm | null {
  const shown = readJson("mc-form") as Pick<PageForm, "page" | "form"> | null;
  if (!shown) return null;
  const context = readJson("mc-context") as {
    profile?: Answers;
    workdays?: WorkDaysJson;
  } | null;
  return {
    page: shown.page,
    form: shown.form,
    answers: (readJson("mc-answers") ?? {}) as Answers,
    profile: context?.profile ?? null,
    workdays: context?.workdays ?? null,
    fees: (readJson("mc-fees") ?? []) as FeeJson[],
  };
}

function readJson(id: string): unknown {
  const text = document.getElementById(id)?.textContent;
  if (!text) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export const kindOf = (field: Field): AnswerKind =>
  (ANSWER_KINDS as Readonly<Record<string, AnswerKind | undefined>>)[field.type as FieldTypeKey] ??
  "none";

/** Whether any rule of the form reads the applicant's profile. */
export function readsProfile(form: FormSection): boolean {
  return JSON.stringify(form.pages ?? []).includes('"profile":');
}

/** Whether any rule of the form, or any fee, reads a question's answer. */
export function readBy(page: PageForm): (fieldId: string) => boolean {
  const rules = JSON.stringify([page.form, page.fees]);
  return (fieldId) =>
    rules.includes(`"ref":"${fieldId}"`) || rules.includes(`"quantity":"${fieldId}"`);
}
