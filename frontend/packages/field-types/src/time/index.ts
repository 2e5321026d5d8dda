import { ANSWER, define, issue, wrongType } from "../base.ts";
import { isLine, readLine } from "../wording.ts";

const TYPED =
  /^(?:([0-9]{1,2}) ?(?:[:.h]|giờ) ?([0-9]{2})?(?: ?(?:phút|p))?|([0-9]{2})([0-9]{2}))$/iu;
const STORED = /^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/;

export default define({
  key: "time",
  defaults: { ...ANSWER, min: null, max: null, step_minutes: 1 },
  read: (posted) => readLine(posted, written),
  check(value, { min, max, step_minutes: step }) {
    if (!isLine(value)) return wrongType();
    if (!STORED.test(value)) return [issue("time")];
    if (min && value < min) return [issue("too_early")];
    if (max && value > max) return [issue("too_late")];
    return Number(value.slice(3)) % step === 0 ? [] : [issue("step")];
  },
  display: String,
});

function written(text: string): string {
  const match = TYPED.exec(text);
  if (!match) return Array.from(text).slice(0, 100).join("");
  const [, hour, minute, hours, minutes] = match;
  return `${(hour ?? hours ?? "").padStart(2, "0")}:${minute ?? minutes ?? "00"}`;
}
