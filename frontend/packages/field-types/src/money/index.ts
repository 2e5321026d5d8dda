import { ANSWER, answer, define, issue, NO_ANSWER, NOT_GIVEN, refuse, wrongType } from "../base.ts";
import { cleanLine } from "../cleaning.ts";
import { readNumeral } from "../numerals.ts";
import { showQuantity } from "../quantities.ts";

const LARGEST = 999_999_999_999_999;
const CURRENCY = /\s*(?:đồng|vnđ|vnd|đ|₫)\.?$/iu;

export default define({
  key: "money",
  defaults: { ...ANSWER, min: 0, max: LARGEST },
  read(posted) {
    const given = posted.one();
    if (given === null) return NOT_GIVEN;
    const text = cleanLine(given).replace(CURRENCY, "").trim();
    if (!text) return NO_ANSWER;
    const plain = readNumeral(text, 0);
    return plain === null || plain.includes(".") ? refuse("not_money") : answer(Number(plain));
  },
  check(value, { min, max }) {
    if (!Number.isInteger(value) || Math.abs(value as number) > LARGEST) return wrongType();
    if ((value as number) < min) return [issue("too_small")];
    return (value as number) > max ? [issue("too_large")] : [];
  },
  display: (value) => `${showQuantity(value, "vi")} đ`,
});
