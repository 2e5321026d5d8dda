/** Inputs a citizen types in or ticks, read and put back as they stand. */

export type Typed = Record<string, string[]>;
export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export function typedControls(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(
    (each): each is Control =>
      (each instanceof HTMLInputElement && !["hidden", "file", "submit"].includes(each.type)) ||
      each instanceof HTMLSelectElement ||
      each instanceof HTMLTextAreaElement,
  );
}

const isTicked = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && ["checkbox", "radio"].includes(control.type);

export function readTyped(form: HTMLFormElement): Typed {
  const typed: Typed = {};
  for (const control of typedControls(form)) {
    if (!control.name || control.disabled || control.name.endsWith("-remove")) continue;
    const values = (typed[control.name] ??= []);
    if (!isTicked(control) || control.checked) values.push(control.value);
  }
  return typed;
}

/** Names of what is typed or ticked from now on; the set grows as one goes. */
export function noteTouched(form: HTMLFormElement): ReadonlySet<string> {
  const touched = new Set<string>();
  for (const kind of ["input", "change"]) {
    form.addEventListener(kind, ({ target }) => {
      if (target instanceof HTMLElement && "name" in target) touched.add(String(target.name));
    });
  }
  return touched;
}

/**
 * True when that changed anything. What is locked on the page stays as the server wrote it, and what
 * was `touched` while we were looking stays as it was typed.
 */
export function putTyped(
  form: HTMLFormElement,
  typed: Typed,
  touched: ReadonlySet<string> = new Set(),
): boolean {
  let changed = false;
  for (const control of typedControls(form)) {
    const values = touched.has(control.name) ? undefined : typed[control.name];
    if (values && !control.disabled && setControl(control, values)) changed = true;
  }
  return changed;
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
  if (
    control instanceof HTMLSelectElement &&
    ![...control.options].some((o) => o.value === value)
  ) {
    // A list that another answer fills: it was there when this was chosen.
    control.add(new Option(value, value));
  }
  control.value = value;
  return true;
}
