import { ANSWER_KINDS, OPERATORS, OVER_ROWS } from "@motcua/form-schema";
import type { Field, FormSection, Rule } from "@motcua/form-schema";
import { describe, expect, it, vi } from "vitest";
import {
  compileForm,
  compileRule,
  evaluate,
  reasonsOf,
  requiredOf,
  valueToJson,
} from "../src/index.ts";

// Thousands of forms take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** The same numbers every time: a failing case can be met again. */
class Chance {
  private state: number;
  constructor(seed: number) {
    this.state = seed;
  }
  below(most: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % most;
  }
  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
}

const ODD: readonly unknown[] = [
  null,
  undefined,
  true,
  0,
  -1,
  0.1,
  NaN,
  Infinity,
  1e300,
  "",
  "a",
  "2001-02-30",
  "2001",
  [],
  [null],
  ["a", 1],
  {},
  { province: 1 },
  { province: "01" },
  [[]],
  [{ _row: 5 }],
  [{ _row: "r1", fld_in: {} }],
  { __proto__: null, constructor: "x" },
  () => 1,
  Symbol("x"),
  10n,
  "\ud800",
  "x".repeat(60_000),
];
const LITERALS: readonly Rule[] = [
  { value: null },
  { value: true },
  { value: 3 },
  { value: -0.5 },
  { value: "a" },
  { value: "2001-02" },
  { value: ["a", 1, null] },
  { value: 1e300 },
];
const TYPES = [
  "short_text",
  "number",
  "money",
  "date",
  "yes_no",
  "multiple_choice",
  "address",
  "file",
];
const fields: Field[] = TYPES.map((type) => ({ id: `fld_${type}`, key: type, type }));
const inner: Field[] = [{ id: "fld_in", key: "in", type: "number" }];
fields.push({ id: "fld_g", key: "g", type: "group", fields: inner });
const refs: Rule[] = [...fields, ...inner].map(({ id }) => ({ ref: id }));

function anyRule(chance: Chance, depth: number): Rule {
  const kind = chance.below(10);
  if (depth === 0 || kind < 3) return chance.of(LITERALS);
  if (kind < 5) return chance.of(refs);
  if (kind < 6) return { profile: chance.of(["birth_date", "sex", "assurance"] as const) };
  const op = chance.of(OPERATORS);
  if (OVER_ROWS.includes(op) && chance.below(2) === 0) {
    return { op, args: [{ ref: "fld_g" }, anyRule(chance, depth - 1)] };
  }
  const args = Array.from({ length: chance.below(4) }, () => anyRule(chance, depth - 1));
  return { op, args };
}

describe("whatever comes", () => {
  it("is evaluated without a throw, to JSON, and the same again", () => {
    for (let seed = 1; seed <= 600; seed += 1) {
      const chance = new Chance(seed);
      const late: Field[] = [
        { id: "fld_late", key: "late", type: "number", calculate: anyRule(chance, 4) },
        {
          id: "fld_last",
          key: "last",
          type: "short_text",
          visible_if: anyRule(chance, 4),
          required_if: anyRule(chance, 3),
        },
      ];
      const form: FormSection = { pages: [{ id: "pag_a", fields: [...fields, ...late] }] };
      const compiled = compileForm(form, ANSWER_KINDS);
      const answers = Object.fromEntries(fields.map(({ id }) => [id, chance.of(ODD)]));
      const context = {
        today: chance.of([null, "2026-11-21", "x"]),
        profile: { birth_date: chance.of(ODD), sex: "nam" },
        workdays: chance.of([null, { week: [1, 2, 3], off: ["2026-11-20"], on: [] }]),
      };
      const found = evaluate(compiled, answers, context);
      const again = evaluate(compiled, answers, context);
      expect([...found.visible]).toEqual([...again.visible]);
      expect([...requiredOf(compiled, found)].every((id) => found.visible.has(id))).toBe(true);
      expect(Object.keys(reasonsOf(compiled, found)).some((id) => found.visible.has(id))).toBe(
        false,
      );
      const value = valueToJson(compileRule(anyRule(chance, 4), compiled.groups)(found.state));
      expect(() => JSON.stringify(value)).not.toThrow();
    }
  });

  it("laws hold: hidden is null, two noes are a yes, order of and does not matter", () => {
    for (let seed = 1; seed <= 400; seed += 1) {
      const chance = new Chance(seed * 7);
      const compiled = compileForm({ pages: [{ id: "pag_a", fields }] }, ANSWER_KINDS);
      const answers = Object.fromEntries(fields.map(({ id }) => [id, chance.of(ODD)]));
      const { state } = evaluate(compiled, answers, { today: "2026-11-21" });
      const run = (rule: Rule): unknown => valueToJson(compileRule(rule, compiled.groups)(state));
      const [one, two] = [anyRule(chance, 3), anyRule(chance, 3)];
      const both = { op: "and", args: [one, two] };
      expect(run({ op: "and", args: [two, one] })).toBe(run(both));
      expect(run({ op: "not", args: [{ op: "not", args: [both] }] })).toBe(run(both));
      const neither = { op: "not", args: [{ op: "or", args: [one, two] }] };
      const not = (rule: Rule): Rule => ({ op: "not", args: [rule] });
      expect(run({ op: "and", args: [not(one), not(two)] })).toBe(run(neither));
      expect(run({ op: "ne", args: [one, two] })).toBe(!run({ op: "eq", args: [one, two] }));
      expect(run({ op: "filled", args: [one] })).toBe(!run({ op: "empty", args: [one] }));
      expect(run({ ref: "fld_nobody" })).toBeNull();
    }
  });
});

describe("hostile trees", () => {
  it("a tower is refused, not climbed", () => {
    let tower: Rule = { value: true };
    for (let level = 0; level < 50_000; level += 1) tower = { op: "not", args: [tower] };
    expect(() => compileRule(tower, new Map())).toThrow("too deep");
    const form = {
      pages: [
        { id: "pag_a", fields: [{ id: "fld_a", key: "a", type: "number", visible_if: tower }] },
      ],
    };
    expect(() => compileForm(form, ANSWER_KINDS)).toThrow("too deep");
  });
  it("a text that doubles at every step ends at the limit", () => {
    const grown: Field[] = [{ id: "fld_t0", key: "t0", type: "long_text" }];
    for (let at = 1; at < 400; at += 1) {
      const before: Rule = { ref: `fld_t${at - 1}` };
      const calculate: Rule = { op: "concat", args: [before, before] };
      grown.push({ id: `fld_t${at}`, key: `t${at}`, type: "short_text", calculate });
    }
    const compiled = compileForm({ pages: [{ id: "pag_a", fields: grown }] }, ANSWER_KINDS);
    const { values } = evaluate(compiled, { fld_t0: "xy" });
    expect(String(values["fld_t12"]).length).toBe(8_192);
    expect(values["fld_t399"]).toBe(null);
  });
  it("two thousand fields in a chain are no recursion", () => {
    const chain: Field[] = Array.from({ length: 2_000 }, (_, at) => ({
      id: `fld_n${at}`,
      key: `n${at}`,
      type: "number",
      ...(at === 0
        ? {}
        : { calculate: { op: "add", args: [{ ref: `fld_n${at - 1}` }, { value: 1 }] } }),
    }));
    const form = { pages: [{ id: "pag_a", fields: chain.toReversed() }] };
    const { values } = evaluate(compileForm(form, ANSWER_KINDS), { fld_n0: 1 });
    expect(values["fld_n1999"]).toBe(2_000);
  });
});
