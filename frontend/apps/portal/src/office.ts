/** The staff's lists and dossiers: everything here works without it, this makes it quicker. */

import { afterReady } from "@motcua/ui";
import { addKeys } from "./office/keys.ts";
import { addProgress } from "./office/progress.ts";
import { lookAround } from "./office/presence.ts";
import { addTicks } from "./office/ticks.ts";

afterReady(() => {
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-mo-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      window.print();
    });
  }
  const list = document.querySelector<HTMLElement>("[data-mo-list]");
  if (list) {
    const ticks = addTicks(list);
    addKeys(list, ticks);
  }
  const progress = document.querySelector<HTMLFormElement>("form[data-mo-progress]");
  if (progress) addProgress(progress);
  const entry = document.querySelector<HTMLFormElement>("form[data-mo-entry]");
  if (entry) void import("./office/entry.ts").then(({ comfort }) => comfort(entry));
  const message = document.querySelector<HTMLTextAreaElement>("[data-mo-sms]");
  if (message)
    void import("./office/text-message.ts").then(({ count }) => {
      count(message);
    });
  const here = document.querySelector<HTMLElement>("[data-mo-presence]");
  if (here) lookAround(here);
});
