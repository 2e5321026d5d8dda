import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { ANSWER_KINDS } from "@motcua/form-schema";
import { describe, expect, test, vi } from "vitest";
import type { Field, Rule } from "../src/generated/service.ts";
import {
  complete,
  namesFor,
  parseFormula,
  printFormula,
  readFormula,
  type Scope,
} from "../src/rules/formula/index.ts";

// Thousands of rules take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const golden = resolve(import.meta.dirname, "../../../../tests/golden");
const read = (path: string): unknown => JSON.parse(readFileSync(resolve(golden, path), "utf8"));

interface Cases {
  fields: Field[];
  written: { formula: string; rule: Rule }[];
  read: { formula: string; rule: Rule }[];
  refused: { formula: string; from: number; to: number; says: string }[];
}
const cases = read("formulas/cases.json") as Cases;
const inner = (field: Field): Field[] => [
  field,
  ...((field.fields as Field[] | undefined) ?? []).flatMap(inner),
];
const fields = cases.fields.flatMap(inner);
const names = namesFor(fields);
const kinds = ANSWER_KINDS as Readonly<Record<string, string>>;
const scope: Scope = {
  kinds: new Map(fields.map((field) => [field.id, kinds[field.type] ?? "none"])),
  groups: new Map(
    cases.fields.flatMap((group) =>
      ((group.fields as Field[] | undefined) ?? []).map((field) => [field.id, group.id] as const),
    ),
  ),
  inside: "",
  nameOf: names.nameOf,
};

describe("rules as formulas", () => {
  test.each(cases.written)("$formula", ({ formula, rule }) => {
    expect(printFormula(rule, names)).toBe(formula);
    expect(parseFormula(formula, names).rule).toEqual(rule);
  });
  test.each(cases.read)("$formula is read alike", ({ formula, rule }) => {
    expect(parseFormula(formula, names).rule).toEqual(rule);
  });
  test.each(cases.refused)("$formula is refused", ({ formula, from, to, says }) => {
    const { fault } = readFormula(formula, names, scope, "number");
    expect(fault?.message).toContain(says);
    expect([fault?.from, fault?.to]).toEqual([from, to]);
  });
});

/** With the keys that the server writes out. */
function full(rule: Rule): Rule {
  if ("op" in rule) return { op: rule.op, args: rule.args.map(full) };
  return "ref" in rule ? { ref: rule.ref, part: rule.part ?? null } : rule;
}

test("thousands of rules are printed and read back without loss", () => {
  const files = ["generated_rules", "logic", "numbers", "text", "dates", "workdays"];
  const rules = files.flatMap((name) =>
    (read(`rules/${name}.json`) as { cases: { rule: Rule }[] }).cases.map(({ rule }) => full(rule)),
  );
  expect(rules.length).toBeGreaterThan(2_000);
  const lost = rules
    .map((rule) => ({ rule, text: printFormula(rule, names) }))
    .filter(({ rule, text }) => {
      try {
        return JSON.stringify(parseFormula(text, names).rule) !== JSON.stringify(rule);
      } catch {
        return true;
      }
    });
  expect(lost).toEqual([]);
});

test("anything typed is read or refused, in time", () => {
  let seed = 7;
  const chance = (most: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % most;
  };
  const bits = [
    ...Array.from('()[]{};,"#@.+-*/=<>! \\\n'),
    "[Số bản]",
    "NẾU(",
    "TUỔI(",
    "VÀ",
    "8.000",
    "1,5",
    "'",
    "👍",
    "ờ",
    "#01/01/2026#",
  ];
  for (let round = 0; round < 3_000; round += 1) {
    const text = Array.from({ length: chance(14) }, () => bits[chance(bits.length)] ?? "").join("");
    const { fault } = readFormula(text, names, scope, "any");
    if (fault !== null) {
      expect(fault.from).toBeGreaterThanOrEqual(0);
      expect(fault.to).toBeLessThanOrEqual(text.length);
      expect(fault.from).toBeLessThanOrEqual(fault.to);
    }
  }
});

test("towers are refused", () => {
  for (const text of ["(".repeat(9_000), "-".repeat(9_000), "KHÔNG(".repeat(1_600)]) {
    expect(readFormula(text, names, scope, "any").fault?.message).toContain("quá nhiều tầng");
  }
  expect(readFormula("1".repeat(50_001), names, scope, "any").fault?.message).toContain("quá dài");
});

describe("completion", () => {
  const offered = (text: string): string[] =>
    complete(text, text.length, names)?.items.map((item) => item.label) ?? [];
  test("questions inside brackets", () => {
    expect(offered("1 + [số")[0]).toBe("Số bản");
    expect(complete("[so b", 5, names)).toMatchObject({ from: 0, to: 5 });
    expect(complete("[so b] + 1", 5, names)?.to).toBe(6);
  });
  test("functions and questions by any part, without marks", () => {
    expect(offered("lam")).toEqual([
      "LÀM_TRÒN",
      "LÀM_TRÒN_LÊN",
      "LÀM_TRÒN_XUỐNG",
      "SỐ_NGÀY_LÀM_VIỆC",
      "THÊM_NGÀY_LÀM_VIỆC",
    ]);
    expect(offered("TUỔI(si")).toEqual(["Ngày sinh", "Ngày sinh của con"]);
    expect(offered("TUỔI([ngay si")).toEqual(["Ngày sinh", "Ngày sinh của con"]);
  });
  test("the profile", () => {
    expect(offered("@ngay")).toEqual(["@ngày_sinh"]);
  });
  test("not inside a text", () => {
    expect(complete('"tuoi', 5, names)).toBeNull();
  });
  test("what is put in names the question without doubt", () => {
    const items = complete("[ghi", 4, names)?.items.map((item) => item.insert);
    expect(items).toEqual(["[#ghi_chu]", "[#ghi_chu_khac]"]);
  });
});
