import { dayOf, ordinal } from "@motcua/form-engine/dates";
import { ANSWER, define, isRecord, issue, wrongType } from "../base.ts";
import type { Issue, Settings } from "../base.ts";
import { checkParts, inner, readParts } from "../composite.ts";
import type { InnerPart } from "../composite.ts";
import date from "../date/index.ts";
import { showDay } from "../days.ts";

type Range = Settings<"date_range">;

export default define({
  key: "date_range",
  defaults: {
    ...ANSWER,
    when: "any",
    min: null,
    max: null,
    end_required: true,
    max_days: null,
    from_label: {},
    to_label: {},
  },
  read: (posted, settings, around) => readParts(posted, partsOf(settings), around),
  check(value, settings, around) {
    const faults = checkParts(value, partsOf(settings), around);
    if (faults === null || !isRecord(value)) return wrongType();
    return [...faults, ...checkOrder(value["from"], value["to"], settings.max_days)];
  },
  display(value) {
    const { from, to } = value as { from?: string; to?: string };
    return [from, to].map((day) => (day ? showDay(day) : "…")).join(" – ");
  },
});

function partsOf({ when, min, max, end_required: needed }: Range): InnerPart[] {
  const day = { when, min, max };
  return [inner("from", date, day, {}, true), inner("to", date, day, {}, needed)];
}

function checkOrder(from: unknown, to: unknown, most: number | null): Issue[] {
  const [first, last] = [dayOf(from), dayOf(to)];
  if (!first || !last) return [];
  const days = ordinal(last) - ordinal(first) + 1;
  if (days < 1) return [issue("order", "-to-day")];
  return most !== null && days > most ? [issue("too_long", "-to-day")] : [];
}
