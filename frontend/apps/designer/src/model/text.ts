export type Words = Readonly<Record<string, string>>;

/** The words in Vietnamese, else in any language there is. */
export function pick(words: Words | undefined): string {
  if (words === undefined) {
    return "";
  }
  return [words["vi"] ?? "", ...Object.values(words)].find((each) => each !== "") ?? "";
}

const folded = new Map<string, string>();
const MOST_FOLDED = 10_000;

/** Lower case without tone marks: "Đăng ký" becomes "dang ky". */
export function fold(text: string): string {
  let plain = folded.get(text);
  if (plain === undefined) {
    plain = text
      .toLowerCase()
      .replaceAll("đ", "d")
      .normalize("NFD")
      .replaceAll(/\p{M}/gu, "")
      .replaceAll(/\s+/gu, " ")
      .trim();
    if (folded.size >= MOST_FOLDED) {
      folded.clear();
    }
    folded.set(text, plain);
  }
  return plain;
}

/** A name for exports made of a label: "Họ và tên" becomes "ho_va_ten". */
export function keyFor(label: string): string {
  const key = fold(label)
    .replaceAll(/[^a-z0-9]+/gu, "_")
    .replaceAll(/^[_0-9]+|_+$/gu, "")
    .slice(0, 40)
    .replaceAll(/_+$/gu, "");
  return key === "" ? "cau_hoi" : key;
}

/** With `text` in `language`; an emptied translation disappears. */
export function withWords(words: Words, language: string, text: string): Words {
  const next: Record<string, string> = { ...words, [language]: text.normalize("NFC") };
  if (text === "") {
    return Object.fromEntries(Object.entries(next).filter(([key]) => key !== language));
  }
  return next;
}
