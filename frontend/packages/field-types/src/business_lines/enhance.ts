import { followSearch, itemFor } from "../find.ts";

/** Search as one types, and offer the ticked lines as main line. */
export default function enhance(field: HTMLElement): void {
  followSearch(field);
  const main = field.querySelector<HTMLElement>("[data-mc-main]");
  const found = field.querySelector<HTMLElement>("[data-mc-found]");
  if (!main || !found) return;
  const offer = (): void => {
    const before = main.querySelector<HTMLInputElement>("input:checked")?.value;
    const ticked = [...found.querySelectorAll<HTMLInputElement>("input:checked")];
    const [first] = ticked;
    const name = first?.name.replace(/-codes$/, "-main") ?? "";
    const list = document.createElement("div");
    list.className = "govuk-radios govuk-radios--small";
    ticked.forEach((input, at) => {
      const words = input.parentElement?.querySelector("label")?.firstChild?.textContent ?? "";
      const item = itemFor(name, "radio", [input.value, words.trim()]);
      const radio = item.querySelector("input");
      const id = at === 0 ? name : `${name}-${at + 1}`;
      if (radio) {
        radio.id = id;
        radio.checked = input.value === before || ticked.length === 1;
      }
      item.querySelector("label")?.setAttribute("for", id);
      list.append(item);
    });
    main.querySelector(".govuk-radios")?.remove();
    main.append(list);
    main.hidden = ticked.length === 0;
  };
  field.addEventListener("mc:chosen", offer);
  offer();
}
