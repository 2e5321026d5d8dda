import { movesBeside, type Side } from "../src/form/dragging.ts";
import type { Line } from "../src/model/places.ts";

/** The order of `siblings` after `moved` of them were dropped beside `target`. */
export function moveManyPlaces(
  siblings: readonly string[],
  moved: readonly string[],
  target: string,
  side: Side,
): string[] {
  const line = (id: string): Line =>
    ({ id, what: "field", level: 2, owner: "pag_a", index: siblings.indexOf(id) }) as Line;
  const order = [...siblings];
  for (const move of movesBeside(moved.map(line), line(target), side, siblings, "pag_a")) {
    order.splice(order.indexOf(move.id), 1);
    order.splice(move.at ?? order.length, 0, move.id);
  }
  return order;
}
