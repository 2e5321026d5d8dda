import { outline } from "../model/places.ts";
import type { Store } from "../store/store.ts";
import { focusSettings } from "../form/Outline.tsx";

/** Open the place a problem names: `form/pag_a/fld_b`, `process/stp_c`, `fees/fee_d/wvr_e`. */
export function jumpTo(store: Store, path: string): void {
  const [area, ...ids] = path.split("/");
  if (area === "form") {
    const lines = outline(store.state.document);
    const line = lines.findLast((each) => ids.includes(each.id));
    store.set({ dialog: null, tab: "form", view: "edit", pane: "settings" });
    if (line !== undefined) {
      store.select(line.id, line.page.id);
      focusSettings();
    }
    return;
  }
  store.set({ dialog: null, tab: area === "process" ? "process" : "info" });
  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      focusPlace(path);
    });
  });
}

/** The nearest place on the page that the path, or the beginning of it, names. */
function focusPlace(path: string): void {
  const parts = path.split("/");
  while (parts.length > 0) {
    const place = document.querySelector<HTMLElement>(
      `[data-place="${CSS.escape(parts.join("/"))}"]`,
    );
    if (place !== null) {
      place.scrollIntoView({ block: "center" });
      (place.querySelector<HTMLElement>("input, textarea, select, button") ?? place).focus();
      return;
    }
    parts.pop();
  }
}
