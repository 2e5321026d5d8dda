/** What a page does about a network that comes and goes: holds its worker, and loses no form. */

import { notSent } from "./not-sent.ts";

/** Register the worker once the page has what it needs itself. */
export function holdWorker(): void {
  const address = document.body.dataset["worker"];
  if (!address || !("serviceWorker" in navigator)) return;
  navigator.serviceWorker.addEventListener("message", (event: MessageEvent<unknown>) => {
    hear(event);
  });
  const register = (): void => {
    // Refused in private windows of some browsers: the portal then works as it does without.
    navigator.serviceWorker.register(address).catch(() => undefined);
  };
  if (document.readyState === "complete") register();
  else window.addEventListener("load", register, { once: true });
}

/** Without a network a form is not sent at all: the browser would show its own page instead. */
export function holdForm(form: HTMLFormElement): void {
  form.addEventListener("submit", (event) => {
    // Pages of a form keep what was typed and say so themselves: `runner/autosave.ts`.
    if (event.defaultPrevented || navigator.onLine || "mcRunner" in form.dataset) return;
    event.preventDefault();
    notSent(form, "offline");
  });
}

function hear(event: MessageEvent<unknown>): void {
  const said = event.data as { kind?: unknown; action?: unknown } | null;
  if (said?.kind !== "unsent") return;
  const form = [...document.querySelectorAll<HTMLFormElement>('form[method="post"]')].find(
    (each) =>
      each.querySelector('[aria-busy="true"]') !== null &&
      (each.action || location.href) === said.action,
  );
  event.ports[0]?.postMessage(form !== undefined);
  if (form) notSent(form, "unanswered");
}
