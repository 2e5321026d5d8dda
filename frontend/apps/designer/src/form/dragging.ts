import type { DragEvent } from "react";
import type { FieldTypeFacts } from "../facts.ts";
import { t } from "../i18n.ts";
import { indexOf } from "../model/index.ts";
import { move, type Move } from "../model/operations.ts";
import type { Line } from "../model/places.ts";
import type { Store } from "../store/store.ts";
import { addField, chosenLines, moveTo } from "./actions.ts";
import { focusSettings } from "./Outline.tsx";

export type Side = "before" | "after";

/** A type dragged out of the list of types travels under a name of its own. */
const TYPE = "application/x-motcua-type";

export function startDrag(event: DragEvent<HTMLElement>, id: string): void {
  event.stopPropagation();
  event.dataTransfer.setData("text/plain", id);
  event.dataTransfer.effectAllowed = "move";
}

export function startTypeDrag(event: DragEvent<HTMLElement>, type: string): void {
  event.dataTransfer.setData(TYPE, type);
  event.dataTransfer.effectAllowed = "copy";
}

/** Whether what is dragged may be dropped here; files and words from elsewhere may not. */
export function acceptDrop(event: DragEvent<HTMLElement>): boolean {
  const { types } = event.dataTransfer;
  if (types.includes("Files") || !(types.includes(TYPE) || types.includes("text/plain"))) {
    return false;
  }
  event.preventDefault();
  event.stopPropagation();
  return true;
}

/** Drop pages, questions or a new type beside another part, or into the page it is dropped on. */
export function dropOn(
  store: Store,
  types: ReadonlyMap<string, FieldTypeFacts>,
  event: DragEvent<HTMLElement>,
  targetId: string,
  side: Side,
): void {
  const type = types.get(event.dataTransfer.getData(TYPE));
  const target = indexOf(store.state.document).byId.get(targetId);
  if (target === undefined) {
    return;
  }
  if (type !== undefined) {
    const isInner = target.what === "field" && !(type.key === "group" && target.level > 2);
    const owner = isInner ? target.owner : target.page.id;
    const at = isInner
      ? target.index + (side === "after" ? 1 : 0)
      : target.what === "page"
        ? 0
        : null;
    addField(store, t("Câu hỏi mới"), type, { owner: owner ?? target.page.id, at });
    focusSettings();
    return;
  }
  moveBeside(store, event.dataTransfer.getData("text/plain"), target, side);
}

function moveBeside(store: Store, draggedId: string, target: Line, side: Side): void {
  const { lines, byId } = indexOf(store.state.document);
  const dragged = byId.get(draggedId);
  if (dragged === undefined || dragged === target) {
    return;
  }
  const many = chosenLines(store);
  if (many.length > 1 && many.includes(dragged) && !many.includes(target)) {
    moveManyBeside(store, many, target, side);
    return;
  }
  const place = placeOf(dragged, target, side, lines);
  if (place !== null) {
    moveTo(store, dragged, place.owner, place.at);
  }
}

function moveManyBeside(store: Store, many: readonly Line[], target: Line, side: Side): void {
  if (target.level > 2 && many.some((line) => line.field?.type === "group")) {
    return;
  }
  const owner = target.what === "page" ? target.id : target.owner;
  const { lines } = indexOf(store.state.document);
  const siblings = lines.filter((line) => line.owner === owner).map((line) => line.id);
  store.edit(movesBeside(many, target, side, siblings, owner), {
    words: t("Chuyển {count} câu hỏi", { count: many.length }),
  });
}

/** One move after another, each place counted in the list as it is by then. */
export function movesBeside(
  many: readonly Line[],
  target: Line,
  side: Side,
  siblings: readonly string[],
  owner: string | null,
): Move[] {
  const order = [...siblings];
  return many.map((line, index) => {
    const here = order.indexOf(line.id);
    if (here >= 0) {
      order.splice(here, 1);
    }
    const beside = order.indexOf(target.id) + (side === "after" ? 1 : 0);
    const first = target.what === "page" ? 0 : beside;
    const at = index === 0 ? first : order.indexOf(many[index - 1]?.id ?? "") + 1;
    order.splice(at, 0, line.id);
    return move("field", line.id, at, owner);
  });
}

export function placeOf(
  dragged: Line,
  target: Line,
  side: Side,
  lines: readonly Line[],
): { owner: string | null; at: number } | null {
  if (dragged.what === "page") {
    const page = target.what === "page" ? target : lines.find((line) => line.id === target.page.id);
    return page === undefined ? null : { owner: null, at: after(dragged, page, side) };
  }
  if (target.what === "page") {
    return { owner: target.id, at: 0 };
  }
  if (dragged.field?.type === "group" && target.level > 2) {
    return null;
  }
  return { owner: target.owner, at: after(dragged, target, side) };
}

/** The place counted without the dragged part itself. */
function after(dragged: Line, target: Line, side: Side): number {
  const at = target.index + (side === "after" ? 1 : 0);
  const leavesGap = dragged.owner === target.owner && dragged.index < target.index;
  return leavesGap ? at - 1 : at;
}
