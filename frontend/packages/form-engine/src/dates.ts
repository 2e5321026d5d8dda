/** Calendar arithmetic on ISO text; a partial date stands for its first day. */

const DAY = 86_400_000;

/** A day of the years 1 to 9999 in UTC; null for any other or one that does not exist. */
function make(y: number, m: number, d: number): Date | null {
  const day = new Date(0);
  day.setUTCFullYear(y, m - 1, d);
  return y > 0 && y < 10_000 && day.getUTCMonth() === m - 1 && day.getUTCDate() === d ? day : null;
}

const monthsOf = (day: Date): number => day.getUTCFullYear() * 12 + day.getUTCMonth();

/** Year, month and day as far as given; null when the text is no date. */
export function partsOf(value: unknown): (number | null)[] | null {
  const match =
    typeof value === "string" ? /^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$/.exec(value) : null;
  const parts = match?.slice(1).map((part?: string) => (part ? Number(part) : null));
  return parts && make(parts[0] ?? 0, parts[1] ?? 1, parts[2] ?? 1) ? parts : null;
}

/** Rules read the same few dates again and again. */
const known = new Map<string, Date | null>();

export function dayOf(value: unknown): Date | null {
  if (typeof value !== "string") return null;
  let day = known.get(value);
  if (day === undefined) {
    const parts = partsOf(value);
    day = parts && make(parts[0] ?? 0, parts[1] ?? 1, parts[2] ?? 1);
    if (known.size > 500) known.clear();
    known.set(value, day);
  }
  return day;
}

/** Days since 1 January 1970. */
export const ordinal = (day: Date): number => day.getTime() / DAY;

export function addDays(start: Date, count: number): Date | null {
  const day = new Date(start.getTime() + count * DAY);
  const year = day.getUTCFullYear();
  return year > 0 && year < 10_000 ? day : null;
}

export function addMonths(start: Date, count: number): Date | null {
  const total = monthsOf(start) + count;
  const year = Math.floor(total / 12);
  const month = total - year * 12 + 1;
  let day: Date | null = null;
  for (let d = start.getUTCDate(); !day && d > 27; d -= 1) day = make(year, month, d);
  return day ?? make(year, month, Math.min(start.getUTCDate(), 28));
}

export function fullMonths(start: Date, end: Date): number {
  if (end < start) return -fullMonths(end, start);
  return monthsOf(end) - monthsOf(start) - (end.getUTCDate() < start.getUTCDate() ? 1 : 0);
}

export const isoOf = (day: Date): string => day.toISOString().slice(0, 10);
