/** The former district follows the former province, the commune the district, today's the commune. */

type Place = [code: string, name: string, successors: [code: string, name: string][]];

export default function enhance(field: HTMLElement): void {
  const whole = field.querySelector<HTMLElement>("[data-mc-old-address]");
  const address = whole?.dataset["old"];
  if (!whole || !address) return;
  const selectOf = (part: string): HTMLSelectElement | null =>
    whole.querySelector<HTMLSelectElement>(`select[name$="-${part}"]`);
  const [province, district, commune, now] = [
    selectOf("old_province"),
    selectOf("old_district"),
    selectOf("old_commune"),
    selectOf("now"),
  ];
  showEra(whole);
  whole.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.type === "radio") showEra(whole);
  });
  if (!province || !district || !commune || !now) return;
  let known: Place[] = [];
  let asked = 0;
  const refill = async (select: HTMLSelectElement, query: string): Promise<void> => {
    asked += 1;
    const turn = asked;
    const found = await placesOf(`${address}?${query}`);
    // Something else was chosen meanwhile: this list belongs to what was chosen before.
    if (turn !== asked) return;
    known = found;
    put(select, known);
  };
  province.addEventListener("change", () => {
    put(commune, []);
    put(now, []);
    void refill(district, `tinh=${encodeURIComponent(province.value)}`);
  });
  district.addEventListener("change", () => {
    put(now, []);
    void refill(commune, `huyen=${encodeURIComponent(district.value)}`);
  });
  commune.addEventListener("change", () => {
    const [, , successors = []] = known.find(([code]) => code === commune.value) ?? [];
    put(now, successors);
    const [only] = successors;
    if (only && successors.length === 1) now.value = only[0];
  });
}

/** Only the questions of the chosen time are shown. */
function showEra(whole: HTMLElement): void {
  const era = whole.querySelector<HTMLInputElement>("[data-mc-era] input:checked")?.value ?? "new";
  const first = whole.querySelector<HTMLInputElement>('[data-mc-era] input[value="new"]');
  if (first && !whole.querySelector("[data-mc-era] input:checked")) first.checked = true;
  for (const part of whole.querySelectorAll<HTMLElement>("[data-mc-when]")) {
    part.hidden = part.dataset["mcWhen"] !== era;
  }
}

function put(
  select: HTMLSelectElement,
  places: readonly (readonly [string, string, ...unknown[]])[],
): void {
  const [nothing] = select.options;
  const options = places.map(([code, name]) => new Option(name, code));
  select.replaceChildren(...(nothing ? [nothing] : []), ...options);
  select.value = "";
  select.dispatchEvent(new Event("input", { bubbles: true }));
}

async function placesOf(address: string): Promise<Place[]> {
  try {
    const response = await fetch(address);
    if (!response.ok) return [];
    const { places } = (await response.json()) as { places: Place[] };
    return places;
  } catch {
    return [];
  }
}
