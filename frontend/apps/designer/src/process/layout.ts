/** Where everything stands in the picture: the same steps always give the same picture. */

import type { Step } from "../generated/service.ts";
import { pick } from "../model/text.ts";
import { graphOf, grouped, isEnd, type Graph, type Way } from "./graph.ts";
import { ownLane } from "./lanes.ts";
import { routed, type Line, type Spot } from "./routes.ts";
import { linesOf } from "./wrapping.ts";

export type Shape = "step" | "choice" | "parallel" | "join" | "end";

export interface Box {
  id: string;
  /** What `to` of an outcome says; ends stand once in each lane. */
  node: string;
  shape: Shape;
  step: Step | null;
  lines: readonly string[];
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Band {
  key: string;
  y: number;
  height: number;
}

export interface Picture {
  width: number;
  height: number;
  boxes: readonly Box[];
  lines: readonly Line[];
  lanes: readonly Band[];
  reached: ReadonlySet<string>;
}

export const LANE_WIDTH = 132;
const BOX_WIDTH = 172;
const LINE_HEIGHT = 18;
const PORT_GAP = 19;
const SHAPES: Readonly<Record<Shape, { width: number; height: number }>> = {
  step: { width: BOX_WIDTH, height: 66 },
  choice: { width: BOX_WIDTH, height: 66 },
  parallel: { width: BOX_WIDTH, height: 66 },
  join: { width: 16, height: 56 },
  end: { width: 34, height: 34 },
};
const LETTERS = 19;
const MOST_LINES = 3;

export function layoutOf(steps: readonly Step[]): Picture {
  const graph = graphOf(steps);
  const places = placed(steps, graph);
  const boxes = places.map((place) => boxOf(place));
  const columns = Math.max(0, ...places.map((place) => place.column)) + 1;
  const rows = rowsOf(places);
  const spots = new Map<string, Spot>();
  boxes.forEach((box, at) => {
    const { id, column, lane, row } = places[at] ?? { id: "", column: 0, lane: "", row: 0 };
    spots.set(id, { column, row: rows.indexOf(`${lane}#${row}`), box });
  });
  const arrows = arrowsOf(graph.ways, places);
  const made = routed({ spots, arrows, columns, rows: rows.length, left: LANE_WIDTH });
  return {
    width: made.width,
    height: made.height,
    boxes,
    lines: made.lines,
    lanes: bandsOf(rows, made.rowTops),
    reached: graph.reached,
  };
}

interface Place {
  id: string;
  node: string;
  step: Step | null;
  lane: string;
  column: number;
  row: number;
  exits: number;
}

function placed(steps: readonly Step[], graph: Graph): Place[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const columns = columnsOf(graph);
  const into = grouped(graph.ways, (way) => way.to);
  const out = grouped(graph.ways, (way) => way.from);
  const lanes = new Map<string, string>();
  const rows = new Map<string, number>();
  const taken = new Set<string>();
  const places: Place[] = [];
  function put(node: string, id: string, lane: string, column: number, wanted: number): void {
    let row = wanted;
    if (taken.has(`${lane} ${column} ${row}`)) {
      row = 0;
      while (taken.has(`${lane} ${column} ${row}`)) row += 1;
    }
    taken.add(`${lane} ${column} ${row}`);
    rows.set(id, row);
    const step = byId.get(node) ?? null;
    places.push({ id, node, step, lane, column, row, exits: out.get(node)?.length ?? 0 });
  }
  for (const node of graph.nodes) {
    const before = (into.get(node) ?? []).filter((way) => !way.isBack && lanes.has(way.from));
    if (isEnd(node)) continue;
    const step = byId.get(node);
    const opener = node.startsWith("join:") ? node.slice("join:".length) : before[0]?.from;
    const own = step === undefined ? "" : ownLane(step, byId);
    const lane = own === "" ? (lanes.get(opener ?? "") ?? laneAhead(node, graph, byId)) : own;
    lanes.set(node, lane);
    const beside = before.find((way) => lanes.get(way.from) === lane)?.from ?? "";
    put(node, node, lane, columns.get(node) ?? 0, rows.get(beside) ?? 0);
  }
  for (const node of graph.nodes.filter(isEnd)) {
    const sources = grouped(into.get(node) ?? [], (way) => lanes.get(way.from) ?? "");
    for (const [lane, ways] of sources) {
      const column = Math.max(...ways.map((way) => columns.get(way.from) ?? 0)) + 1;
      put(node, endId(node, lane), lane, column, rows.get(ways[0]?.from ?? "") ?? 0);
    }
  }
  return places;
}

const endId = (node: string, lane: string): string => `${node} ${lane}`;

/** Of a step that nobody does and nothing leads to: the lane of what comes after it. */
function laneAhead(node: string, graph: Graph, byId: ReadonlyMap<string, Step>): string {
  for (const way of graph.ways) {
    const next = way.from === node ? byId.get(way.to) : undefined;
    const lane = next === undefined ? "" : ownLane(next, byId);
    if (lane !== "") return lane;
  }
  return "@competent";
}

/** As far to the right as the longest way there; what nothing leads to stands where it is listed. */
function columnsOf({ nodes, ways }: Graph): ReadonlyMap<string, number> {
  const columns = new Map<string, number>();
  for (const node of nodes) {
    const before = ways.filter((way) => way.to === node && !way.isBack);
    const known = before.map((way) => (columns.get(way.from) ?? -1) + 1);
    columns.set(node, Math.max(0, ...known));
  }
  return columns;
}

/** `lane#row` from the top: lanes in the order in which a dossier first comes to them. */
function rowsOf(places: readonly Place[]): string[] {
  const lanes = [...new Set(places.map((place) => place.lane))];
  return lanes.flatMap((lane) => {
    const most = Math.max(...places.filter((each) => each.lane === lane).map((each) => each.row));
    return Array.from({ length: most + 1 }, (_none, row) => `${lane}#${row}`);
  });
}

function bandsOf(rows: readonly string[], tops: readonly number[]): Band[] {
  const bands: Band[] = [];
  rows.forEach((name, row) => {
    const key = name.slice(0, name.lastIndexOf("#"));
    const y = tops[row] ?? 0;
    const bottom = tops[row + 1] ?? y;
    const last = bands.at(-1);
    if (last?.key === key) last.height = bottom - last.y;
    else bands.push({ key, y, height: bottom - y });
  });
  return bands;
}

function boxOf({ id, node, step, exits }: Place): Box {
  const shape = shapeOf(node, step);
  const lines = step === null ? [] : linesOf(pick(step.name), LETTERS, MOST_LINES);
  const { width, height } = SHAPES[shape];
  // Two lines of text stand beside the number and the time; further ones need room.
  const text = shape === "join" || shape === "end" ? 0 : lines.length * LINE_HEIGHT + 30;
  const ports = shape === "end" ? 0 : exits * PORT_GAP + 8;
  const tall = Math.max(height, text, ports);
  return { id, node, shape, step, lines, x: 0, y: 0, width, height: tall };
}

function shapeOf(node: string, step: Step | null): Shape {
  if (isEnd(node)) return "end";
  if (step === null) return "join";
  return step.kind === "choice" || step.kind === "parallel" ? step.kind : "step";
}

function arrowsOf(
  ways: readonly Way[],
  places: readonly Place[],
): { from: string; to: string; way: Way }[] {
  const lanes = new Map(places.map((place) => [place.node, place.lane]));
  return ways.map((way) => ({
    from: way.from,
    to: isEnd(way.to) ? endId(way.to, lanes.get(way.from) ?? "") : way.to,
    way,
  }));
}
