/**
 * What was typed survives an ended session: it is kept for this tab only, when a page is sent or
 * an automatic save is refused, and put back when the same page of the same draft is shown again.
 */

type Typed = Record<string, string[]>;
interface Kept {
  at: number;
  typed: Typed;
}

const PREFIX = "mc-typed:";
// A shared computer must not show one citizen's answers to the next for long.
const LONGEST_MS = 60 * 60 * 1000;

const keyOf = (form: HTMLFormElement): string =>
  `${PREFIX}${form.dataset["draft"] ?? ""}:${form.dataset["page"] ?? ""}`;

export function keep(form: HTMLFormElement): void {
  const kept: Kept = { at: Date.now(), typed: readTyped(form) };
  try {
    sessionStorage.setItem(keyOf(form), JSON.stringify(kept));
  } catch {
    // Storage is full or forbidden: the server's copy has to do.
  }
}

/** Put back what was kept for this page; true when that changed anything. */
export function putBack(form: HTMLFormElement): boolean {
  const kept = take(keyOf(form));
  forgetAll();
  if (!kept || Date.now() - kept.at > LONGEST_MS) return false;
  let changed = false;
  for (const control of typedControls(form)) {
    const values = kept.typed[control.name];
    if (values && setControl(control, values)) changed = true;
  }
  return changed;
}

function forgetAll(): void {
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
    }
  } catch {
    // Nothing could be kept either.
  }
}

function take(key: string): Kept | null {
  try {
    const text = sessionStorage.getItem(key);
    return text === null ? null : (JSON.parse(text) as Kept);
  } catch {
    return null;
  }
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

function typedControls(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(
    (each): each is Control =>
      (each instanceof HTMLInputElement && !["hidden", "file", "submit"].includes(each.type)) ||
      each instanceof HTMLSelectElement ||
      each instanceof HTMLTextAreaElement,
  );
}

const isTicked = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && ["checkbox", "radio"].includes(control.type);

function readTyped(form: HTMLFormElement): Typed {
  const typed: Typed = {};
  for (const control of typedControls(form)) {
    if (!control.name || control.name.endsWith("-remove")) continue;
    const values = (typed[control.name] ??= []);
    if (!isTicked(control) || control.checked) values.push(control.value);
  }
  return typed;
}

function setControl(control: Control, values: readonly string[]): boolean {
  if (isTicked(control)) {
    const ticked = values.includes(control.value);
    const changed = control.checked !== ticked;
    control.checked = ticked;
    return changed;
  }
  const [value] = values;
  if (value === undefined || control.value === value) return false;
  control.value = value;
  return true;
}
