import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { ANSWER_KINDS } from "@motcua/form-schema";
import { describe, expect, test, vi } from "vitest";
import type { Field, Rule, ServiceDocument } from "../src/generated/service.ts";
import { emptyLine, fromRule, NOTHING, toRule, type Group } from "../src/rules/sentences.ts";
import { rulePlaces, rulesAbout } from "../src/rules/where.ts";
import { ruleWords } from "../src/words/rules.ts";
import { corpus } from "./sample.ts";

// Thousands of rules take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const KINDS: Readonly<Record<string, string>> = {
  fld_text: "text",
  fld_day: "date",
  fld_many: "choices",
  fld_one: "choice",
  fld_n: "number",
  fld_g: "rows",
  fld_in: "number",
};
const kindOf = (id: string): string => KINDS[id] ?? "none";
const ref = (id: string, part: string | null = null): Rule => ({ ref: id, part });
const call = (op: string, ...args: Rule[]): Rule => ({ op, args });
const value = (given: string | number | boolean | null): Rule => ({ value: given });

const sayable: [string, Rule][] = [
  ["equal", call("eq", ref("fld_one"), value("a"))],
  ["true", call("eq", ref("fld_x"), value(true))],
  ["answered", call("filled", ref("fld_x"))],
  ["not among", call("not", call("in", ref("fld_one"), value("a"), value("b")))],
  ["among", call("in", ref("fld_one"), value("a"), value("b"))],
  ["lacks", call("not", call("contains", ref("fld_many"), value("a")))],
  ["a part", call("eq", ref("fld_place", "province"), value("68"))],
  ["between", call("between", ref("fld_n"), value(1), value(5))],
  ["another question", call("lt", ref("fld_day"), ref("fld_other"))],
  ["today", call("lt", ref("fld_day"), call("today"))],
  ["age", call("ge", call("age", ref("fld_day")), value(18))],
  ["days", call("gt", call("days_between", ref("fld_day"), call("today")), value(30))],
  ["working days", call("le", call("workdays_between", ref("fld_day"), call("today")), value(5))],
  ["profile", call("ge", { profile: "assurance" }, value(2))],
  ["profile age", call("lt", call("age", { profile: "birth_date" }), value(18))],
  ["how many", call("gt", call("count", ref("fld_g")), value(2))],
  ["a sum", call("gt", call("sum", ref("fld_g"), ref("fld_in")), value(100))],
  ["some row", call("any", ref("fld_g"), call("gt", ref("fld_in"), value(3)))],
  ["no row", call("not", call("any", ref("fld_g"), call("empty", ref("fld_in"))))],
  [
    "every row, two conditions",
    call(
      "all",
      ref("fld_g"),
      call("and", call("gt", ref("fld_in"), value(3)), call("filled", ref("fld_in"))),
    ),
  ],
  [
    "rows that match",
    call("ge", call("count", ref("fld_g"), call("gt", ref("fld_in"), value(3))), value(2)),
  ],
  [
    "groups in groups",
    call(
      "and",
      call("filled", ref("fld_x")),
      call(
        "or",
        call("eq", ref("fld_n"), value(1)),
        call("and", call("empty", ref("fld_text")), call("ne", ref("fld_n"), value(3))),
      ),
    ),
  ],
  [
    "any chosen",
    call(
      "or",
      call("contains", ref("fld_many"), value("a")),
      call("contains", ref("fld_many"), value("b")),
    ),
  ],
  ["text", call("starts_with", ref("fld_text"), value("AB"))],
];

describe("sentences", () => {
  test.each(sayable)("%s, there and back", (_name, rule) => {
    const group = fromRule(rule, kindOf);
    expect(group).not.toBeNull();
    expect(group && toRule(group)).toEqual(rule);
  });
  test.each<[string, Rule]>([
    ["arithmetic", call("gt", call("add", ref("fld_n"), value(1)), value(2))],
    ["a bare yes", ref("fld_x")],
    ["a null", call("eq", ref("fld_x"), value(null))],
    ["if", call("if", ref("fld_x"), value(true), value(false))],
    ["rows of no group", call("any", ref("fld_n"), call("filled", ref("fld_in")))],
    ["a list", call("in", ref("fld_x"), { value: ["a"] })],
    [
      "sum of more",
      call("gt", call("sum", ref("fld_g"), call("mul", ref("fld_in"), value(2))), value(1)),
    ],
  ])("%s is for formulas", (_name, rule) => {
    expect(fromRule(rule, kindOf)).toBeNull();
  });
  test("unfinished ones are left out", () => {
    const group: Group = {
      is: "group",
      mode: "all",
      items: [
        emptyLine(),
        {
          is: "line",
          subject: { of: "answer", field: "fld_x", part: null },
          verb: "eq",
          operand: NOTHING,
        },
        {
          is: "rows",
          quantifier: "any",
          group: "fld_g",
          where: { is: "group", mode: "all", items: [] },
        },
        { is: "group", mode: "any", items: [emptyLine()] },
      ],
    };
    expect(toRule(group)).toBeNull();
    expect(fromRule(null, kindOf)?.items).toEqual([]);
  });
  test("whatever rule it is, what is said is what it was", () => {
    const path = resolve(
      import.meta.dirname,
      "../../../../tests/golden/rules/generated_rules.json",
    );
    const { cases } = JSON.parse(readFileSync(path, "utf8")) as {
      cases: { rule: Rule; fields: Record<string, { type: string }> }[];
    };
    const kinds = ANSWER_KINDS as Readonly<Record<string, string>>;
    const full = (rule: Rule): Rule => {
      if ("op" in rule) return { op: rule.op, args: rule.args.map(full) };
      return "ref" in rule ? { ref: rule.ref, part: rule.part ?? null } : rule;
    };
    let said = 0;
    for (const { rule, fields } of cases) {
      const whole = full(rule);
      const group = fromRule(whole, (id) => kinds[fields[id]?.type ?? ""] ?? "none");
      if (group === null) continue;
      said += 1;
      expect(toRule(group)).toEqual(whole);
    }
    expect(said).toBeGreaterThan(100);
  });
});

describe("where rules act", () => {
  const field = (id: string, more: Partial<Field> = {}): Field =>
    ({
      id,
      key: id,
      type: "short_text",
      label: { vi: id },
      config: {},
      fields: [],
      visible_if: null,
      required_if: null,
      calculate: null,
      ...more,
    }) as unknown as Field;
  const filled = call("filled", ref("fld_a"));
  const document = {
    form: {
      sections: [{ id: "sec_a", title: { vi: "Phần" }, visible_if: filled }],
      pages: [
        {
          id: "pag_a",
          title: { vi: "Trang" },
          fields: [
            field("fld_a"),
            field("fld_b", { visible_if: filled, required_if: filled }),
            field("fld_c", { calculate: call("count", ref("fld_b")) }),
          ],
          visible_if: null,
        },
      ],
    },
    components: [{ id: "cmp_a", name: { vi: "Giấy" }, required_if: filled }],
    fees: [
      {
        id: "fee_a",
        name: { vi: "Phí" },
        condition: null,
        waivers: [{ id: "wvr_a", reason: {}, condition: filled }],
      },
    ],
    process: {
      steps: [{ id: "stp_a", name: {}, outcomes: [{ id: "out_a", label: {}, when: filled }] }],
      sub_processes: [],
    },
    execution: {
      group: [
        { service_slug: "khai-sinh", when: filled },
        { service_slug: "cu-tru", when: null },
      ],
    },
    result: { blocks: [{ id: "blk_a", visible_if: filled }] },
  } as unknown as ServiceDocument;
  test("from the question that is read", () => {
    const { deciding, reading } = rulesAbout(document, "fld_a");
    expect(deciding).toEqual([]);
    expect(reading.map(({ subject, effect, path }) => [subject, effect, path])).toEqual([
      ["sec_a", "visible_if", "form/sec_a"],
      ["fld_b", "visible_if", "form/fld_b"],
      ["fld_b", "required_if", "form/fld_b"],
      ["cmp_a", "required_if", "components/cmp_a"],
      ["wvr_a", "condition", "fees/fee_a/wvr_a"],
      ["stp_a/out_a", "condition", "process/stp_a"],
      ["khai-sinh", "condition", "execution/group/0"],
      ["blk_a", "visible_if", "result/blk_a"],
    ]);
  });
  test("from what is decided", () => {
    const { deciding } = rulesAbout(document, "fld_b");
    expect(deciding.map(({ effect }) => effect)).toEqual(["visible_if", "required_if"]);
    expect(rulePlaces(document)).toBe(rulePlaces(document));
  });
});

test("rules in words, as the server says them", () => {
  const fields = new Map(
    corpus.document.form.pages.flatMap((page) => page.fields).map((each) => [each.id, each]),
  );
  const said = (rule: Rule): string => ruleWords(rule, fields);
  expect(said(call("mul", call("add", value(1), value(2)), value(3)))).toBe("(1 + 2) × 3");
  expect(said(call("date_add", call("today"), value(3), value("months")))).toBe(
    "3 tháng sau hôm nay",
  );
  expect(said(call("ge", call("age", { profile: "birth_date" }), value(18)))).toBe(
    "tuổi theo ngày sinh của người nộp từ 18",
  );
});
