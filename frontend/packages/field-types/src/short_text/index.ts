import { INPUT, define, issue, wrongType } from "../base.ts";
import { fitsPattern } from "../patterns.ts";
import { isTaxCode } from "../tax_codes.ts";
import { checkLength, isLine, readLine } from "../wording.ts";

const FORMS: Readonly<Record<string, (text: string) => boolean>> = {
  person_name: (text) => !/\p{Nd}/u.test(text),
  digits: (text) => /^[0-9]+$/.test(text),
  tax_code: isTaxCode,
  passport: (text) => /^[A-Z0-9]{6,12}$/.test(text),
};
const CODES: Readonly<Record<string, string>> = { person_name: "name" };

export default define({
  key: "short_text",
  defaults: {
    ...INPUT,
    pattern: "",
    prefix: {},
    unit: {},
    form: "free",
    min_length: 0,
    max_length: 255,
    autocomplete: "",
  },
  read(posted, { form }) {
    return readLine(posted, (text) => {
      if (form === "passport") return text.replaceAll(" ", "").toUpperCase();
      return form === "digits" || form === "tax_code" ? text.replaceAll(" ", "") : text;
    });
  },
  check(value, settings) {
    if (!isLine(value)) return wrongType();
    const faults = checkLength(value, settings.min_length, settings.max_length);
    if (faults.length > 0) return faults;
    if (FORMS[settings.form]?.(value) === false) {
      faults.push(issue(CODES[settings.form] ?? settings.form));
    }
    if (settings.pattern && fitsPattern(settings.pattern, value) === false) {
      faults.push(issue("pattern"));
    }
    return faults;
  },
  display: String,
});
