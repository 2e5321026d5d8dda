import { ANSWER, define } from "../base.ts";
import { checkForm, readLine } from "../wording.ts";

const MOBILE = /^\+84[35789][0-9]{8}$/;
const LANDLINE = /^\+842[0-9]{8,9}$/;

export default define({
  key: "phone",
  defaults: { ...ANSWER, mobile_only: false },
  read: (posted) => readLine(posted, (text) => toE164(text) ?? text),
  check(value, settings) {
    const fits = (text: string): boolean =>
      MOBILE.test(text) || (!settings.mobile_only && LANDLINE.test(text));
    return checkForm(value, fits, "phone");
  },
  /** As people dial it: `0912 345 678`. */
  display(value) {
    const local = `0${String(value).replace(/^\+84/, "")}`;
    return local.length === 10 ? local.replace(/^(.{4})(.{3})/, "$1 $2 ") : local;
  },
});

function toE164(typed: string): string | null {
  const digits = typed.replace(/[ .()\u2013-]/g, "");
  const prefix = /^(?:\+84|0084|84|0)0?/.exec(digits)?.[0];
  if (prefix === undefined) return null;
  const number = `+84${digits.slice(prefix.length)}`;
  return MOBILE.test(number) || LANDLINE.test(number) ? number : null;
}
