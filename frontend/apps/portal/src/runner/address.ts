/** The list of communes follows the province; without us the server draws it on request. */

type Commune = [code: string, name: string];

/** Returns how to look again, when something else than a hand has chosen. */
export function followProvinces(form: HTMLFormElement): () => void {
  const template = form.dataset["communes"];
  if (!template) return () => undefined;
  const asked = new WeakMap<HTMLSelectElement, number>();
  const follow = (province: HTMLSelectElement): void => {
    const commune = form.elements.namedItem(province.name.replace(/province$/, "commune"));
    if (!(commune instanceof HTMLSelectElement)) return;
    const turn = (asked.get(province) ?? 0) + 1;
    asked.set(province, turn);
    // An older answer that comes later must not take away what was chosen from the newer one.
    void fill(commune, province, template, () => asked.get(province) === turn);
  };
  form.addEventListener("change", (event) => {
    const province = event.target;
    if (isProvince(province)) follow(province);
  });
  const lookAgain = (): void => {
    for (const each of form.elements) {
      if (isProvince(each) && each.value !== "" && !each.selectedOptions[0]?.defaultSelected) {
        follow(each);
      }
    }
  };
  // Chosen before we came, on a slow line, or put back by the browser.
  lookAgain();
  return lookAgain;
}

const isProvince = (each: EventTarget | null): each is HTMLSelectElement =>
  each instanceof HTMLSelectElement && each.name.endsWith("-province");

async function fill(
  commune: HTMLSelectElement,
  province: HTMLSelectElement,
  template: string,
  isNewest: () => boolean,
): Promise<void> {
  const wanted = province.value;
  const found = wanted === "" ? [] : await communesOf(wanted, template, commune);
  // Somebody may have chosen another province while we were waiting.
  if (province.value !== wanted || !isNewest()) return;
  const chosen = commune.value;
  const [nothing] = commune.options;
  const options = found.map(([code, name]) => new Option(name, code));
  commune.replaceChildren(...(nothing ? [nothing] : []), ...options);
  commune.value = found.some(([code]) => code === chosen) ? chosen : "";
  commune.dispatchEvent(new Event("change", { bubbles: true }));
}

async function communesOf(
  province: string,
  template: string,
  commune: HTMLSelectElement,
): Promise<Commune[]> {
  commune.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(addressOf(province, template));
    if (!response.ok) return [];
    const { communes } = (await response.json()) as { communes: Commune[] };
    return communes;
  } catch {
    return [];
  } finally {
    commune.removeAttribute("aria-busy");
  }
}

/** The template holds the address for province "00". */
export function addressOf(province: string, template: string): string {
  const at = template.lastIndexOf("00");
  return template.slice(0, at) + encodeURIComponent(province) + template.slice(at + 2);
}
