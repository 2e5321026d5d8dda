/** What it costs, as the answers stand: the twin of `catalogue/domain/fees.py`. */

import { compileRule } from "@motcua/form-engine";
import type { CompiledForm, Evaluation, Program } from "@motcua/form-engine";
import type { Rule } from "@motcua/form-schema";
import { say } from "./words.ts";

const MAX_QUANTITY = 10_000;

export interface WaiverJson {
  from: string | null;
  until: string | null;
  percent: number;
  condition: Rule | null;
}

export interface FeeJson {
  unit: number;
  currency: string;
  exponent: number;
  quantity: string | null;
  condition: Rule | null;
  waivers: WaiverJson[];
}

export interface Total {
  minor: number;
  currency: string;
  exponent: number;
  /** False while a quantity is unknown. */
  isComplete: boolean;
}

type Fees = (evaluation: Evaluation, today: string) => Total;

export function reckon(fees: readonly FeeJson[], form: CompiledForm): Fees {
  const compiled = (rule: Rule | null): Program | null =>
    rule === null ? null : compileRule(rule, form.groups);
  const ready = fees.map((fee) => ({
    fee,
    condition: compiled(fee.condition),
    waivers: fee.waivers.map((waiver) => ({ waiver, condition: compiled(waiver.condition) })),
  }));
  return (evaluation, today) => {
    const holds = (rule: Program | null): boolean =>
      rule === null || rule(evaluation.state) === true;
    let minor = 0;
    let isComplete = true;
    for (const { fee, condition, waivers } of ready) {
      if (!holds(condition)) continue;
      const quantity = quantityOf(fee, evaluation);
      if (quantity === null) isComplete = false;
      const full = fee.unit * (quantity ?? 0);
      const fitting = waivers.filter((each) => covers(each.waiver, today) && holds(each.condition));
      const percent = Math.max(0, ...fitting.map((each) => each.waiver.percent));
      // What is let off is rounded up, as the server does it.
      minor += full - Math.ceil((full * percent) / 100);
    }
    const [first] = fees;
    return {
      minor,
      currency: first?.currency ?? "VND",
      exponent: first?.exponent ?? 0,
      isComplete,
    };
  };
}

function quantityOf(fee: FeeJson, evaluation: Evaluation): number | null {
  if (fee.quantity === null) return 1;
  if (!evaluation.visible.has(fee.quantity)) return 0;
  const told = evaluation.values[fee.quantity];
  const fits = typeof told === "number" && Number.isInteger(told);
  return fits && told >= 0 && told <= MAX_QUANTITY ? told : null;
}

const covers = (waiver: WaiverJson, today: string): boolean =>
  (waiver.from === null || waiver.from <= today) &&
  (waiver.until === null || today <= waiver.until);

export function inWords({ minor, currency, exponent, isComplete }: Total): string {
  const whole = Math.trunc(minor / 10 ** exponent);
  const rest = exponent > 0 ? `,${String(minor % 10 ** exponent).padStart(exponent, "0")}` : "";
  const digits = String(whole).replace(/\B(?=(\d{3})+$)/g, ".");
  const total = `${digits}${rest} ${currency === "VND" ? "đ" : currency}`;
  return isComplete ? total : say("from", { total });
}
