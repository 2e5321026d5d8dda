import { ANSWER, define } from "../base.ts";
import { checkDay, readDay, showDay } from "../days.ts";

export default define({
  key: "partial_date",
  defaults: { ...ANSWER, partial: true, when: "any", min: null, max: null, is_birth_date: false },
  read: (posted) => readDay(posted, true),
  check: (value, settings, { today = null }) => checkDay(value, settings, { partial: true, today }),
  display: showDay,
});
