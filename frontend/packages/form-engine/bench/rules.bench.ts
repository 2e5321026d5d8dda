/** One pass over a large form; `tests/benchmarks/rules.py` gives the form and reads the figure. */

import { readFileSync } from "node:fs";
import { ANSWER_KINDS } from "@motcua/form-schema";
import type { FormSection } from "@motcua/form-schema";
import { bench, describe } from "vitest";
import { compileForm, evaluate, requiredOf } from "../src/index.ts";
import type { Answers } from "../src/index.ts";

const given = process.env["MOTCUA_BENCH_FORM"];

describe.skipIf(given === undefined)("a large form", () => {
  const { form, answers } = JSON.parse(readFileSync(given ?? "", "utf8")) as {
    form: FormSection;
    answers: Answers;
  };
  const compiled = compileForm(form, ANSWER_KINDS);
  bench("rules in one pass", () => {
    requiredOf(compiled, evaluate(compiled, answers, { today: "2026-11-21" }));
  });
});
