import { ANSWER, define } from "../base.ts";
import { readCode } from "../paper_codes.ts";
import { checkForm } from "../wording.ts";

const fits = (text: string): boolean => /^[0-9]{9}$/.test(text) && new Set(text).size > 1;

export default define({
  key: "old_identity_number",
  defaults: { ...ANSWER },
  read: (posted) => readCode(posted),
  check: (value) => checkForm(value, fits, "old_identity_number"),
  display: String,
});
