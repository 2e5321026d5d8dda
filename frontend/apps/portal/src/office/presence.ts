/** Who else has the dossier open: asked every half minute while the page is in sight. */

const EVERY = 30_000;

export function lookAround(page: HTMLElement): void {
  const address = page.dataset["moPresence"];
  const line = page.querySelector<HTMLElement>("[data-mo-here]");
  const names = page.querySelector<HTMLElement>("[data-mo-here-names]");
  if (!address || !line || !names) return;

  async function look(): Promise<void> {
    if (document.hidden || !address || !line || !names) return;
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const found = (await answer.json()) as { others: string[] };
      names.textContent = found.others.join(", ");
      line.hidden = found.others.length === 0;
    } catch {
      // Without the network nothing else works either; the next look tells.
    }
  }

  setInterval(() => void look(), EVERY);
}
