/** Comfort for a form page that works without any of it. */

import { afterReady } from "@motcua/ui";
import { followProvinces } from "./runner/address.ts";
import { saveAsOneGoes } from "./runner/autosave.ts";
import { noteTouched } from "./runner/controls.ts";
import { enhanceFields } from "./runner/enhance.ts";
import { readBy, readPageForm } from "./runner/form-data.ts";
import { putBack } from "./runner/keepsake.ts";
import { readersFor } from "./runner/typed.ts";
import { followRules } from "./runner/visibility.ts";
import { say } from "./runner/words.ts";

afterReady(() => {
  const form = document.querySelector<HTMLFormElement>("form[data-mc-runner]");
  if (form) void comfort(form);
  // A survey keeps nothing as one goes: only its rules are followed.
  const survey = document.querySelector<HTMLFormElement>("form[data-mc-rules]");
  if (survey) void follow(survey);
});

async function follow(form: HTMLFormElement): Promise<void> {
  const page = readPageForm();
  if (page) {
    const fields = page.form.pages?.find((each) => each.id === page.page)?.fields ?? [];
    followRules(form, page, await readersFor(fields, readBy(page)));
  }
}

async function comfort(form: HTMLFormElement): Promise<void> {
  const lookAtProvinces = followProvinces(form);
  const touched = noteTouched(form);
  const saver = saveAsOneGoes(form);
  if (await putBack(form, touched)) {
    lookAtProvinces();
    saver.sendSoon(say("restored"));
  }
  await follow(form);
  if (form.querySelector('input[type="file"]')) {
    const { sendFiles } = await import("./runner/uploads.ts");
    sendFiles(form);
  }
  await enhanceFields(form);
  form.dataset["ready"] = "";
}
