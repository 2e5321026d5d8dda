/** Calendar arithmetic on ISO text; a partial date stands for its first day. */

export interface Day {
  y: number;
  m: number;
  d: number;
}

const isLeap = (y: number): boolean => (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;

const monthLength = (y: number, m: number): number =>
  m === 2 ? (isLeap(y) ? 29 : 28) : [4, 6, 9, 11].includes(m) ? 30 : 31;

/** Year, month and day as far as given; null when the text is no date. */
export function partsOf(value: unknown): [number, number | null, number | null] | null {
  if (typeof value !== "string") return null;
  const match = /^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$/.exec(value);
  if (!match) return null;
  const [y, m, d] = [match[1], match[2], match[3]].map((part) => (part ? Number(part) : null));
  const [month, day] = [m ?? 1, d ?? 1];
  if (!y || month < 1 || month > 12 || day < 1 || day > monthLength(y, month)) return null;
  return [y, m ?? null, d ?? null];
}

export function dayOf(value: unknown): Day | null {
  const parts = partsOf(value);
  return parts && { y: parts[0], m: parts[1] ?? 1, d: parts[2] ?? 1 };
}

export const orderOf = (a: Day, b: Day): number => Math.sign(a.y - b.y || a.m - b.m || a.d - b.d);

/** Days since 1 January of year 1. */
export function ordinal({ y, m, d }: Day): number {
  const past = y - 1;
  let days = past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
  for (let month = 1; month < m; month += 1) days += monthLength(y, month);
  return days + d - 1;
}

const LAST = ordinal({ y: 9999, m: 12, d: 31 });

function fromOrdinal(days: number): Day | null {
  if (days < 0 || days > LAST) return null;
  let y = Math.floor(days / 365.2425) + 1;
  while (ordinal({ y, m: 1, d: 1 }) > days) y -= 1;
  while (y < 9999 && ordinal({ y: y + 1, m: 1, d: 1 }) <= days) y += 1;
  let rest = days - ordinal({ y, m: 1, d: 1 });
  let m = 1;
  while (rest >= monthLength(y, m)) {
    rest -= monthLength(y, m);
    m += 1;
  }
  return { y, m, d: rest + 1 };
}

export const addDays = (day: Day, count: number): Day | null => fromOrdinal(ordinal(day) + count);

export function addMonths(day: Day, count: number): Day | null {
  const total = day.y * 12 + day.m - 1 + count;
  const y = Math.floor(total / 12);
  const m = total - y * 12 + 1;
  return y < 1 || y > 9999 ? null : { y, m, d: Math.min(day.d, monthLength(y, m)) };
}

export function fullMonths(start: Day, end: Day): number {
  if (orderOf(end, start) < 0) return -fullMonths(end, start);
  return (end.y - start.y) * 12 + end.m - start.m - (end.d < start.d ? 1 : 0);
}

export const fullYears = (start: Day, end: Day): number =>
  end.y - start.y - (end.m < start.m || (end.m === start.m && end.d < start.d) ? 1 : 0);

const pad = (n: number, width: number): string => String(n).padStart(width, "0");

export const isoOf = ({ y, m, d }: Day): string => `${pad(y, 4)}-${pad(m, 2)}-${pad(d, 2)}`;
