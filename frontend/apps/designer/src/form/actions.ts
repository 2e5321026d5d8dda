import { t } from "../i18n.ts";
import type { FieldTypeFacts } from "../facts.ts";
import type { Field } from "../generated/service.ts";
import { keysOf } from "../model/apply.ts";
import { blankField, blankPage } from "../model/blank.ts";
import { idsForCopy } from "../model/copies.ts";
import { isInside } from "../model/clip.ts";
import { indexOf } from "../model/index.ts";
import { add, move, remove, update, type Item, type Operation } from "../model/operations.ts";
import { neighbour, outline, type Line } from "../model/places.ts";
import { pick } from "../model/text.ts";
import { chosen } from "../store/state.ts";
import type { Store } from "../store/store.ts";
import { nameOf } from "../words/rules.ts";

/** What the author can do to pages and questions, however it is asked for. */
export function lineOf(store: Store, id: string): Line | undefined {
  return indexOf(store.state.document).byId.get(id);
}

export function lineName(line: Line): string {
  return line.field === null
    ? pick(line.page.title) || t("Trang chưa đặt tên")
    : nameOf(line.field);
}

export function selectLine(store: Store, id: string): void {
  const line = lineOf(store, id);
  if (line !== undefined) {
    store.select(id, line.page.id);
  }
}

/** One place up or down; of several chosen together each keeps its neighbours. */
export function moveBy(store: Store, step: -1 | 1): void {
  const ids = chosen(store.state);
  if (ids.length > 1) {
    moveManyBy(store, step);
    return;
  }
  const lines = outline(store.state.document);
  const line = lineOf(store, ids[0] ?? "");
  const place = line === undefined ? null : neighbour(lines, line.id, step);
  if (line === undefined || place === null) {
    store.say(step < 0 ? t("Đã ở trên cùng.") : t("Đã ở dưới cùng."));
    return;
  }
  moveTo(store, line, place.owner, place.at);
}

function moveManyBy(store: Store, step: -1 | 1): void {
  const lines = chosenLines(store);
  const edge = step < 0 ? lines[0] : lines.at(-1);
  const owner = edge?.owner ?? null;
  if (edge === undefined || lines.some((line) => line.owner !== owner)) {
    store.say(
      t("Chỉ đưa lên, đưa xuống được các câu nằm cùng một trang. Hãy dùng “Chuyển tới trang”."),
    );
    return;
  }
  const at = edge.index + step;
  if (at < 0 || at >= edge.count) {
    store.say(step < 0 ? t("Đã ở trên cùng.") : t("Đã ở dưới cùng."));
    return;
  }
  const ordered = step < 0 ? lines : [...lines].reverse();
  store.edit(
    ordered.map((line) => move("field", line.id, line.index + step, owner)),
    { words: t("Chuyển {count} câu hỏi", { count: lines.length }) },
  );
}

/** The chosen pages or questions in reading order, without what is inside another of them. */
export function chosenLines(store: Store): Line[] {
  const { lines, byId } = indexOf(store.state.document);
  const ids = new Set(chosen(store.state));
  return lines.filter((line) => ids.has(line.id) && !isInside(byId, line.id, ids));
}

export function moveToPage(store: Store, pageId: string): void {
  const lines = chosenLines(store).filter((line) => line.what === "field");
  const page = store.state.document.form.pages.find((each) => each.id === pageId);
  if (page === undefined || lines.length === 0) {
    return;
  }
  const stay = page.fields.filter((field) => !lines.some((line) => line.id === field.id)).length;
  const name = pick(page.title);
  const words = t("Chuyển {count} câu hỏi sang trang “{name}”", { count: lines.length, name });
  const done = store.edit(
    lines.map((line, index) => move("field", line.id, stay + index, pageId)),
    { words },
  );
  if (done) {
    store.set({ pageId });
    store.say(t("Đã chuyển {count} câu hỏi sang trang “{name}”.", { count: lines.length, name }), {
      canUndo: true,
    });
  }
}

/** The chosen questions become the questions of one repeating group in their place. */
export function gather(store: Store, type: FieldTypeFacts): void {
  const lines = chosenLines(store).filter(
    (line) => line.level === 2 && line.field?.type !== "group",
  );
  const [first] = lines;
  if (first === undefined) {
    store.say(t("Chỉ gộp được các câu hỏi nằm thẳng trên trang, không nằm trong nhóm khác."));
    return;
  }
  const { document } = store.state;
  const label = t("Danh sách");
  const group = blankField(label, type, keysOf(document as unknown as Item));
  const operations: Operation[] = [
    add("field", group, first.owner, first.index),
    ...lines.map((line, index) => move("field", line.id, index, group.id)),
  ];
  if (
    store.edit(operations, { words: t("Gộp {count} câu hỏi thành nhóm", { count: lines.length }) })
  ) {
    selectLine(store, group.id);
    store.say(t("Đã gộp thành nhóm lặp lại. Hãy đặt tên cho nhóm."), { canUndo: true });
  }
}

/** The same attributes for all chosen questions. */
export function changeChosen(store: Store, set: Partial<Field>, words: string): void {
  const lines = chosenLines(store).filter((line) => line.what === "field");
  store.edit(
    lines.map((line) => update("field", line.id, set)),
    { words },
  );
}

/** `at` counts without the moved part itself. */
export function moveTo(store: Store, line: Line, owner: string | null, at: number): void {
  const name = lineName(line);
  if (
    store.edit([move(line.what, line.id, at, owner)], { words: t("Chuyển “{name}”", { name }) })
  ) {
    selectLine(store, line.id);
  }
}

export function duplicateChosen(store: Store): void {
  const lines = chosenLines(store);
  const [first] = lines;
  if (first === undefined) {
    return;
  }
  const copies = lines.map((line) => ({
    line,
    ids: idsForCopy((line.field ?? line.page) as unknown as Item),
  }));
  const operations = copies.map(({ line, ids }, index): Operation => {
    // Copies of several stand together behind the last, as they would after pasting.
    const last = lines.at(-1) ?? line;
    const isTogether = lines.every((each) => each.owner === last.owner);
    const at = isTogether ? last.index + 1 + index : line.index + 1;
    return { op: "duplicate", what: line.what, id: line.id, parent: null, at, ids };
  });
  const name = lines.length === 1 ? lineName(first) : t("{count} mục", { count: lines.length });
  if (store.edit(operations, { words: t("Nhân đôi “{name}”", { name }) })) {
    const made = copies.map(({ line, ids }) => ids[line.id] ?? line.id);
    selectLine(store, made[0] ?? first.id);
    store.set({ marked: made.length > 1 ? made : [] });
    store.say(t("Đã nhân đôi “{name}”.", { name }), { canUndo: true });
  }
}

export function removeChosen(store: Store): boolean {
  const lines = chosenLines(store);
  const [first] = lines;
  if (first === undefined) {
    return false;
  }
  const { lines: all, byId } = indexOf(store.state.document);
  const gone = new Set(lines.map((line) => line.id));
  const at = all.indexOf(first);
  const rest = all.filter((each) => !gone.has(each.id) && !isInside(byId, each.id, gone));
  const name = lines.length === 1 ? lineName(first) : t("{count} mục", { count: lines.length });
  const operations = lines.map((line) => remove(line.what, line.id));
  if (!store.edit(operations, { words: t("Xóa “{name}”", { name }) })) {
    return false;
  }
  const next = rest[Math.max(0, Math.min(at, rest.length) - 1)];
  store.select(next?.id ?? "", next?.page.id ?? "");
  store.say(t("Đã xóa “{name}”.", { name }), { canUndo: true });
  return true;
}

export function addPage(store: Store): void {
  const { pages } = store.state.document.form;
  const page = blankPage(t("Trang {number}", { number: pages.length + 1 }));
  const at = pages.findIndex((each) => each.id === store.state.pageId) + 1;
  if (
    store.edit([add("page", page, null, at === 0 ? pages.length : at)], { words: t("Thêm trang") })
  ) {
    store.select(page.id, page.id);
  }
}

/** After the selected question, inside the selected group, else at the end of the page. */
export function addField(
  store: Store,
  label: string,
  type: FieldTypeFacts,
  at?: { owner: string; at: number | null },
): string | null {
  const { document, selectedId, pageId } = store.state;
  const line = lineOf(store, selectedId);
  const field = blankField(label, type, keysOf(document as unknown as Item));
  const place = at ?? placeFor(line, pageId, type.key);
  if (
    !store.edit([add("field", field, place.owner, place.at)], {
      words: t("Thêm câu hỏi “{label}”", { label }),
    })
  ) {
    return null;
  }
  selectLine(store, field.id);
  return field.id;
}

/** Where something new goes: behind the selected question, inside the selected group. */
export function placeFor(
  line: Line | undefined,
  pageId: string,
  type: string,
): { owner: string; at: number | null } {
  if (line === undefined || line.field === null) {
    return { owner: pageId, at: null };
  }
  if (line.field.type === "group" && type !== "group") {
    return { owner: line.id, at: null };
  }
  if (line.level > 2 && type === "group") {
    return { owner: pageId, at: null };
  }
  return { owner: line.owner ?? pageId, at: line.index + 1 };
}
