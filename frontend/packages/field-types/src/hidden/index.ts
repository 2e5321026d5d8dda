import { fromJson } from "@motcua/form-engine/numbers";
import { define, isText, NOT_GIVEN, pick, wrongType } from "../base.ts";
import { isClean, lengthOf } from "../cleaning.ts";
import { showQuantity } from "../quantities.ts";

const FLAGS = { true: { vi: "Có", en: "Yes" }, false: { vi: "Không", en: "No" } };

/** Worked out, never typed. */
export default define({
  key: "hidden",
  defaults: { show: false, unit: {} },
  read: () => NOT_GIVEN,
  check(value) {
    if (isText(value)) return isClean(value) && lengthOf(value) <= 10_000 ? [] : wrongType();
    return typeof value === "boolean" || fromJson(value) !== null ? [] : wrongType();
  },
  display(value, { unit }, language) {
    if (typeof value === "boolean") return pick(FLAGS[value ? "true" : "false"], language);
    const shown = isText(value) ? value : showQuantity(value, language);
    return `${shown} ${pick(unit, language)}`.trim();
  },
});
