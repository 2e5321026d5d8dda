import { ANSWER, define, wrongType } from "../base.ts";
import { checkLength, isLines, readLines } from "../wording.ts";

export default define({
  key: "long_text",
  defaults: { ...ANSWER, min_length: 0, max_length: 5_000, rows: 5 },
  read: readLines,
  check(value, settings) {
    if (!isLines(value)) return wrongType();
    return checkLength(value, settings.min_length, settings.max_length);
  },
  display: String,
});
