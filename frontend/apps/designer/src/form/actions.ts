import { t } from "../i18n.ts";
import type { FieldTypeFacts } from "../facts.ts";
import { keysOf } from "../model/apply.ts";
import { blankField, blankPage } from "../model/blank.ts";
import { idsForCopy } from "../model/copies.ts";
import { add, move, remove, type Item } from "../model/operations.ts";
import { neighbour, outline, type Line } from "../model/places.ts";
import { pick } from "../model/text.ts";
import type { Store } from "../store/store.ts";
import { nameOf } from "../words/rules.ts";

/** What the author can do to pages and questions, however it is asked for. */
export function lineOf(store: Store, id: string): Line | undefined {
  return outline(store.state.document).find((line) => line.id === id);
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

export function moveBy(store: Store, id: string, step: -1 | 1): void {
  const lines = outline(store.state.document);
  const line = lines.find((each) => each.id === id);
  const place = neighbour(lines, id, step);
  if (line === undefined || place === null) {
    store.say(step < 0 ? t("Đã ở trên cùng.") : t("Đã ở dưới cùng."));
    return;
  }
  moveTo(store, line, place.owner, place.at);
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

export function duplicateLine(store: Store, id: string): void {
  const line = lineOf(store, id);
  if (line === undefined) {
    return;
  }
  const ids = idsForCopy((line.field ?? line.page) as unknown as Item);
  if (line.field === null) {
    for (const field of line.page.fields) {
      Object.assign(ids, idsForCopy(field as unknown as Item));
    }
  }
  const name = lineName(line);
  const made = store.edit(
    [{ op: "duplicate", what: line.what, id, parent: null, at: line.index + 1, ids }],
    {
      words: t("Nhân đôi “{name}”", { name }),
    },
  );
  if (made) {
    selectLine(store, ids[id] ?? id);
    store.say(t("Đã nhân đôi “{name}”.", { name }), { canUndo: true });
  }
}

export function removeLine(store: Store, id: string): void {
  const lines = outline(store.state.document);
  const at = lines.findIndex((line) => line.id === id);
  const line = lines[at];
  if (line === undefined) {
    return;
  }
  const name = lineName(line);
  const rest = lines.filter((each) => each !== line && !isInside(lines, each, id));
  if (store.edit([remove(line.what, id)], { words: t("Xoá “{name}”", { name }) })) {
    const next = rest[Math.max(0, Math.min(at, rest.length) - 1)];
    store.select(next?.id ?? "", next?.page.id ?? "");
    store.say(t("Đã xoá “{name}”.", { name }), { canUndo: true });
  }
}

function isInside(lines: readonly Line[], line: Line, id: string): boolean {
  if (line.owner === null || line.owner === id) {
    return line.owner === id;
  }
  const owner = lines.find((each) => each.id === line.owner);
  return owner !== undefined && isInside(lines, owner, id);
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
export function addField(store: Store, label: string, type: FieldTypeFacts): string | null {
  const { document, selectedId, pageId } = store.state;
  const line = lineOf(store, selectedId);
  const field = blankField(label, type, keysOf(document as unknown as Item));
  const place = placeFor(line, pageId, type.key);
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

function placeFor(
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
