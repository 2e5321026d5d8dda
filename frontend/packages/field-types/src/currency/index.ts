import { fromJson, ONE } from "@motcua/form-engine/numbers";
import { ANSWER, define, isRecord, issue, wrongType } from "../base.ts";
import type { Settings } from "../base.ts";
import { checkParts, inner, readParts } from "../composite.ts";
import type { InnerPart } from "../composite.ts";
import number from "../number/index.ts";
import { showQuantity } from "../quantities.ts";
import singleChoice from "../single_choice/index.ts";

const WHOLE = ["VND", "JPY", "KRW", "LAK", "KHR"];

export default define({
  key: "currency",
  defaults: { ...ANSWER, currencies: ["VND", "USD", "EUR"], min: 0, max: null },
  read: (posted, settings, around) => readParts(posted, partsOf(settings), around),
  check(value, settings, around) {
    const faults = checkParts(value, partsOf(settings), around);
    if (faults === null || !isRecord(value)) return wrongType();
    const amount = fromJson(value["amount"]);
    const isWhole = WHOLE.some((code) => code === value["currency"]);
    const broken = isWhole && amount !== null && amount % ONE !== 0n;
    return broken ? [...faults, issue("whole", "-amount")] : faults;
  },
  display(value, _settings, language) {
    const { amount, currency = "" } = value as { amount?: number; currency?: string };
    const shown = showQuantity(amount, language);
    const point = language.startsWith("vi") ? "," : ".";
    const [whole = "", hundredths] = shown.split(point);
    if (hundredths === undefined || WHOLE.includes(currency)) return `${shown} ${currency}`.trim();
    return `${whole}${point}${hundredths.padEnd(2, "0")} ${currency}`.trim();
  },
});

function partsOf({ currencies, min, max }: Settings<"currency">): InnerPart[] {
  const options = [...new Set(currencies)].map((code) => ({ value: code }));
  return [
    inner("amount", number, { min, max, decimals: 2 }, {}, true),
    inner("currency", singleChoice, { options }, {}, true),
  ];
}
