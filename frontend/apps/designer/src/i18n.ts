let catalogue: Readonly<Record<string, string>> = {};

/** Give the page's translations; without one the Vietnamese original stands. */
export function setCatalogue(words: Readonly<Record<string, string>>): void {
  catalogue = words;
}

/** The words in the page's language; `{name}` is replaced from `values`. */
export function t(words: string, values: Readonly<Record<string, string | number>> = {}): string {
  const found = catalogue[words] ?? words;
  return found.replaceAll(/\{(\w+)\}/gu, (whole, key: string) => String(values[key] ?? whole));
}
