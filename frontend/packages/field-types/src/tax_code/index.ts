import { ANSWER, define } from "../base.ts";
import { dashed, isPersonalNumber, readCode } from "../paper_codes.ts";
import { isEnterpriseCode } from "../tax_codes.ts";
import { checkForm } from "../wording.ts";

export default define({
  key: "tax_code",
  defaults: { ...ANSWER, allow_branch: true, allow_personal: true },
  read: (posted) => readCode(posted, dashed),
  check(value, settings) {
    const fits = (text: string): boolean => {
      if (text.length === 12) return settings.allow_personal && isPersonalNumber(text);
      return isEnterpriseCode(text) && (settings.allow_branch || text.length === 10);
    };
    return checkForm(value, fits, "tax_code");
  },
  display: String,
});
