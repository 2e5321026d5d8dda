import { ANSWER, define, pick } from "../base.ts";
import { checkQuantity, readQuantity, showQuantity } from "../quantities.ts";

export default define({
  key: "percentage",
  defaults: { ...ANSWER, prefix: {}, min: 0, max: 100, decimals: 2, unit: { vi: "%", en: "%" } },
  read(posted, { decimals }) {
    return readQuantity(posted, decimals, (text) => text.replace(/%$/, "").trimEnd());
  },
  check: checkQuantity,
  display(value, { unit }, language) {
    return `${showQuantity(value, language)} ${pick(unit, language)}`.trim();
  },
});
