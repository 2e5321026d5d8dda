/** The page without network: which pages are kept on this device, and trying again. */

import { afterReady } from "@motcua/ui";

interface KeptPage {
  address: string;
  title: string;
}

/** As `shell.ts` calls it; the worker is one file and shares none. */
const PAGES = "mc-pages";

afterReady(() => {
  const place = document.querySelector<HTMLElement>("[data-mc-offline]");
  if (!place) return;
  const isForm = place.dataset["mcOffline"] === "sent";
  for (const each of place.querySelectorAll<HTMLElement>("[data-mc-when]")) {
    each.hidden = (each.dataset["mcWhen"] === "sent") !== isForm;
  }
  const again = place.querySelector<HTMLElement>("[data-mc-again]");
  if (again) again.hidden = isForm;
  // Opened on purpose, there is nothing to try again.
  if (!isForm && !navigator.onLine) {
    window.addEventListener("online", () => {
      location.reload();
    });
  }
  void list(place);
});

async function list(place: HTMLElement): Promise<void> {
  const section = place.querySelector<HTMLElement>("[data-mc-kept]");
  const into = place.querySelector<HTMLElement>("[data-mc-kept-list]");
  if (!section || !into || !("caches" in window)) return;
  const pages = await keptPages().catch(() => []);
  for (const each of pages) {
    const link = document.createElement("a");
    link.className = "govuk-link";
    link.href = each.address;
    link.textContent = each.title;
    const item = document.createElement("li");
    item.append(link);
    into.append(item);
  }
  section.hidden = pages.length === 0;
}

export async function keptPages(): Promise<KeptPage[]> {
  if (!(await caches.has(PAGES))) return [];
  const cache = await caches.open(PAGES);
  const found: KeptPage[] = [];
  for (const request of await cache.keys()) {
    const kept = await cache.match(request);
    const markup = (await kept?.text()) ?? "";
    const title = new DOMParser().parseFromString(markup, "text/html").title;
    const address = new URL(request.url).pathname;
    found.push({ address, title: title.split(" – ")[0]?.trim() ?? address });
  }
  return found.reverse();
}
