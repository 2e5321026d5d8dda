/** A guide read aloud by the browser's own voice. Loaded by pages that have steps to read only. */

import { afterReady } from "@motcua/ui";

/** Words of a step: those written for listening, else its heading and text. */
export function wordsOf(step: Element): string {
  const written = step.querySelector("[data-mc-words]")?.textContent.trim();
  if (written) return written;
  const parts = [...step.querySelectorAll("h2, .mc-prose")];
  return parts
    .map((part) => part.textContent.trim())
    .filter(Boolean)
    .join(". ");
}

function speakGuide(): void {
  const whole = document.querySelector<HTMLElement>("[data-mc-speak-all]");
  if (!whole || !("speechSynthesis" in window)) return;
  const voice = window.speechSynthesis;
  const stop = whole.querySelector<HTMLButtonElement>('[data-mc-speak="stop"]');
  const start = whole.querySelector<HTMLButtonElement>('[data-mc-speak="start"]');
  const steps = [...document.querySelectorAll<HTMLElement>("[data-mc-spoken]")];
  let turn = 0;

  const quiet = (): void => {
    turn += 1;
    voice.cancel();
    for (const step of steps) step.classList.remove("is-spoken");
    if (stop) stop.hidden = true;
  };

  const read = (queue: HTMLElement[]): void => {
    quiet();
    const mine = turn;
    const next = (): void => {
      for (const step of steps) step.classList.remove("is-spoken");
      const step = queue.shift();
      if (!step || mine !== turn) {
        if (mine === turn && stop) stop.hidden = true;
        return;
      }
      const said = new SpeechSynthesisUtterance(wordsOf(step));
      said.lang = document.documentElement.lang === "en" ? "en-US" : "vi-VN";
      said.rate = 0.95;
      said.addEventListener("end", next);
      said.addEventListener("error", quiet);
      step.classList.add("is-spoken");
      voice.speak(said);
    };
    if (stop) stop.hidden = false;
    next();
  };

  whole.hidden = false;
  start?.addEventListener("click", () => {
    read([...steps]);
  });
  stop?.addEventListener("click", quiet);
  for (const step of steps) {
    const button = step.querySelector<HTMLButtonElement>('[data-mc-speak="one"]');
    if (!button) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      read([step]);
    });
  }
  window.addEventListener("pagehide", quiet);
}

afterReady(speakGuide);
