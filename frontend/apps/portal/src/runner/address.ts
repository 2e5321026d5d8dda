/** The list of communes follows the province; without us the server draws it on request. */

type Commune = [code: string, name: string];

export function followProvinces(form: HTMLFormElement): void {
  const template = form.dataset["communes"];
  if (!template) return;
  form.addEventListener("change", (event) => {
    const province = event.target;
    if (!(province instanceof HTMLSelectElement) || !province.name.endsWith("-province")) return;
    const commune = form.elements.namedItem(province.name.replace(/province$/, "commune"));
    if (commune instanceof HTMLSelectElement) void fill(commune, province, template);
  });
}

async function fill(
  commune: HTMLSelectElement,
  province: HTMLSelectElement,
  template: string,
): Promise<void> {
  const wanted = province.value;
  const found = wanted === "" ? [] : await communesOf(wanted, template, commune);
  // Somebody may have chosen another province while we were waiting.
  if (province.value !== wanted) return;
  const [nothing] = commune.options;
  const options = found.map(([code, name]) => new Option(name, code));
  commune.replaceChildren(...(nothing ? [nothing] : []), ...options);
  commune.value = "";
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
