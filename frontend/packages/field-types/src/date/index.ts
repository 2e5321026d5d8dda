import { ANSWER, define } from "../base.ts";
import { checkDay, readDay, showDay } from "../days.ts";

export default define({
  key: "date",
  defaults: { ...ANSWER, partial: false, when: "any", min: null, max: null, is_birth_date: false },
  read: (posted, { partial }) => readDay(posted, partial),
  check(value, settings, { today = null }) {
    return checkDay(value, settings, { partial: settings.partial, today });
  },
  display: showDay,
});
