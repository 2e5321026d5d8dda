import { ANSWER, answer, define, NO_ANSWER, NOT_GIVEN, refuse, wrongType } from "../base.ts";

const DONE = {
  declaration: { vi: "Đã cam đoan", en: "Declared" },
  consent: { vi: "Đã đồng ý", en: "Consented" },
};

/** Ticked or nothing: nobody consents by doing nothing. */
export default define({
  key: "declaration",
  defaults: { ...ANSWER, purpose: "declaration", body: {}, tick: {} },
  read(posted) {
    const given = posted.one();
    if (given === null) return posted.one("-present") === null ? NOT_GIVEN : NO_ANSWER;
    if (given === "") return NO_ANSWER;
    return given === "yes" ? answer(true) : refuse("wrong_type");
  },
  check: (value) => (value === true ? [] : wrongType()),
  display: (_value, { purpose }, language) => DONE[purpose][language === "en" ? "en" : "vi"],
});
