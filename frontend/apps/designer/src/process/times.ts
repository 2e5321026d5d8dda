import type { Clock, ServiceDocument, Step } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { graphOf } from "./graph.ts";

export const MINUTES_PER_HOUR = 60;
export const MINUTES_PER_DAY = 480;
const WORKING_DAYS_PER_MONTH = 22;

/** 510 as "1 ngày 30 phút"; a working day is eight hours. */
export function timeWords(minutes: number): string {
  const days = Math.floor(minutes / MINUTES_PER_DAY);
  const hours = Math.floor((minutes % MINUTES_PER_DAY) / MINUTES_PER_HOUR);
  const left = Math.round(minutes % MINUTES_PER_HOUR);
  const parts = [
    days > 0 ? t("{count} ngày", { count: days }) : "",
    hours > 0 ? t("{count} giờ", { count: hours }) : "",
    left > 0 || minutes < 1 ? t("{count} phút", { count: left }) : "",
  ];
  return parts.filter((part) => part !== "").join(" ");
}

/** The longest term of any channel in working minutes, as the checks count it; null for none. */
export function termMinutes(clock: Clock): number | null {
  const terms = [
    minutesOf(clock.unit, clock.amount),
    minutesOf(clock.online_unit ?? clock.unit, clock.online_amount ?? clock.amount),
    minutesOf(clock.unit === "same_day" ? "working_days" : clock.unit, clock.extended_amount),
  ];
  const longest = Math.max(...terms);
  return longest > 0 ? longest : null;
}

function minutesOf(unit: Clock["unit"], amount: number): number {
  switch (unit) {
    case "working_hours":
      return amount * MINUTES_PER_HOUR;
    case "working_days":
      return amount * MINUTES_PER_DAY;
    case "same_day":
      return MINUTES_PER_DAY;
    case "calendar_days":
      return amount === 0 ? 0 : Math.max(Math.floor((amount * 5) / 7), 1) * MINUTES_PER_DAY;
    case "hours":
      return amount === 0 ? 0 : Math.max(Math.floor((amount * MINUTES_PER_DAY) / 24), 1);
    case "months":
      return amount * WORKING_DAYS_PER_MONTH * MINUTES_PER_DAY;
  }
}

/** A step on the longest way through the office, with its share of the time. */
export interface Share {
  step: Step;
  minutes: number;
}

/** The way that takes the office longest, without what the citizen takes. */
export function longestWay(steps: readonly Step[], subs: ReadonlyMap<string, number>): Share[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const { nodes, ways } = graphOf(steps);
  const best = new Map<string, { minutes: number; next: string | null }>();
  for (const node of nodes.toReversed()) {
    let next: string | null = null;
    let after = 0;
    for (const way of ways) {
      const found = way.from === node && !way.isBack ? best.get(way.to) : undefined;
      if (found !== undefined && (next === null || found.minutes > after)) {
        after = found.minutes;
        next = way.to;
      }
    }
    best.set(node, { minutes: after + officeMinutes(byId.get(node), subs), next });
  }
  const shares: Share[] = [];
  for (let at: string | null = steps[0]?.id ?? null; at !== null; at = best.get(at)?.next ?? null) {
    const step = byId.get(at);
    const minutes = officeMinutes(step, subs);
    if (step !== undefined && minutes > 0) shares.push({ step, minutes });
  }
  return shares;
}

function officeMinutes(step: Step | undefined, subs: ReadonlyMap<string, number>): number {
  if (step === undefined) return 0;
  switch (step.kind) {
    // The term begins when the dossier has been received.
    case "reception":
    case "citizen":
    case "wait_fee":
    case "choice":
    case "parallel":
      return 0;
    case "sub_process":
      return subs.get(step.sub) ?? 0;
    default:
      return step.role === "applicant" ? 0 : (step.working_minutes ?? 0);
  }
}

/** How long each sub-process takes at most; one does not call another. */
export function subMinutes(process: ServiceDocument["process"]): ReadonlyMap<string, number> {
  return new Map(
    process.sub_processes.map((sub) => [
      sub.id,
      longestWay(sub.steps, new Map()).reduce((sum, share) => sum + share.minutes, 0),
    ]),
  );
}
