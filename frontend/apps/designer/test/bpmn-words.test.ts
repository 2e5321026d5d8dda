import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { inVietnamese } from "../src/process/bpmn/vietnamese.ts";

const lib = resolve(import.meta.dirname, "../../../node_modules/bpmn-js/lib/features");

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? sources(path) : name.endsWith(".js") ? [path] : [];
  });
}

// Left out of our drawing, see `ExpertView.tsx`.
const LEFT_OUT = /align-elements|distribute-elements/;
const SAID = /(?:translate\(\s*|\blabel: )'([A-Za-z][^']*)'/g;

test("every tool and element of the drawing has its Vietnamese words", () => {
  const said = new Set(
    sources(lib)
      .filter((path) => !LEFT_OUT.test(path))
      .flatMap((path) => [...readFileSync(path, "utf-8").matchAll(SAID)].map((each) => each[1])),
  );
  expect(said.size).toBeGreaterThan(90);
  const missing = [...said].filter((each) => each !== undefined && inVietnamese(each) === each);
  expect(missing).toEqual([]);
});

test("words are put together of kinds and places, names are filled in", () => {
  expect(inVietnamese("Timer start event (non-interrupting)")).toBe(
    "Bắt đầu: hẹn giờ (không ngắt việc đang làm)",
  );
  expect(inVietnamese("Open {element}", { element: "A" })).toBe("Mở A");
  expect(inVietnamese("Something new")).toBe("Something new");
});
