import { INPUT, define } from "../base.ts";
import { isEmail, lowerDomain } from "../emails.ts";
import { checkForm, readLine } from "../wording.ts";

export default define({
  key: "email",
  defaults: { ...INPUT },
  read: (posted) => readLine(posted, lowerDomain),
  check: (value) => checkForm(value, isEmail, "email"),
  display: String,
});
