import { ANSWER, define, pick } from "../base.ts";
import { checkQuantity, readQuantity, showQuantity } from "../quantities.ts";

export default define({
  key: "decimal",
  defaults: { ...ANSWER, prefix: {}, min: null, max: null, decimals: 2, unit: {} },
  read: (posted, { decimals }) => readQuantity(posted, decimals),
  check: checkQuantity,
  display(value, { unit }, language) {
    return `${showQuantity(value, language)} ${pick(unit, language)}`.trim();
  },
});
