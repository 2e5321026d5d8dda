/** Working days of the office, counted without walking over them; the twin of `workdays.py`. */

import { ordinal } from "./dates.ts";

/** What the server tells of the office's calendar. `on` are days worked although not in `week`. */
export interface WorkDaysJson {
  /** ISO weekdays, Monday is 1. */
  week: readonly number[];
  off: readonly string[];
  on: readonly string[];
}

export interface WorkDays {
  between: (start: Date, end: Date) => number;
  add: (start: Date, count: number) => Date | null;
}

const DAY = 86_400_000;
/** 1970-01-01 as a day number that starts with 1 on Monday, 1 January of the year 1. */
const EPOCH = 719_163;
const LAST = 3_652_059;

const numberOf = (day: Date): number => ordinal(day) + EPOCH;
const weekday = (day: number): number => ((day - 1) % 7) + 1;

export function workDays(given: WorkDaysJson): WorkDays {
  const week = new Set(given.week);
  const [off, on] = [numbers(given.off), numbers(given.on)];
  const worked = new Set(on);
  const lost = off.filter((day) => week.has(weekday(day)) && !worked.has(day));
  const won = on.filter((day) => !week.has(weekday(day)));
  const until = (day: number): number => {
    const [weeks, rest] = [Math.floor(day / 7), day % 7];
    const begun = [...week].filter((number) => number <= rest).length;
    return weeks * week.size + begun - upTo(lost, day) + upTo(won, day);
  };
  const reaching = (wanted: number): Date | null => {
    if (wanted <= 0 || wanted > until(LAST)) return null;
    let [low, high] = [1, LAST];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (until(middle) >= wanted) high = middle;
      else low = middle + 1;
    }
    return new Date((low - EPOCH) * DAY);
  };
  return {
    between: (start, end) => until(numberOf(end)) - until(numberOf(start)),
    add: (start, count) => {
      if (count === 0) return start;
      const before = count < 0 ? 1 : 0;
      return reaching(until(numberOf(start) - before) + count + before);
    },
  };
}

/** Day numbers in order, each once. */
function numbers(days: readonly string[]): number[] {
  const found = days.map((day) => numberOf(new Date(`${day}T00:00:00Z`)));
  return [...new Set(found)].sort((a, b) => a - b);
}

/** How many of the sorted days are not after `day`. */
function upTo(days: readonly number[], day: number): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] ?? 0) <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}
