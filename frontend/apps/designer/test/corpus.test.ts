import { describe, expect, test } from "vitest";
import { OperationMisfit, applyAll } from "../src/model/apply.ts";
import { move, remove, update } from "../src/model/operations.ts";
import { corpus } from "./sample.ts";

describe("an operation shows what the server will save", () => {
  test.each(corpus.cases)("$name", ({ operations, changed }) => {
    expect(applyAll(corpus.document, operations)).toEqual({ ...corpus.document, ...changed });
  });
});

describe("what is not touched keeps its identity, so that it is not drawn again", () => {
  test("other pages and fields", () => {
    const after = applyAll(corpus.document, [update("field", "fld_ho_ten", { required: false })]);
    expect(after.form.pages[1]).toBe(corpus.document.form.pages[1]);
    expect(after.form.pages[0]?.fields[1]).toBe(corpus.document.form.pages[0]?.fields[1]);
    expect(after.process).toBe(corpus.document.process);
  });
});

describe("edits that do not fit are refused", () => {
  test.each([
    ["a part that is gone", remove("field", "fld_none")],
    ["a place beyond the end", move("page", "pag_hai", 9)],
    ["a group into itself", move("field", "fld_nhom", 0, "fld_nhom")],
    ["an owner that is gone", move("field", "fld_cuoi", 0, "pag_none")],
  ])("%s", (_name, operation) => {
    expect(() => applyAll(corpus.document, [operation])).toThrow(OperationMisfit);
  });
});
