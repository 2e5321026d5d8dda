import {
  ANSWER,
  answer,
  define,
  isText,
  issue,
  NO_ANSWER,
  NOT_GIVEN,
  refuse,
  wrongType,
} from "../base.ts";
import { cleanLine, hasUnseen } from "../cleaning.ts";
import codes from "./calling_codes.json";

const CODES: Readonly<Record<string, string | undefined>> = codes;
const KNOWN = new Set(Object.values(codes));
/** Countries where the zero before the number is dialled from abroad too. */
const TRUNK_KEPT = ["IT", "SM"];
const VIETNAMESE = /^\+84(?:[35789][0-9]{8}|2[0-9]{8,9})$/;

export default define({
  key: "phone_international",
  defaults: { ...ANSWER, default_country: "VN" },
  read(posted, settings) {
    const given = posted.one("-number");
    if (given === null) return NOT_GIVEN;
    const text = cleanLine(given.slice(0, 1_000));
    if (hasUnseen(text)) return refuse("characters");
    if (!text) return NO_ANSWER;
    const number = written(text, posted.one("-country") ?? settings.default_country);
    return number === null ? refuse("phone", "-number") : answer(number);
  },
  check(value) {
    if (!isText(value)) return wrongType();
    const fits = /^\+[1-9][0-9]{6,14}$/.test(value) && isDialled(value);
    return fits ? [] : [issue("phone", "-number")];
  },
  /** The code, then groups of three: `+84 912 345 678`. */
  display(value) {
    const code = codeOf(String(value)) ?? "";
    const rest = String(value).slice(1 + code.length);
    const groups = rest.match(/[0-9]{3}(?=[0-9]{2})|[0-9]+/g) ?? [];
    return `+${code} ${groups.join(" ")}`;
  },
});

function written(typed: string, country: string): string | null {
  const digits = typed.replace(/[ .()\u2013-]/g, "").replace(/^00/, "+");
  if (digits.startsWith("+")) return /^\+[0-9]{1,20}$/.test(digits) ? digits : null;
  const code = CODES[country];
  if (code === undefined || !/^[0-9]{1,20}$/.test(digits)) return null;
  return `+${code}${TRUNK_KEPT.includes(country) ? digits : digits.replace(/^0/, "")}`;
}

function codeOf(number: string): string | undefined {
  const digits = number.slice(1);
  return [3, 2, 1].map((length) => digits.slice(0, length)).find((code) => KNOWN.has(code));
}

const isDialled = (number: string): boolean =>
  number.startsWith("+84") ? VIETNAMESE.test(number) : codeOf(number) !== undefined;
