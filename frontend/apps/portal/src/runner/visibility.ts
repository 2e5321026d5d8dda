/** Questions appear and disappear as one types; the server decides again when the page is sent. */

import { compileForm, evaluate } from "@motcua/form-engine";
import type { Evaluation } from "@motcua/form-engine";
import { ANSWER_KINDS } from "@motcua/form-schema";
import type { Field } from "@motcua/form-schema";
import { kindOf, readsProfile } from "./form-data.ts";
import type { PageForm } from "./form-data.ts";
import { currentAnswers } from "./typed.ts";

const PRESENT = "input[data-mc-present]";

export function followRules(form: HTMLFormElement, page: PageForm): void {
  // Without the profile our evaluation would hide what the server shows.
  if (page.profile === null && readsProfile(page.form)) return;
  const compiled = compileForm(page.form, ANSWER_KINDS);
  const fields = page.form.pages?.find((each) => each.id === page.page)?.fields ?? [];
  const locked = lockedPaths(form);
  const context = { today: todayInVietnam(), profile: page.profile ?? {} };
  const update = (): void => {
    const evaluation = evaluate(compiled, currentAnswers(fields, page.answers, form), context);
    showVisible(form, evaluation.visible, locked);
    showCalculated(form, fields, evaluation);
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

const pathOf = (wrapper: HTMLElement): string => wrapper.dataset["path"] ?? "";

/** The calendar day where the office is, whatever the clock of this device is set to. */
function todayInVietnam(): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" }).format(new Date());
}
