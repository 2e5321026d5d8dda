/** Questions appear and disappear as one types; the server decides again when the page is sent. */

import { compileForm, evaluate } from "@motcua/form-engine";
import type { Evaluation } from "@motcua/form-engine";
import { ANSWER_KINDS } from "@motcua/form-schema";
import type { Field } from "@motcua/form-schema";
import { kindOf, readsProfile } from "./form-data.ts";
import type { PageForm } from "./form-data.ts";
import { inWords, reckon } from "./costs.ts";
import { currentAnswers, NO_READERS } from "./typed.ts";
import type { Readers } from "./typed.ts";

const PRESENT = "input[data-mc-present]";

export function followRules(
  form: HTMLFormElement,
  page: PageForm,
  readers: Readers = NO_READERS,
): void {
  // Without the profile our evaluation would hide what the server shows.
  if (page.profile === null && readsProfile(page.form)) return;
  const compiled = compileForm(page.form, ANSWER_KINDS);
  const fields = page.form.pages?.find((each) => each.id === page.page)?.fields ?? [];
  const locked = lockedPaths(form);
  // What is closed sends nothing: its stored answer holds, and rules go on reading it.
  const open = fields.filter((each) => !locked.has(each.id));
  const today = todayInVietnam();
  const context = { today, profile: page.profile ?? {}, workdays: page.workdays };
  const total = page.fees.length > 0 ? reckon(page.fees, compiled) : null;
  const update = (): void => {
    const answers = currentAnswers(open, page.answers, form, readers);
    const evaluation = evaluate(compiled, answers, context);
    showVisible(form, evaluation.visible, locked);
    showCalculated(form, fields, evaluation);
    if (total) showTotal(inWords(total(evaluation, today)));
  };
  form.addEventListener("input", update);
  form.addEventListener("change", update);
  update();
}

/** Fields that a supplement keeps closed: shown, yet not taking part. */
function lockedPaths(form: HTMLFormElement): ReadonlySet<string> {
  const closed = [...form.querySelectorAll<HTMLElement>("[data-path]:not([hidden])")].filter(
    (wrapper) => ownMarker(wrapper)?.disabled,
  );
  return new Set(closed.map(pathOf));
}

function showVisible(
  form: HTMLFormElement,
  visible: ReadonlySet<string>,
  locked: ReadonlySet<string>,
): void {
  for (const wrapper of form.querySelectorAll<HTMLElement>("[data-path]")) {
    const path = pathOf(wrapper);
    const shown = visible.has(path);
    if (wrapper.hidden === shown) wrapper.hidden = !shown;
    const marker = ownMarker(wrapper);
    if (marker) marker.disabled = !shown || locked.has(path);
  }
}

/** The marker that tells the server "this question was on the page". */
function ownMarker(wrapper: HTMLElement): HTMLInputElement | null {
  const marker = wrapper.querySelector<HTMLInputElement>(PRESENT);
  return marker?.closest("[data-path]") === wrapper ? marker : null;
}

function showCalculated(
  form: HTMLFormElement,
  fields: readonly Field[],
  evaluation: Evaluation,
): void {
  for (const field of fields.filter((each) => each.calculate)) {
    const input = form.elements.namedItem(`f-${field.id}`);
    if (input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement) {
      input.value = displayed(field, evaluation.values[field.id]);
    }
  }
}

function displayed(field: Field, value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value !== "number") return "";
  return kindOf(field) === "money" || kindOf(field) === "number"
    ? String(value).replace(".", ",")
    : String(value);
}

function showTotal(words: string): void {
  const place = document.querySelector<HTMLElement>("[data-mc-cost]");
  if (place && place.textContent !== words) place.textContent = words;
}

const pathOf = (wrapper: HTMLElement): string => wrapper.dataset["path"] ?? "";

/** The calendar day where the office is, whatever the clock of this device is set to. */
function todayInVietnam(): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" }).format(new Date());
}
