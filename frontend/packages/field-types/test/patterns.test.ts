import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { fitsPattern } from "../src/patterns.ts";

interface Case {
  pattern: string;
  text: string;
  fits: boolean;
}
const path = resolve(import.meta.dirname, "../../../../tests/golden/patterns.json");
const { cases } = JSON.parse(readFileSync(path, "utf8")) as { cases: Case[] };

describe("patterns", () => {
  it("mean what they mean on the server, or are left to it", () => {
    const told = cases.map(({ pattern, text, fits }) => {
      const found = fitsPattern(pattern, text);
      return { pattern, text, fits: found ?? fits, left: found === null };
    });
    expect(told.map(({ pattern, text, fits }) => ({ pattern, text, fits }))).toEqual(cases);
    expect(told.filter((each) => each.left).length).toBeLessThan(cases.length / 10);
  });

  it.each(["(a+)+b", "(a|a)*b", "(a|aa)+b", "(.*a){20}b"])("%s takes no time", (pattern) => {
    const start = performance.now();
    expect(fitsPattern(pattern, "a".repeat(1_000))).toBe(false);
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  it.each(["(", "a)", "[", "a**", "(?=a)", "((a{30}){30}){30}", "\\", "[z-a]"])(
    "%s is left to the server",
    (pattern) => {
      expect(fitsPattern(pattern, "a")).toBeNull();
    },
  );
});
