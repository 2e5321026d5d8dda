/**
 * How long a text message is while it is written (3GPP TS 23.038): the same reckoning as the
 * server's `notifications/domain/sms.py`; both are held to `tests/golden/sms.json`.
 */

export interface Measure {
  encoding: "gsm7" | "ucs2";
  units: number;
  parts: number;
  room: number;
  costly: string[];
}

const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
/** Each takes an escape character before it, and the two are not split over parts. */
const EXTENDED = new Set("\f^{}\\[~]|€");
const PLAIN: Record<string, string> = {
  đ: "d",
  Đ: "D",
  "“": '"',
  "”": '"',
  "„": '"',
  "‘": "'",
  "’": "'",
  "–": "-",
  "—": "-",
  "…": "...",
  "\u00a0": " ",
  "•": "-",
  "×": "x",
  "→": ">",
};

export function measure(text: string): Measure {
  const letters = Array.from(text);
  const costly = [...new Set(letters.filter((each) => !BASIC.has(each) && !EXTENDED.has(each)))];
  const isPlain = costly.length === 0;
  const widths = letters.map((each) => (isPlain ? (EXTENDED.has(each) ? 2 : 1) : each.length));
  const [whole, part] = isPlain ? [160, 153] : [70, 67];
  const units = widths.reduce((sum, each) => sum + each, 0);
  const encoding = isPlain ? "gsm7" : "ucs2";
  if (units <= whole) return { encoding, units, parts: units ? 1 : 0, room: whole - units, costly };
  let [parts, used] = [1, 0];
  for (const width of widths) {
    if (used + width > part) [parts, used] = [parts + 1, 0];
    used += width;
  }
  return { encoding, units, parts, room: part - used, costly };
}

export function stripMarks(text: string): string {
  const plain = Array.from(text, (each) => PLAIN[each] ?? each).join("");
  return plain.normalize("NFD").replace(/\p{M}/gu, "");
}

/** What would be sent: one line, sample values filled in. */
export function filled(text: string, samples: Record<string, string>, strip: boolean): string {
  const full = text.replace(/\{([a-z][a-z_]{0,30})\}/g, (place, name: string) => {
    return samples[name] ?? place;
  });
  const line = full.split(/\s+/).filter(Boolean).join(" ");
  return strip ? stripMarks(line) : line;
}

export function count(message: HTMLTextAreaElement): void {
  const told = document.getElementById(message.dataset["told"] ?? "");
  if (!told) return;
  const samples = JSON.parse(message.dataset["samples"] ?? "{}") as Record<string, string>;
  const price = Number(message.dataset["price"] ?? 0);
  const tell = (): void => {
    const found = measure(filled(message.value, samples, message.dataset["strip"] === "yes"));
    const words = (told.dataset["words"] ?? "")
      .replace("[units]", String(found.units))
      .replace("[parts]", String(found.parts))
      .replace("[cost]", String(found.parts * price));
    const costly = found.costly.join(" ");
    told.textContent = costly ? `${words} ${told.dataset["costly"] ?? ""} ${costly}` : words;
  };
  message.addEventListener("input", tell);
  tell();
}
