/**
 * Files are sent as soon as they are chosen, with progress, and survive a lost network. Without us,
 * or where a browser cannot make checksums, the form sends them whole.
 */

import { Upload } from "./pieces.ts";
import type { State } from "./pieces.ts";
import { say, tell } from "./words.ts";

const PLAIN = '.mc-field--file input[type="file"]:not(:disabled)';

export function sendFiles(form: HTMLFormElement): void {
  const address = form.dataset["uploads"];
  const token = form.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value;
  const canSeal = (globalThis.crypto.subtle as SubtleCrypto | undefined) !== undefined;
  if (!address || !token || !canSeal) return;
  const busy = new Set<Upload>();
  form.addEventListener("change", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || !input.matches(PLAIN) || !input.files) return;
    for (const file of input.files) {
      const row = makeRow(input, file.name);
      const way = { address, token, field: input.name };
      const upload: Upload = new Upload(file, way, (state) => {
        showState(input, row, file.name, state);
        if (state.is === "attached" || state.is === "failed") busy.delete(upload);
      });
      listen(row, upload, () => busy.delete(upload));
      busy.add(upload);
      void upload.run();
    }
    // What we send, the form must not send again.
    input.value = "";
  });
  form.addEventListener("submit", (event) => {
    if (busy.size === 0) return;
    event.preventDefault();
    tell(form, say("busy"), "trouble");
  });
  window.addEventListener("beforeunload", (event) => {
    if (busy.size > 0) event.preventDefault();
  });
}

interface Row {
  whole: HTMLElement;
  words: HTMLElement;
  bar: HTMLProgressElement;
  pause: HTMLButtonElement;
  cancel: HTMLButtonElement;
}

function makeRow(input: HTMLInputElement, name: string): Row {
  const make = <K extends keyof HTMLElementTagNameMap>(
    tag: K,
    className: string,
    text = "",
  ): HTMLElementTagNameMap[K] => {
    const made = document.createElement(tag);
    made.className = className;
    made.textContent = text;
    return made;
  };
  const button = (word: "pause" | "cancel"): HTMLButtonElement => {
    const made = make("button", "govuk-button govuk-button--secondary mc-button--small", say(word));
    made.type = "button";
    made.setAttribute("aria-label", say("about", { action: say(word), name }));
    return made;
  };
  const row: Row = {
    whole: make("div", "mc-upload"),
    words: make("p", "mc-upload__words"),
    bar: make("progress", "mc-upload__bar"),
    pause: button("pause"),
    cancel: button("cancel"),
  };
  row.words.setAttribute("role", "status");
  row.bar.max = 100;
  row.bar.setAttribute("aria-label", name);
  row.whole.append(make("p", "mc-upload__name", name), row.bar, row.words, row.pause, row.cancel);
  input.before(row.whole);
  return row;
}

function listen(row: Row, upload: Upload, gone: () => void): void {
  let paused = false;
  row.pause.addEventListener("click", () => {
    paused = !paused;
    if (paused) upload.pause();
    else upload.resume();
    row.pause.textContent = say(paused ? "resume" : "pause");
    row.pause.setAttribute("aria-pressed", String(paused));
  });
  row.cancel.addEventListener("click", () => {
    gone();
    row.whole.remove();
    void upload.cancel();
  });
}

function showState(input: HTMLInputElement, row: Row, name: string, state: State): void {
  switch (state.is) {
    case "sending":
    case "paused":
    case "stalled": {
      const percent = String(state.percent);
      row.bar.value = state.percent;
      row.words.textContent = say(state.is === "sending" ? "uploading" : state.is, { percent });
      return;
    }
    case "checking":
      row.bar.removeAttribute("value");
      row.words.textContent = say("checking");
      row.pause.hidden = true;
      return;
    case "attached":
      showList(input, state.list);
      row.whole.replaceChildren(row.words);
      row.words.textContent = say("attached", { name });
      return;
    case "failed":
      row.bar.remove();
      row.pause.remove();
      row.whole.classList.add("mc-upload--failed");
      row.words.textContent = say("failed", { name, reason: state.reason });
  }
}

/** The server's own markup of the files that are there now. */
function showList(input: HTMLInputElement, markup: string): void {
  const field = input.closest(".mc-field");
  if (!field) return;
  const made = new DOMParser().parseFromString(markup, "text/html").querySelector("ul");
  if (!made) return;
  const before = field.querySelector(".mc-file-list");
  if (before) before.replaceWith(made);
  else input.before(made);
}
