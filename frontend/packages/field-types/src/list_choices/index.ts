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
import { checkCode, listOf, wordsOf } from "../references.ts";

const MOST = 1000;

export default define({
  key: "list_choices",
  defaults: { ...ANSWER, list: "", revision: null, min_count: 0, max_count: null },
  read(posted, settings, around) {
    const given = posted.many().filter(Boolean);
    if (given.length === 0) return posted.many().length > 0 ? NO_ANSWER : NOT_GIVEN;
    const chosen = new Set(given);
    if (!around.reference) return answer([...chosen]);
    const codes = listOf(settings, around)?.rows.map((row) => row.code) ?? [];
    if (given.some((code) => !codes.includes(code))) return refuse("choice");
    return answer(codes.filter((code) => chosen.has(code)));
  },
  check(value, settings, around) {
    if (!Array.isArray(value) || !value.every(isText)) return wrongType();
    if (new Set(value).size !== value.length || value.length > MOST) return wrongType();
    for (const code of value) {
      const [first] = checkCode(code, settings, around);
      if (first) return [first];
    }
    const { min_count: least, max_count: most } = settings;
    return [
      ...(value.length < least ? [issue("too_few")] : []),
      ...(most !== null && value.length > most ? [issue("too_many")] : []),
    ];
  },
  display: (value, settings, language, around) =>
    (value as string[]).map((code) => wordsOf(settings, around, code, language)).join(", "),
});
