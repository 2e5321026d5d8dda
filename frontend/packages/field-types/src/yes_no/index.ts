import { ANSWER, answer, define, NO_ANSWER, NOT_GIVEN, pick, refuse, wrongType } from "../base.ts";

export default define({
  key: "yes_no",
  defaults: { ...ANSWER, yes: { vi: "Có", en: "Yes" }, no: { vi: "Không", en: "No" } },
  read(posted) {
    const given = posted.one();
    if (given === null) return NOT_GIVEN;
    if (given === "") return NO_ANSWER;
    return given === "yes" || given === "no" ? answer(given === "yes") : refuse("choice");
  },
  check: (value) => (typeof value === "boolean" ? [] : wrongType()),
  display: (value, { yes, no }, language) => pick(value === true ? yes : no, language),
});
