import { readFileSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { ANSWER_KINDS, OPERATORS } from "@motcua/form-schema";
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
import type { Answers, Context } from "../src/index.ts";
import { operators } from "../src/operators.ts";

// Thousands of rules take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

interface Case extends Context {
  name: string;
  rule?: Rule;
  expect?: unknown;
  fields?: Record<string, { type: string; answer: unknown; fields?: Field[] }>;
  form?: FormSection;
  answers?: Answers;
  visible?: string[];
  required?: string[];
  values?: unknown;
  reasons?: unknown;
}

/** Another folder for a run with other seeds. */
const folder =
  process.env["MOTCUA_VECTORS"] ?? resolve(import.meta.dirname, "../../../../tests/golden/rules");
const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
const casesOf = (name: string): Case[] =>
  (JSON.parse(readFileSync(resolve(folder, name), "utf8")) as { cases: Case[] }).cases;

function formOf(fields: Case["fields"] = {}): { form: FormSection; answers: Answers } {
  const entries = Object.entries(fields);
  return {
    form: {
      pages: [
        {
          id: "pag_1",
          fields: entries.map(([id, { type, fields: inner }]) => ({
            id,
            key: id,
            type,
            fields: inner ?? [],
          })),
        },
      ],
    },
    answers: Object.fromEntries(entries.map(([id, { answer }]) => [id, answer])),
  };
}

/** What the engine makes of a case, and what it should. */
function outcome(given: Case): [unknown, unknown] {
  if (given.rule) {
    const { form, answers } = formOf(given.fields);
    const compiled = compileForm(form, ANSWER_KINDS);
    const { state } = evaluate(compiled, answers, given);
    return [valueToJson(compileRule(given.rule, compiled.groups)(state)), given.expect];
  }
  const compiled = compileForm(given.form ?? {}, ANSWER_KINDS);
  const found = evaluate(compiled, given.answers ?? {}, given);
  const { visible, values, reasons, required = [] } = given;
  return [
    {
      visible: [...found.visible].sort(),
      required: [...requiredOf(compiled, found)].sort(),
      values: found.values,
      reasons: reasonsOf(compiled, found),
    },
    { visible, required, values, reasons },
  ];
}

const isGenerated = (name: string): boolean => name.startsWith("generated");

describe.each(files.filter((name) => !isGenerated(name)))("%s", (name) => {
  it.each(casesOf(name))("$name", (given) => {
    const [found, wanted] = outcome(given);
    expect(found).toEqual(wanted);
  });
});

it.each(files.filter(isGenerated))("%s", (name) => {
  const mismatches = casesOf(name)
    .map((given) => ({ given, pair: outcome(given) }))
    .filter(({ pair: [found, wanted] }) => !isDeepStrictEqual(found, wanted));
  expect(mismatches).toEqual([]);
});

describe("the engine", () => {
  it("knows every operator of the server", () => {
    expect(Object.keys(operators).sort()).toEqual([...OPERATORS].sort());
  });

  it("refuses a cycle", () => {
    const ref = (id: string): Rule => ({ op: "filled", args: [{ ref: id }] });
    const fields = [
      { id: "fld_a", key: "a", type: "short_text", visible_if: ref("fld_b") },
      { id: "fld_b", key: "b", type: "short_text", visible_if: ref("fld_a") },
    ];
    expect(() => compileForm({ pages: [{ id: "pag_1", fields }] }, ANSWER_KINDS)).toThrow("cycle");
  });
});
