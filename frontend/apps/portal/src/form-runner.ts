/** Comfort for a form page that works without any of it. */

import { afterReady } from "@motcua/ui";
import { followProvinces } from "./runner/address.ts";
import { saveAsOneGoes } from "./runner/autosave.ts";
import { readPageForm } from "./runner/form-data.ts";
import { putBack } from "./runner/keepsake.ts";
import { followRules } from "./runner/visibility.ts";
import { say, tell } from "./runner/words.ts";

afterReady(() => {
  const form = document.querySelector<HTMLFormElement>("form[data-mc-runner]");
  if (!form) return;
  if (putBack(form)) tell(form, say("restored"), "well");
  followProvinces(form);
  const page = readPageForm();
  if (page) followRules(form, page);
  saveAsOneGoes(form);
});
