/** A page of a form inside an officer's form: as comfortable as the citizen's, but saved nowhere. */

import { followProvinces } from "../runner/address.ts";
import { enhanceFields } from "../runner/enhance.ts";
import { readBy, readPageForm } from "../runner/form-data.ts";
import { readersFor } from "../runner/typed.ts";
import { followRules } from "../runner/visibility.ts";

export async function comfort(form: HTMLFormElement): Promise<void> {
  followProvinces(form);
  const page = readPageForm();
  if (page) {
    const fields = page.form.pages?.find((each) => each.id === page.page)?.fields ?? [];
    followRules(form, page, await readersFor(fields, readBy(page)));
  }
  await enhanceFields(form);
  form.dataset["ready"] = "";
}
