import { ANSWER, define } from "../base.ts";
import { dashed, readCode } from "../paper_codes.ts";
import { isEnterpriseCode } from "../tax_codes.ts";
import { checkForm } from "../wording.ts";

export default define({
  key: "enterprise_number",
  defaults: { ...ANSWER, allow_branch: true },
  read: (posted) => readCode(posted, dashed),
  check(value, settings) {
    const fits = (text: string): boolean =>
      isEnterpriseCode(text) && (settings.allow_branch || text.length === 10);
    return checkForm(value, fits, "enterprise_number");
  },
  display: String,
});
