/** Searching a long list as one types; without us a button asks the server for the same. */

const QUIET_MS = 300;
type Row = [code: string, label: string, cells: Record<string, string | number>];

export function followSearch(field: HTMLElement): void {
  const box = field.querySelector<HTMLInputElement>('input[type="search"]');
  const found = field.querySelector<HTMLElement>("[data-mc-found]");
  const kind = field.querySelector<HTMLElement>("[data-mc-find]")?.dataset["kind"] ?? "radio";
  const id = field.dataset["field"];
  if (!box || !found || !id) return;
  const name = box.name.replace(/-find$/, kind === "checkbox" ? "-codes" : "");
  field.querySelector("[data-mc-find] button")?.remove();
  found.setAttribute("aria-live", "polite");
  let timer: number | undefined;
  box.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), QUIET_MS);
  });
  // Enter looks for the words; it must not send the page.
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    window.clearTimeout(timer);
    void ask();
  });
  found.addEventListener("change", () => {
    // What is chosen is the answer: words left in the box would only be in the way.
    box.value = "";
    box.dispatchEvent(new Event("input", { bubbles: true }));
    window.clearTimeout(timer);
    field.dispatchEvent(new CustomEvent("mc:chosen"));
  });
  const ask = async (): Promise<void> => {
    const words = box.value.trim();
    const rows = words === "" ? [] : await rowsFor(id, words);
    if (box.value.trim() === words) show(found, name, kind, rows);
  };
}

async function rowsFor(field: string, words: string): Promise<Row[]> {
  try {
    const address = new URL(`../tim/${field}/?q=${encodeURIComponent(words)}`, location.href);
    const response = await fetch(address);
    if (!response.ok) return [];
    const { rows } = (await response.json()) as { rows: Row[] };
    return rows;
  } catch {
    return [];
  }
}

/** What is ticked stays; below it stands what was found. */
function show(found: HTMLElement, name: string, kind: string, rows: readonly Row[]): void {
  const ticked = [...found.querySelectorAll<HTMLInputElement>("input:checked")];
  const kept = new Set(ticked.map((input) => input.value));
  const items = [
    ...ticked.map((input) => input.closest("div")),
    ...rows.filter(([code]) => !kept.has(code)).map((row) => itemFor(name, kind, row)),
  ].filter((item) => item !== null);
  const block = kind === "radio" ? "radios" : "checkboxes";
  const list = document.createElement("div");
  list.className = `govuk-${block} govuk-${block}--small`;
  list.append(...items);
  [...list.querySelectorAll("input")].forEach((input, at) => {
    const id = at === 0 ? name : `${name}-${at + 1}`;
    const label = input.parentElement?.querySelector("label");
    input.id = id;
    label?.setAttribute("for", id);
  });
  found.replaceChildren(list);
}

export function itemFor(
  name: string,
  kind: string,
  [code, words]: readonly [string, string, ...unknown[]],
): HTMLElement {
  const block = kind === "radio" ? "radios" : "checkboxes";
  const item = document.createElement("div");
  const input = document.createElement("input");
  const label = document.createElement("label");
  const mark = document.createElement("span");
  item.className = `govuk-${block}__item`;
  input.className = `govuk-${block}__input`;
  Object.assign(input, { type: kind, name, value: code });
  label.className = `govuk-label govuk-${block}__label`;
  mark.className = "mc-code";
  mark.textContent = code;
  label.append(`${words} `, mark);
  item.append(input, label);
  return item;
}
