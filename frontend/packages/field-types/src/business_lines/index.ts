import {
  ANSWER,
  answer,
  define,
  isRecord,
  isText,
  issue,
  NO_ANSWER,
  NOT_GIVEN,
  refuse,
  wrongType,
} from "../base.ts";
import { cleanLine, hasUnseen, lengthOf } from "../cleaning.ts";
import { checkCode, listOf, readSought, rowOf, search, wordsOf } from "../references.ts";
import type { Listed } from "../references.ts";
import type { Around } from "../base.ts";

const MOST = 100;
interface Lines {
  codes: string[];
  main?: string;
}

export default define({
  key: "business_lines",
  defaults: { ...ANSWER, list: "vsic", revision: null, max_count: 30, main_required: true },
  read(posted, settings, around) {
    const codes = posted.many("-codes");
    const told = ["-find", "-main", "-present"].map((part) => posted.one(part));
    if (codes.length === 0 && told.every((text) => text === null)) return NOT_GIVEN;
    let chosen = [...new Set(codes.filter(Boolean))];
    const sought = cleanLine(told[0] ?? "");
    if (hasUnseen(chosen.join("") + sought)) return refuse("characters");
    if (sought && !isSettled(settings, sought, chosen, around)) {
      const found = readSought(settings, sought, around);
      if (found.issue) return found;
      chosen = [...new Set([...chosen, String(found.value)])];
    }
    if (chosen.length === 0) return NO_ANSWER;
    const isKnown = (code: string): boolean =>
      !around.reference || rowOf(settings, around, code) !== null;
    if (!chosen.every(isKnown)) return refuse("choice");
    const main = told[1] ?? "";
    if (chosen.includes(main)) return answer({ codes: chosen, main });
    return answer(chosen.length === 1 ? { codes: chosen, main: chosen[0] } : { codes: chosen });
  },
  check(value, settings, around) {
    if (!isLines(value)) return wrongType();
    const faults = value.codes.length > settings.max_count ? [issue("too_many", "-find")] : [];
    for (const code of value.codes) {
      const [first] = checkCode(code, settings, around);
      if (first) return [...faults, issue(first.code, "-find")];
    }
    if (settings.main_required && value.main === undefined) faults.push(issue("main", "-main"));
    return faults;
  },
  display(value, settings, language, around) {
    const { codes, main } = value as Lines;
    const note = language.startsWith("vi") ? " (ngành chính)" : " (main line)";
    return codes
      .map((code) => {
        const words = wordsOf(settings, around, code, language);
        return `${code} – ${words}${code === main ? note : ""}`;
      })
      .join("\n");
  },
});

/** Words still in the search box do not matter once something they found is ticked. */
function isSettled(settings: Listed, sought: string, chosen: string[], around: Around): boolean {
  if (!around.reference) return chosen.length > 0;
  const list = listOf(settings, around);
  const hits = list ? search(list, sought, around.today ?? null) : [];
  const exact = hits.filter((row) => [row.code, ...Object.values(row.label)].includes(sought));
  return exact.length !== 1 && hits.some((row) => chosen.includes(row.code));
}

function isLines(value: unknown): value is Lines {
  if (!isRecord(value)) return false;
  if (Object.keys(value).some((key) => key !== "codes" && key !== "main")) return false;
  const { codes, main } = value;
  return (
    Array.isArray(codes) &&
    codes.length > 0 &&
    codes.length <= MOST &&
    codes.every((code) => isText(code) && code !== "" && lengthOf(code) <= 64) &&
    new Set(codes).size === codes.length &&
    (!("main" in value) || codes.includes(main))
  );
}
