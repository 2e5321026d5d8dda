import { ANSWER, answer, define, NO_ANSWER, NOT_GIVEN, refuse } from "../base.ts";
import { cleanLine, hasUnseen } from "../cleaning.ts";
import { checkCode, readSought, rowOf, wordsOf } from "../references.ts";

export default define({
  key: "list_choice",
  defaults: { ...ANSWER, list: "", revision: null, display: "select" },
  read(posted, settings, around) {
    const given = posted.one();
    const find = posted.one("-find");
    const sought = cleanLine(find ?? "");
    if (given === null && !sought) return find === null ? NOT_GIVEN : NO_ANSWER;
    const text = cleanLine(given ?? "");
    if (hasUnseen(text + sought)) return refuse("characters");
    if (!text && sought) return readSought(settings, sought, around);
    if (!text) return NO_ANSWER;
    const known = !around.reference || rowOf(settings, around, text);
    return known ? answer(text) : refuse("choice");
  },
  check: checkCode,
  display: (value, settings, language, around) => wordsOf(settings, around, value, language),
});
