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
  const row = input?.parentElement;
  const address = form.dataset["mcSuggest"];
  if (!input || !row || !address) return;

  let found: Suggestion[] = [];
  let chosen = -1;
  let waiting = 0;
  let asking: AbortController | undefined;
  const list = document.createElement("ul");
  list.id = `${input.id}-suggest`;
  list.className = "mc-suggest";
  list.setAttribute("role", "listbox");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");

  const close = (): void => {
    list.remove();
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    input.removeAttribute("aria-controls");
  };

  const mark = (place: number): void => {
    chosen = place;
    [...list.children].forEach((item, at) => {
      item.setAttribute("aria-selected", String(at === place));
      if (at === place) input.setAttribute("aria-activedescendant", item.id);
    });
    if (place < 0) input.removeAttribute("aria-activedescendant");
  };

  const show = (): void => {
    if (found.length === 0) {
      close();
      return;
    }
    list.replaceChildren(
      ...found.map((each, at) => {
        const item = document.createElement("li");
        item.id = `${list.id}-${String(at)}`;
        item.className = "mc-suggest__choice";
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.textContent = each.name;
        item.addEventListener("pointerdown", (event) => {
          event.preventDefault();
          window.location.assign(each.path);
        });
        return item;
      }),
    );
    row.append(list);
    chosen = -1;
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "true");
  };

  const ask = async (): Promise<void> => {
    asking?.abort();
    const typed = input.value.trim();
    if (typed.length < SHORTEST) {
      close();
      return;
    }
    asking = new AbortController();
    try {
      const answer = await fetch(`${address}?q=${encodeURIComponent(typed.slice(0, 200))}`, {
        signal: asking.signal,
      });
      if (!answer.ok || document.activeElement !== input) return;
      found = ((await answer.json()) as { found: Suggestion[] }).found;
      show();
    } catch {
      // No network, or more was typed: the form works as it does without us.
    }
  };

  input.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => void ask(), WAIT_MS);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (!list.isConnected) return;
    if (event.key === "Escape") {
      close();
      event.preventDefault();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark(((chosen + step + 1 + found.length + 1) % (found.length + 1)) - 1);
      event.preventDefault();
    } else if (event.key === "Enter") {
      const target = found[chosen];
      if (target) {
        event.preventDefault();
        window.location.assign(target.path);
      }
    }
  });
}
