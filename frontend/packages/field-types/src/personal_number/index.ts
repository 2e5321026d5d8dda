import { ANSWER, define, issue, wrongType } from "../base.ts";
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

/** Place 001 to 096, century and sex, year of birth, serial; there is no check digit. */
function isPersonalNumber(text: string): boolean {
  const match = /^(0[0-9]{2})[0-5][0-9]{8}$/.exec(text);
  return match !== null && Number(match[1]) >= 1 && Number(match[1]) <= 96;
}
