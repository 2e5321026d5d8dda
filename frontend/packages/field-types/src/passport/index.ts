import { ANSWER, define } from "../base.ts";
import { readCode } from "../paper_codes.ts";
import { checkForm } from "../wording.ts";

export default define({
  key: "passport",
  defaults: { ...ANSWER, vietnamese_only: false },
  read: (posted) => readCode(posted),
  check(value, settings) {
    const form = settings.vietnamese_only ? /^[A-Z][0-9]{7,8}$/ : /^[A-Z0-9]{6,12}$/;
    return checkForm(value, (text) => form.test(text) && /[0-9]/.test(text), "passport");
  },
  display: String,
});
