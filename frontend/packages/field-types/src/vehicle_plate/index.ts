import { ANSWER, define } from "../base.ts";
import { squeezed } from "../paper_codes.ts";
import { checkForm, readLine } from "../wording.ts";

const CIVIL = [
  /^([1-9][0-9])[ .-]*([A-ZĐ]{1,2}[1-9]?)[ -]+([0-9]{3}[. ]?[0-9]{2}|[0-9]{4})$/,
  /^([1-9][0-9])[ .-]*([A-ZĐ]{1,2}[1-9]?)([0-9]{3}[.]?[0-9]{2})$/,
  /^([1-9][0-9])[ .-]*([A-ZĐ]{1,2}[1-9]?)([0-9]{4})$/,
];
const TAIL = String.raw`-(?:[0-9]{4}|[0-9]{3}\.[0-9]{2})`;
const CAR = "[A-Z]{1,2}";
const MOTORCYCLE = "(?:MĐ|[A-Z]{1,2})[1-9]?";

export default define({
  key: "vehicle_plate",
  defaults: { ...ANSWER, vehicle: "any", allow_military: false },
  read: (posted) => readLine(posted, written),
  check(value, { vehicle, allow_military: military }) {
    const civil = `[1-9][0-9]${vehicle === "car" ? CAR : MOTORCYCLE}${TAIL}`;
    const form = military ? `${civil}|[A-Z]{2}-[0-9]{2}-[0-9]{2}` : civil;
    const whole = new RegExp(`^(?:${form})$`);
    return checkForm(value, (text) => whole.test(text), "vehicle_plate");
  },
  display: String,
});

function written(text: string): string {
  const capitals = text.toUpperCase().slice(0, 30);
  for (const form of CIVIL) {
    const [, place, series, digits] = form.exec(capitals) ?? [];
    if (place && series && digits) {
      const number = squeezed(digits).replace(/^([0-9]{3})([0-9]{2})$/, "$1.$2");
      return `${place}${series}-${number}`;
    }
  }
  const bare = text.length <= 100 ? squeezed(text) : text;
  return bare.replace(/^([A-Z]{2})([0-9]{2})([0-9]{2})$/, "$1-$2-$3");
}
