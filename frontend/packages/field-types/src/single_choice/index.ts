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
  key: "single_choice",
  defaults: { ...ANSWER, options: [], display: "radio" },
  read(posted, { options }) {
    const given = posted.one();
    if (given === null) return NOT_GIVEN;
    if (!given) return NO_ANSWER;
    return offers(options, given) ? answer(given) : refuse("choice");
  },
  check(value, { options }) {
    if (!isText(value)) return wrongType();
    return offers(options, value) ? [] : [issue("choice")];
  },
  display: (value, { options }, language) => wordsFor(options, value, language),
});
