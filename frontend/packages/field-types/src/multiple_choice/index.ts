import {
  ANSWER,
  answer,
  define,
  isText,
  issue,
  NO_ANSWER,
  NOT_GIVEN,
  refuse,
  wrongType,
} from "../base.ts";
import { offers, wordsFor } from "../options.ts";

export default define({
  key: "multiple_choice",
  defaults: { ...ANSWER, options: [], min_selected: 0, max_selected: 1_000 },
  /** Browsers post nothing for unticked boxes; `…-present` says they were there. */
  read(posted, { options }) {
    const given = posted.many().filter(Boolean);
    if (given.length === 0) {
      return posted.one() !== null || posted.one("-present") !== null ? NO_ANSWER : NOT_GIVEN;
    }
    if (given.some((each) => !offers(options, each))) return refuse("choice");
    const kept = options.map((option) => option.value).filter((each) => given.includes(each));
    return answer([...new Set(kept)]);
  },
  check(value, settings) {
    if (!Array.isArray(value) || !value.every(isText)) return wrongType();
    if (value.some((each) => !offers(settings.options, each))) return [issue("choice")];
    if (new Set(value).size !== value.length) return wrongType();
    if (value.length < settings.min_selected) return [issue("too_few")];
    return value.length > settings.max_selected ? [issue("too_many")] : [];
  },
  display(value, { options }, language) {
    return (value as unknown[]).map((each) => wordsFor(options, each, language)).join(", ");
  },
});
