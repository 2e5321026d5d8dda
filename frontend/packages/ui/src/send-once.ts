/** Told to a form that did not get through: it may be sent again. */
export const UNSENT = "mc:unsent";

/**
 * A second press of a button while the first is under way sends nothing. The buttons stay focused
 * and named, since `disabled` would take both from a screen reader's user.
 */
export function sendOnce(form: HTMLFormElement): void {
  let sent = false;
  const mark = (busy: boolean): void => {
    sent = busy;
    for (const button of form.querySelectorAll("button")) {
      if (busy) button.setAttribute("aria-busy", "true");
      else button.removeAttribute("aria-busy");
    }
  };
  form.addEventListener("submit", (event) => {
    if (sent) {
      event.preventDefault();
      return;
    }
    // Not now: whoever listens after us may still refuse. A microtask would run before they do.
    setTimeout(() => {
      if (!event.defaultPrevented) mark(true);
    });
  });
  form.addEventListener(UNSENT, () => {
    mark(false);
  });
  // Coming back by the browser's own button finds the page as it was left.
  window.addEventListener("pageshow", () => {
    mark(false);
  });
}
