import { outline, type Line } from "../model/places.ts";
import type { Store } from "../store/store.ts";
import { moveTo } from "./actions.ts";

export type Side = "before" | "after";

/** Drop a page or question beside another, or into the page it is dropped on. */
export function dropOn(store: Store, draggedId: string, targetId: string, side: Side): void {
  const lines = outline(store.state.document);
  const dragged = lines.find((line) => line.id === draggedId);
  const target = lines.find((line) => line.id === targetId);
  if (dragged === undefined || target === undefined || dragged === target) {
    return;
  }
  const place = placeOf(dragged, target, side, lines);
  if (place !== null) {
    moveTo(store, dragged, place.owner, place.at);
  }
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
