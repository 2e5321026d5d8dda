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
import type { Around, Issue } from "../base.ts";
import { cleanLine, hasUnseen, isClean, lengthOf } from "../cleaning.ts";

const PARTS = ["province", "commune", "detail"] as const;
type Address = Partial<Record<(typeof PARTS)[number], string>>;

export default define({
  key: "address",
  defaults: { ...ANSWER, commune_required: true, detail_required: true, detail_max_length: 255 },
  read(posted) {
    const given = PARTS.map((part) => [part, posted.one(`-${part}`)] as const);
    if (given.every(([, text]) => text === null)) return NOT_GIVEN;
    const cleaned = given.map(([part, text]) => [part, cleanLine(text ?? "")] as const);
    if (cleaned.some(([, text]) => hasUnseen(text))) return refuse("characters");
    if (cleaned.slice(0, 2).some(([, text]) => text.length > 10)) return refuse("wrong_type");
    const kept = cleaned.filter(([, text]) => text);
    return kept.length > 0 ? answer(Object.fromEntries(kept)) : NO_ANSWER;
  },
  check(value, settings, around) {
    if (!isAddress(value)) return wrongType();
    const faults = checkPlaces(value, settings.commune_required, around);
    const detail = value.detail ?? "";
    if (settings.detail_required && !detail) faults.push(issue("detail", "-detail"));
    else if (lengthOf(detail) > settings.detail_max_length) {
      faults.push(issue("too_long", "-detail"));
    }
    return faults;
  },
  display(value, _settings, _language, around) {
    if (!isAddress(value)) return "";
    const names = [value.commune, value.province].map((code) => around.place?.(code ?? "")?.name);
    return [value.detail, ...names].filter(Boolean).join(", ");
  },
});

function isAddress(value: unknown): value is Address {
  return (
    isRecord(value) &&
    Object.entries(value).every(
      ([key, text]) => PARTS.some((part) => part === key) && isText(text) && isClean(text),
    )
  );
}

/** Without the list of places only what is missing can be told. */
function checkPlaces(value: Address, communeRequired: boolean, { place }: Around): Issue[] {
  const find = place ?? ((code) => (code ? { name: code, parent: value.province ?? "" } : null));
  const province = find(value.province ?? "");
  if (province === null || (place && province.parent)) return [issue("province", "-province")];
  const commune = find(value.commune ?? "");
  const known = commune !== null && (!place || commune.parent !== "");
  if ((value.commune || communeRequired) && !known) return [issue("commune", "-commune")];
  if (known && commune.parent !== value.province) return [issue("commune", "-commune")];
  return [];
}
