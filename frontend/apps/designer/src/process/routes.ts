/** Lines between the boxes: out to the right, up or down between columns, in from the left. */

import { pick } from "../model/text.ts";
import { grouped, type Way } from "./graph.ts";
import type { Box } from "./layout.ts";

export interface Line {
  from: string;
  to: string;
  way: Way;
  points: readonly (readonly [number, number])[];
  /** Words of the outcome, on the line where it leaves the step; empty where there is one only. */
  label: string;
  labelAt: readonly [number, number];
}

export interface Spot {
  column: number;
  row: number;
  box: Box;
}

export interface Arrow {
  from: string;
  to: string;
  way: Way;
}

interface Wanted {
  spots: ReadonlyMap<string, Spot>;
  arrows: readonly Arrow[];
  columns: number;
  rows: number;
  left: number;
}

interface Routed {
  width: number;
  height: number;
  lines: Line[];
  /** Of each row, and the bottom of the last. */
  rowTops: number[];
}

const TRACK = 9;
const ROW_PADDING = 14;
const GUTTER = 26;
const LABEL_LETTERS = 17;
const LETTER = 6.9;

/** How a line goes, before anything has its place in pixels. */
interface Course {
  arrow: Arrow;
  source: Spot;
  target: Spot;
  /** Row above which it runs sideways; null when it needs no such run. */
  channel: number | null;
  /** Row along which it runs to its target past empty cells. */
  along: number;
  port: number;
  ports: number;
  label: string;
  track: number;
  /** In the gutters behind the source and before the target. */
  first: number;
  last: number;
}

export function routed({ spots, arrows, columns, rows, left }: Wanted): Routed {
  const filled = new Set([...spots.values()].map((spot) => `${spot.column} ${spot.row}`));
  const courses = coursesOf(spots, arrows, filled);
  const channels = assignChannels(courses, rows);
  const rowTops = topsOf(spots, rows, channels);
  placeRows(spots, rowTops, channels);
  const gutters = assignGutters(courses, columns);
  const columnLefts = placeColumns(spots, courses, gutters, columns, left);
  const lines = courses.map((course) => drawn(course, rowTops, columnLefts));
  const last = columnLefts[columns];
  return { width: last?.end ?? left, height: rowTops[rows] ?? 0, lines, rowTops };
}

function coursesOf(
  spots: ReadonlyMap<string, Spot>,
  arrows: readonly Arrow[],
  filled: ReadonlySet<string>,
): Course[] {
  const bySource = grouped(arrows, (arrow) => arrow.from);
  return arrows.flatMap((arrow) => {
    const source = spots.get(arrow.from);
    const target = spots.get(arrow.to);
    if (source === undefined || target === undefined) return [];
    const siblings = bySource.get(arrow.from) ?? [];
    const isFree = (row: number): boolean => {
      for (let column = source.column + 1; column < target.column; column += 1) {
        if (filled.has(`${column} ${row}`)) return false;
      }
      return true;
    };
    const leadsOn = target.column > source.column;
    const along = leadsOn && isFree(target.row) ? target.row : source.row;
    const isOpen = leadsOn && (isFree(target.row) || isFree(source.row));
    return [
      {
        arrow,
        source,
        target,
        channel: isOpen ? null : target.row,
        along,
        port: siblings.indexOf(arrow),
        ports: siblings.length,
        label: labelOf(arrow.way, siblings.length),
        track: 0,
        first: 0,
        last: 0,
      },
    ];
  });
}

function labelOf({ outcome }: Way, siblings: number): string {
  return outcome === null || siblings < 2 ? "" : pick(outcome.label);
}

/** Sideways runs above one row that meet get tracks of their own; gives how many each row needs. */
function assignChannels(courses: readonly Course[], rows: number): number[] {
  return Array.from({ length: rows }, (_none, row) =>
    spread(
      courses.filter((course) => course.channel === row),
      ({ source, target }) => [
        Math.min(source.column, target.column - 1),
        Math.max(source.column, target.column - 1),
      ],
      (course, track) => {
        course.track = track;
      },
    ),
  );
}

/** Give each item the first track on which nothing overlaps it; gives the number of tracks. */
function spread<T>(
  items: readonly T[],
  spanOf: (item: T) => readonly [number, number],
  give: (item: T, track: number) => void,
): number {
  const tracks: (readonly [number, number])[][] = [];
  for (const item of items) {
    const span = spanOf(item);
    const free = tracks.findIndex((spans) =>
      spans.every((other) => span[1] < other[0] || span[0] > other[1]),
    );
    const track = free < 0 ? tracks.length : free;
    tracks[track] = [...(tracks[track] ?? []), span];
    give(item, track);
  }
  return tracks.length;
}

const channelHeight = (tracks: number): number => ROW_PADDING + tracks * TRACK;

function topsOf(
  spots: ReadonlyMap<string, Spot>,
  rows: number,
  channels: readonly number[],
): number[] {
  const tops = [0];
  for (let row = 0; row < rows; row += 1) {
    const heights = [...spots.values()].filter((s) => s.row === row).map((s) => s.box.height);
    const top = tops[row] ?? 0;
    tops.push(top + channelHeight(channels[row] ?? 0) + Math.max(0, ...heights) + ROW_PADDING);
  }
  return tops;
}

function placeRows(
  spots: ReadonlyMap<string, Spot>,
  tops: readonly number[],
  channels: readonly number[],
): void {
  for (const { row, box } of spots.values()) {
    const top = (tops[row] ?? 0) + channelHeight(channels[row] ?? 0);
    const room = (tops[row + 1] ?? 0) - ROW_PADDING - top;
    box.y = Math.round(top + (room - box.height) / 2);
  }
}

const exitY = ({ source, port, ports }: Course): number =>
  Math.round(source.box.y + (source.box.height * (port + 1)) / (ports + 1));
const entryY = ({ target, arrow }: Course): number =>
  Math.round(target.box.y + target.box.height * (arrow.way.isBack ? 0.75 : 0.5));
const gutterBefore = (spot: Spot): number => spot.column - 1;

/** Turns between two columns get tracks of their own where they would meet. */
function assignGutters(courses: readonly Course[], columns: number): number[] {
  const turns = courses.flatMap((course) => {
    const [from, to] = [exitY(course), entryY(course)];
    const { source, target, channel } = course;
    if (channel === null && target.column > source.column + 1) {
      const gutter = course.along === target.row ? source.column : gutterBefore(target);
      return [{ gutter, span: sorted(from, to), course, part: "first" as const }];
    }
    if (channel === null) {
      return [{ gutter: source.column, span: sorted(from, to), course, part: "first" as const }];
    }
    const middle = target.box.y - 1;
    return [
      { gutter: source.column, span: sorted(from, middle), course, part: "first" as const },
      { gutter: gutterBefore(target), span: sorted(middle, to), course, part: "last" as const },
    ];
  });
  // One more in front of the first column.
  return Array.from({ length: columns + 1 }, (_none, at) =>
    spread(
      turns.filter((turn) => turn.gutter === at - 1),
      (turn) => turn.span,
      ({ course, part }, track) => {
        course[part] = track;
      },
    ),
  );
}

const sorted = (one: number, other: number): readonly [number, number] =>
  one < other ? [one - 2, other + 2] : [other - 2, one + 2];

/** A column's gutter to its left: first the words, then the tracks; `end` is where boxes begin. */
interface Gutter {
  words: number;
  end: number;
}

function placeColumns(
  spots: ReadonlyMap<string, Spot>,
  courses: readonly Course[],
  gutters: readonly number[],
  columns: number,
  left: number,
): Gutter[] {
  const lefts: Gutter[] = [];
  let x = left;
  for (let column = 0; column <= columns; column += 1) {
    const labels = courses
      .filter((course) => course.source.column === column - 1 && course.label !== "")
      .map((course) => Math.min(Array.from(course.label).length, LABEL_LETTERS) * LETTER + 10);
    const words = Math.ceil(Math.max(0, ...labels));
    const start = x + words;
    const tracks = gutters[column] ?? 0;
    const end = start + (column === columns ? 12 + tracks * TRACK : GUTTER + tracks * TRACK);
    lefts.push({ words: start, end });
    const boxes = [...spots.values()].filter((spot) => spot.column === column);
    const widest = Math.max(0, ...boxes.map((spot) => spot.box.width));
    for (const { box } of boxes) box.x = Math.round(end + (widest - box.width) / 2);
    x = end + widest;
  }
  return lefts;
}

function drawn(course: Course, tops: readonly number[], lefts: readonly Gutter[]): Line {
  const { source, target, arrow, channel, along, label } = course;
  const start = [source.box.x + source.box.width, exitY(course)] as const;
  const end = [target.box.x, entryY(course)] as const;
  const trackX = (gutter: number, track: number): number =>
    (lefts[gutter + 1]?.words ?? 0) + 8 + track * TRACK;
  const points: (readonly [number, number])[] = [start];
  if (channel === null) {
    const gutter = along === target.row ? source.column : gutterBefore(target);
    const x = trackX(gutter, course.first);
    points.push([x, start[1]], [x, end[1]], end);
  } else {
    const y = (tops[channel] ?? 0) + ROW_PADDING / 2 + course.track * TRACK;
    const out = trackX(source.column, course.first);
    const back = trackX(gutterBefore(target), course.last);
    points.push([out, start[1]], [out, y], [back, y], [back, end[1]], end);
  }
  return {
    from: arrow.from,
    to: arrow.to,
    way: arrow.way,
    points: straightened(points),
    label,
    labelAt: [start[0] + 5, start[1] - 4],
  };
}

/** Without points that lie on the way between their neighbours. */
function straightened(
  points: readonly (readonly [number, number])[],
): (readonly [number, number])[] {
  return points.filter((point, at) => {
    const before = points[at - 1];
    const after = points[at + 1];
    if (before === undefined || after === undefined) return true;
    const isSame = before[0] === point[0] && before[1] === point[1];
    const isOnLine =
      (before[0] === point[0] && point[0] === after[0]) ||
      (before[1] === point[1] && point[1] === after[1]);
    return !isSame && !isOnLine;
  });
}

export { LABEL_LETTERS };
