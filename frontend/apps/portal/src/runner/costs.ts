/** What it costs, as the answers stand: the twin of `catalogue/domain/fees.py`. */

import { compileRule, valueToJson } from "@motcua/form-engine";
import type { CompiledForm, Evaluation, Program } from "@motcua/form-engine";
import type { Rule } from "@motcua/form-schema";
import { say } from "./words.ts";

const MAX_QUANTITY = 10_000;
const MAX_MINOR = 10 ** 12;

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
  /** The whole amount, instead of unit × quantity. */
  calculate?: Rule | null;
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
    amount: compiled(fee.calculate ?? null),
    waivers: fee.waivers.map((waiver) => ({ waiver, condition: compiled(waiver.condition) })),
  }));
  return (evaluation, today) => {
    const holds = (rule: Program | null): boolean =>
      rule === null || rule(evaluation.state) === true;
    let minor = 0;
    let isComplete = true;
    for (const { fee, condition, amount, waivers } of ready) {
      if (!holds(condition)) continue;
      const full = amount ? calculated(amount, evaluation) : multiplied(fee, evaluation);
      if (full === null) {
        isComplete = false;
        continue;
      }
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

function multiplied(fee: FeeJson, evaluation: Evaluation): number | null {
  const quantity = quantityOf(fee, evaluation);
  return quantity === null ? null : fee.unit * quantity;
}

function calculated(amount: Program, evaluation: Evaluation): number | null {
  const value = valueToJson(amount(evaluation.state));
  const fits = typeof value === "number" && value >= 0 && value <= MAX_MINOR;
  return fits ? Math.floor(value + 0.5) : null;
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
