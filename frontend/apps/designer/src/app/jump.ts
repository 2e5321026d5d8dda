import { indexOf } from "../model/index.ts";
import type { Tab } from "../store/state.ts";
import type { Store } from "../store/store.ts";
import { focusSettings } from "../form/Outline.tsx";

/** Only the newest jump moves the cursor, however late a place appears. */
let newest = 0;

/** Open the place a problem names: `form/pag_a/fld_b`, `process/stp_c`, `fees/fee_d/wvr_e`. */
export function jumpTo(store: Store, path: string): void {
  newest += 1;
  const [area, ...ids] = path.split("/");
  if (area === "form") {
    const { byId } = indexOf(store.state.document);
    const line = byId.get(ids.findLast((id) => byId.has(id)) ?? "");
    store.set({ dialog: null, tab: "form", view: "edit", pane: "settings" });
    if (line !== undefined) {
      store.select(line.id, line.page.id);
      focusSettings();
    }
    return;
  }
  openPlace(store, area === "process" ? "process" : "info", path);
}

/** Show a tab, then put the cursor at the place named on it. */
export function openPlace(store: Store, tab: Tab, path: string): void {
  store.set({ dialog: null, tab });
  newest += 1;
  const mine = newest;
  let tries = 0;
  function look(): void {
    tries += 1;
    if (mine !== newest || store.state.tab !== tab) {
      return;
    }
    // The tab may still be on its way from the server, over a weak line for a while.
    if (!focusPlace(path) && tries < MOST_LOOKS) {
      setTimeout(look, 50);
    }
  }
  requestAnimationFrame(() => {
    requestAnimationFrame(look);
  });
}

const MOST_LOOKS = 600;

/** The next problem after the one shown last, round and round. */
export function jumpToNext(store: Store, step: 1 | -1): void {
  const { problems } = store.state.facts;
  if (problems.length === 0) {
    store.set({ showsProblems: true });
    return;
  }
  const from = store.state.problemAt;
  const at = (from + step + problems.length) % problems.length;
  const problem = problems[from < 0 && step < 0 ? problems.length - 1 : at];
  store.set({ showsProblems: true, problemAt: from < 0 && step < 0 ? problems.length - 1 : at });
  if (problem !== undefined) {
    jumpTo(store, problem.path);
  }
}

/** The nearest place on the page that the path, or the beginning of it, names. */
function focusPlace(path: string): boolean {
  const parts = path.split("/");
  while (parts.length > 0) {
    const place = document.querySelector<HTMLElement>(
      `[data-place="${CSS.escape(parts.join("/"))}"]`,
    );
    if (place !== null) {
      place.scrollIntoView({ block: "center" });
      (place.querySelector<HTMLElement>("input, textarea, select, button") ?? place).focus();
      return true;
    }
    parts.pop();
  }
  return false;
}
