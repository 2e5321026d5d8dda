import { define, INPUT, refuse } from "../base.ts";
import { cleanLine } from "../cleaning.ts";
import { isEmail, lowerDomain } from "../emails.ts";
import { checkForm, readLine } from "../wording.ts";

export default define({
  key: "email_confirmed",
  defaults: { ...INPUT },
  read(posted) {
    const read = readLine(posted, lowerDomain);
    const again = posted.one("-again");
    if (!read.given || read.issue || again === null) return read;
    const second = lowerDomain(cleanLine(again.slice(0, 1_000)));
    return second === (read.value ?? "") ? read : refuse("mismatch", "-again");
  },
  check: (value) => checkForm(value, isEmail, "email"),
  display: String,
});
