/** Suggestions while typing in a search field: a combobox (WAI-ARIA 1.2) over plain links.
 * Without it the form is simply sent. */

interface Suggestion {
  name: string;
  path: string;
}

const WAIT_MS = 150;
const SHORTEST = 2;

/** Give `form` suggestions from the address in its `data-mc-suggest`. */
export function enhanceSearch(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>('input[type="search"]');
  const address = form.dataset["mcSuggest"];
  if (input && address) new Suggestions(input, address).listen();
}

class Suggestions {
  private found: Suggestion[] = [];
  private chosen = -1;
  private waiting = 0;
  private asking: AbortController | undefined;
  private readonly list = document.createElement("ul");

  constructor(
    private readonly input: HTMLInputElement,
    private readonly address: string,
  ) {
    this.list.id = `${input.id}-suggest`;
    this.list.className = "mc-suggest";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.labels?.[0]?.textContent ?? "");
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
  }

  listen(): void {
    this.input.addEventListener("input", () => {
      window.clearTimeout(this.waiting);
      this.waiting = window.setTimeout(() => void this.ask(), WAIT_MS);
    });
    this.input.addEventListener("blur", () => {
      this.close();
    });
    this.input.addEventListener("keydown", (event) => {
      if (this.list.isConnected) this.press(event);
    });
  }

  private press(event: KeyboardEvent): void {
    const target = this.found[this.chosen];
    if (event.key === "Escape") this.close();
    else if (event.key === "ArrowDown") this.mark(this.chosen + 1);
    else if (event.key === "ArrowUp") this.mark(this.chosen - 1);
    else if (event.key === "Enter" && target) window.location.assign(target.path);
    else return;
    event.preventDefault();
  }

  private async ask(): Promise<void> {
    this.asking?.abort();
    const typed = this.input.value.trim().slice(0, 200);
    if (typed.length < SHORTEST) {
      this.close();
      return;
    }
    this.asking = new AbortController();
    try {
      const { signal } = this.asking;
      const answer = await fetch(`${this.address}?q=${encodeURIComponent(typed)}`, { signal });
      if (!answer.ok || document.activeElement !== this.input) return;
      this.found = ((await answer.json()) as { found: Suggestion[] }).found;
      this.show();
    } catch {
      // No network, or more was typed: the form works as it does without us.
    }
  }

  private show(): void {
    if (this.found.length === 0) {
      this.close();
      return;
    }
    this.list.replaceChildren(...this.found.map((each, at) => this.choice(each, at)));
    this.input.after(this.list);
    // The list must not be cut off by the edge of what it stands in.
    this.input.closest(".mc-hero")?.classList.add("is-open");
    this.chosen = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-controls", this.list.id);
    this.input.setAttribute("aria-expanded", "true");
  }

  private choice(each: Suggestion, at: number): HTMLLIElement {
    const item = document.createElement("li");
    item.id = `${this.list.id}-${String(at)}`;
    item.className = "mc-suggest__choice";
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.textContent = each.name;
    // Before the field loses the focus, which would take the list away.
    item.addEventListener("pointerdown", (event) => {
      event.preventDefault();
    });
    item.addEventListener("click", () => {
      window.location.assign(each.path);
    });
    return item;
  }

  /** One past either end is the field itself. */
  private mark(place: number): void {
    const count = this.found.length;
    this.chosen = place >= count ? -1 : place < -1 ? count - 1 : place;
    [...this.list.children].forEach((item, at) => {
      item.setAttribute("aria-selected", String(at === this.chosen));
    });
    const active = this.list.children[this.chosen];
    if (active) this.input.setAttribute("aria-activedescendant", active.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  private close(): void {
    this.list.remove();
    this.input.closest(".mc-hero")?.classList.remove("is-open");
    this.chosen = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.input.removeAttribute("aria-controls");
  }
}
