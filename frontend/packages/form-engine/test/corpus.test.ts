import { readFileSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { ANSWER_KINDS, OPERATORS } from "@motcua/form-schema";
import type { FormSection, Rule } from "@motcua/form-schema";
import { describe, expect, it } from "vitest";
import { compileForm, compileRule, evaluate, reasonsOf, valueToJson } from "../src/index.ts";
import type { Answers, Context } from "../src/index.ts";
import { operators } from "../src/operators.ts";

interface Case extends Context {
  name: string;
  rule?: Rule;
  expect?: unknown;
  fields?: Record<string, { type: string; answer: unknown }>;
  form?: FormSection;
  answers?: Answers;
  visible?: string[];
  values?: unknown;
  reasons?: unknown;
}

const folder = resolve(import.meta.dirname, "../../../../tests/golden/rules");
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
          fields: entries.map(([id, { type }]) => ({ id, key: id, type })),
        },
      ],
    },
    answers: Object.fromEntries(entries.map(([id, { answer }]) => [id, answer])),
  };
}

describe.each(files)("%s", (name) => {
  it.each(casesOf(name))("$name", (given) => {
    if (given.rule) {
      const { form, answers } = formOf(given.fields);
      const compiled = compileForm(form, ANSWER_KINDS);
      const { state } = evaluate(compiled, answers, given);
      expect(valueToJson(compileRule(given.rule, compiled.groups)(state))).toEqual(given.expect);
      return;
    }
    const compiled = compileForm(given.form ?? {}, ANSWER_KINDS);
    const found = evaluate(compiled, given.answers ?? {}, given);
    expect([...found.visible].sort()).toEqual(given.visible);
    expect(found.values).toEqual(given.values);
    expect(reasonsOf(compiled, found)).toEqual(given.reasons);
  });
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
