import { ANSWER, define, issue, wrongType } from "../base.ts";
import { isPersonalNumber } from "../paper_codes.ts";
import { isLine, readLine } from "../wording.ts";

export default define({
  key: "personal_number",
  defaults: {
    ...ANSWER,
    birth_field: null,
    sex_field: null,
    belongs_to_applicant: false,
    allow_old_id: false,
  },
  read: (posted) => readLine(posted, (text) => text.replace(/[ .-]/g, "")),
  check(value, settings) {
    if (!isLine(value)) return wrongType();
    if (settings.allow_old_id && /^[0-9]{9}$/.test(value)) return [];
    return isPersonalNumber(value) ? [] : [issue("personal_number")];
  },
  display: String,
});
