/** What the date types share. */

import { partsOf } from "@motcua/form-engine/dates";
import { answer, isText, issue, NO_ANSWER, NOT_GIVEN, refuse, wrongType } from "./base.ts";
import type { Issue, Posted, Read } from "./base.ts";
import { cleanLine } from "./cleaning.ts";

export type When = "any" | "past" | "today_or_past" | "today_or_future" | "future";
export interface Bounds {
  readonly when: When;
  readonly min: string | null;
  readonly max: string | null;
}

/** Three inputs `…-day`, `…-month`, `…-year`, their endings after `start`. */
export function readDay(posted: Posted, partial: boolean, start = ""): Read {
  const endings = ["-day", "-month", "-year"].map((part) => start + part);
  const given = endings.map((part) => posted.one(part));
  if (given.every((text) => text === null)) return NOT_GIVEN;
  const [day = "", month = "", year = ""] = given.map((text) => cleanLine(text ?? ""));
  if (!day && !month && !year) return NO_ANSWER;
  if (!year) return refuse("no_year", `${start}-year`);
  if (!month && (day || !partial)) return refuse("no_month", `${start}-month`);
  if (!day && !partial) return refuse("no_day", `${start}-day`);
  return assemble(day, month, year, start);
}

function assemble(day: string, month: string, year: string, start: string): Read {
  const wrong = [
    ["-year", year],
    ["-month", month],
    ["-day", day],
  ].find(([, text]) => text && !/^[0-9]+$/.test(text));
  if (wrong) return refuse("not_a_date", start + (wrong[0] ?? ""));
  if (year.length !== 4) return refuse("year", `${start}-year`);
  const number = Number(month.slice(0, 4));
  if (month && (number < 1 || number > 12)) return refuse("month", `${start}-month`);
  const parts = [month, day].filter(Boolean).map((part) => Number(part.slice(0, 4)));
  const text = [year, ...parts.map((part) => String(part).padStart(2, "0"))].join("-");
  return partsOf(text) === null ? refuse("not_a_date", `${start}-day`) : answer(text);
}

export function checkDay(
  value: unknown,
  { min, max, when }: Bounds,
  { partial, today, part = "-day" }: { partial: boolean; today: string | null; part?: string },
): Issue[] {
  const parts = partsOf(value);
  if (!isText(value) || parts === null || (parts[2] === null && !partial)) return wrongType();
  const found: string[] = [];
  if (min && value < min.slice(0, value.length)) found.push("too_early");
  if (max && value > max.slice(0, value.length)) found.push("too_late");
  if (today) found.push(...checkWhen(value, today.slice(0, value.length), when));
  return found.map((code) => issue(code, part));
}

/** A partial date is compared by what it says: 2026 is neither past nor future in 2026. */
function checkWhen(value: string, now: string, when: When): string[] {
  const same = value.length === 10 && value === now;
  if (when === "past" && (value > now || same)) return ["not_past"];
  if (when === "today_or_past" && value > now) return ["not_past"];
  if (when === "future" && (value < now || same)) return ["not_future"];
  return when === "today_or_future" && value < now ? ["not_future"] : [];
}

export const showDay = (value: unknown): string => String(value).split("-").reverse().join("/");
