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
import type { Around, Issue, OldLevel } from "../base.ts";
import address from "../address/index.ts";
import { cleanLine, hasUnseen, isClean, lengthOf } from "../cleaning.ts";

const OLD = ["old_province", "old_district", "old_commune"] as const;
const TODAY = ["province", "commune", "detail"] as const;
const PARTS = ["era", ...TODAY, ...OLD, "old_words"] as const;
const INPUTS = [...PARTS, "now"] as const;
const CODES = [...OLD, "province", "commune", "now"] as const;
const LONGEST = 255;
type Texts = Partial<Record<(typeof INPUTS)[number], string>>;

export default define({
  key: "old_address",
  defaults: {
    ...ANSWER,
    commune_required: true,
    detail_required: true,
    detail_max_length: 255,
    old_words: true,
  },
  read(posted, _settings, around) {
    const given = INPUTS.map((part) => [part, posted.one(`-${part}`)] as const);
    if (given.every(([, text]) => text === null)) return NOT_GIVEN;
    const texts: Texts = Object.fromEntries(
      given.map(([part, text]) => [part, cleanLine(text ?? "")]),
    );
    if (Object.values(texts).some(hasUnseen)) return refuse("characters");
    if (CODES.some((part) => (texts[part] ?? "").length > 10)) return refuse("wrong_type");
    const value = isOld(texts) ? oldValue(texts, around) : newValue(texts);
    return Object.keys(value).length > 1 ? answer(value) : NO_ANSWER;
  },
  check(value, settings, around) {
    if (!isTexts(value)) return wrongType();
    if (value.era === "new") {
      const today = Object.entries(value).filter(([key]) => key !== "era");
      return address.check(Object.fromEntries(today), settings, around);
    }
    return [...checkOld(value, settings.old_words, around), ...checkDetail(value, settings)];
  },
  display(value, settings, language, around) {
    const texts = value as Texts;
    if (texts.era !== "old")
      return address.display(pickOf(texts, TODAY), settings, language, around);
    const levels = (["commune", "district", "province"] as const).map(
      (level) => find(around, level, texts[`old_${level}`])?.name,
    );
    const words = texts.old_words ?? levels.filter(Boolean).join(", ");
    const old = [texts.detail, words].filter(Boolean).join(", ");
    const commune = around.place?.(texts.commune ?? "");
    const province = around.place?.(texts.province ?? "");
    if (!commune || !province) return old;
    const now = language.startsWith("vi") ? "nay là" : "now";
    return `${old} (${now} ${commune.name}, ${province.name})`;
  },
});

const find = (
  around: Around,
  level: OldLevel,
  code = "",
): ReturnType<NonNullable<Around["oldPlace"]>> => around.oldPlace?.(level, code) ?? null;

const pickOf = (texts: Texts, parts: readonly (keyof Texts)[]): Texts =>
  Object.fromEntries(parts.filter((part) => texts[part]).map((part) => [part, texts[part]]));

/** Told by the radio button; without it by what is filled in. */
function isOld(texts: Texts): boolean {
  if (texts.era === "new" || texts.era === "old") return texts.era === "old";
  return !texts.province && [...OLD, "old_words" as const].some((part) => texts[part]);
}

const newValue = (texts: Texts): Texts => ({ era: "new", ...pickOf(texts, TODAY) });

function oldValue(texts: Texts, around: Around): Texts {
  const kept = pickOf(texts, [...OLD, "detail"]);
  if (texts.old_words && !kept.old_commune) {
    return { era: "old", ...pickOf(texts, ["detail", "old_words"]) };
  }
  const { successors = [] } = find(around, "commune", kept.old_commune) ?? {};
  const wanted = successors.includes(texts.now ?? "") ? texts.now : null;
  const code = wanted ?? (successors.length === 1 ? successors[0] : undefined);
  const place = code === undefined ? null : around.place?.(code);
  return place && code
    ? { era: "old", ...kept, province: place.parent, commune: code }
    : { era: "old", ...kept };
}

function checkOld(value: Texts, words: boolean, around: Around): Issue[] {
  if (value.old_words !== undefined && words) {
    return lengthOf(value.old_words) > LONGEST ? [issue("too_long", "-old_words")] : [];
  }
  const { old_province: province, old_district: district, old_commune: commune } = value;
  if (!around.oldPlace) return commune ? [] : [issue("old_commune", "-old_commune")];
  if (!find(around, "province", province)) return [issue("province", "-old_province")];
  if (find(around, "district", district)?.parent !== province) {
    return [issue("district", "-old_district")];
  }
  const found = find(around, "commune", commune);
  if (found?.parent !== district) return [issue("old_commune", "-old_commune")];
  return follows(value, found?.successors ?? [], around) ? [] : [issue("commune", "-now")];
}

function follows(value: Texts, successors: readonly string[], around: Around): boolean {
  if (value.commune === undefined) return value.province === undefined && successors.length !== 1;
  const place = around.place?.(value.commune);
  return successors.includes(value.commune) && place?.parent === value.province;
}

function checkDetail(
  value: Texts,
  settings: { detail_required: boolean; detail_max_length: number },
): Issue[] {
  const detail = value.detail ?? "";
  if (settings.detail_required && !detail && value.old_words === undefined) {
    return [issue("detail", "-detail")];
  }
  return lengthOf(detail) > settings.detail_max_length ? [issue("too_long", "-detail")] : [];
}

function isTexts(value: unknown): value is Texts {
  if (!isRecord(value) || (value["era"] !== "new" && value["era"] !== "old")) return false;
  return Object.entries(value).every(
    ([key, text]) => PARTS.some((part) => part === key) && isText(text) && isClean(text),
  );
}
