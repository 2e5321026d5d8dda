import { indexOf } from "../model/index.ts";
import { chosen } from "../store/state.ts";
import type { Store } from "../store/store.ts";

/** Choosing several questions together; pages are only ever chosen alone. */
export function markOnly(store: Store, ids: readonly string[]): void {
  store.set({ marked: ids });
}

/** With Ctrl and a click, Space, or a tick: one more, or one less. */
export function toggleMark(store: Store, id: string): void {
  const { byId } = indexOf(store.state.document);
  const line = byId.get(id);
  if (line === undefined || line.what === "page") {
    return;
  }
  const before = chosen(store.state).filter((each) => byId.get(each)?.what === "field");
  const isFirstTick = store.state.isMarking && store.state.marked.length === 0;
  const others = (isFirstTick ? [] : before).filter((each) => each !== id);
  const had = store.state.marked.includes(id);
  store.set({ selectedId: id, pageId: line.page.id, marked: had ? others : [...others, id] });
}

/** With Shift: all from the selected one to this one. */
export function markTo(store: Store, id: string): void {
  const { lines, byId } = indexOf(store.state.document);
  const { selectedId, marked } = store.state;
  const start = marked[0] ?? selectedId;
  const from = lines.findIndex((line) => line.id === start);
  const to = lines.findIndex((line) => line.id === id);
  const line = byId.get(id);
  if (from < 0 || to < 0 || line === undefined) {
    return;
  }
  const range = lines.slice(Math.min(from, to), Math.max(from, to) + 1);
  const ids = range.filter((each) => each.what === "field").map((each) => each.id);
  // The first stays first: the next step with Shift starts there again.
  const ordered = from <= to ? ids : ids.reverse();
  store.set({ selectedId: id, pageId: line.page.id, marked: ordered });
}

/** Every question of the page. */
export function markAll(store: Store): void {
  const { document, pageId } = store.state;
  const page = document.form.pages.find((each) => each.id === pageId);
  if (page !== undefined) {
    store.set({ marked: page.fields.map((field) => field.id) });
  }
}
