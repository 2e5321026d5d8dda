import { ANSWER, define } from "../base.ts";
import { dashed, isPersonalNumber, readCode } from "../paper_codes.ts";
import { isEnterpriseCode } from "../tax_codes.ts";
import { checkForm } from "../wording.ts";

export default define({
  key: "household_number",
  defaults: { ...ANSWER, allow_old: true },
  read: (posted) => readCode(posted, dashed),
  check(value, settings) {
    const fits = (text: string): boolean =>
      isPersonalNumber(text) ||
      isEnterpriseCode(text) ||
      (settings.allow_old && /^[0-9]{2}[A-Z]8[0-9]{6}$/.test(text));
    return checkForm(value, fits, "household_number");
  },
  display: String,
});
