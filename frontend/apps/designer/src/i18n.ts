let catalogue: Readonly<Record<string, string>> = {};
let zone: string | undefined;

/** Give the page's translations and time zone; a word without one stays Vietnamese. */
export function setLanguage(words: Readonly<Record<string, string>>, timeZone: string): void {
  catalogue = words;
  zone = timeZone;
}

/** The words in the page's language; `{name}` is replaced from `values`. */
export function t(words: string, values: Readonly<Record<string, string | number>> = {}): string {
  const found = catalogue[words] ?? words;
  return found.replaceAll(/\{(\w+)\}/gu, (whole, key: string) => String(values[key] ?? whole));
}

/** The tenant's time of day, with the date unless it is today. */
export function clock(iso: string): string {
  const date = new Date(iso);
  const time = new Intl.DateTimeFormat("vi-VN", {
    hour: "2-digit",
    minute: "2-digit",
    ...(zone === undefined ? {} : { timeZone: zone }),
  });
  const day = new Intl.DateTimeFormat("vi-VN", zone === undefined ? {} : { timeZone: zone });
  const said = time.format(date);
  return day.format(date) === day.format(new Date()) ? said : `${said} ${day.format(date)}`;
}
