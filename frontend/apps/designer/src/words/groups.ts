import type { FieldTypeFacts } from "../facts.ts";
import { t } from "../i18n.ts";
import { fold, pick } from "../model/text.ts";
import { typeHint } from "./labels.ts";

const GROUPS: readonly (readonly [string, string])[] = [
  ["text", "Chữ"],
  ["choice", "Lựa chọn"],
  ["numbers", "Số và tiền"],
  ["dates", "Ngày giờ"],
  ["person", "Người và giấy tờ"],
  ["address", "Nơi chốn"],
  ["business", "Doanh nghiệp, tài sản"],
  ["files", "Tệp và ảnh"],
  ["layout", "Trình bày, nhóm"],
];

export interface TypeGroup {
  key: string;
  label: string;
  types: FieldTypeFacts[];
}

/** Types under their headings, the most usual first; only those that hold all words sought. */
export function groupedTypes(types: readonly FieldTypeFacts[], query: string): TypeGroup[] {
  const wanted = fold(query)
    .split(" ")
    .filter((word) => word !== "");
  const found = types.filter((type) => wanted.every((word) => searchWords(type).includes(word)));
  const known = GROUPS.map(([key, label]) => ({
    key,
    label: t(label),
    types: found.filter((type) => (type.group ?? "text") === key),
  }));
  const other = found.filter((type) => !GROUPS.some(([key]) => key === (type.group ?? "text")));
  return [...known, { key: "other", label: t("Kiểu khác"), types: other }].filter(
    (group) => group.types.length > 0,
  );
}

const folded = new WeakMap<FieldTypeFacts, string>();

function searchWords(type: FieldTypeFacts): string {
  let words = folded.get(type);
  if (words === undefined) {
    const parts = [...Object.values(type.label), hintOf(type), ...(type.keywords ?? []), type.key];
    words = fold(parts.join(" "));
    folded.set(type, words);
  }
  return words;
}

export function hintOf(type: FieldTypeFacts): string {
  return pick(type.hint) || typeHint(type.key);
}
