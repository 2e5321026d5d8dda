import { describe, expect, test } from "vitest";
import { placeOf } from "../src/form/dragging.ts";
import { numberOf } from "../src/inputs/inputs.tsx";
import { freeName } from "../src/model/copies.ts";
import { neighbour, outline } from "../src/model/places.ts";
import { share } from "../src/model/sharing.ts";
import { keyFor, withWords } from "../src/model/text.ts";
import { controlOf } from "../src/model/schema.ts";
import { guessType } from "../src/words/guess.ts";
import { ruleWords } from "../src/words/rules.ts";
import { allFields } from "../src/model/places.ts";
import { corpus } from "./sample.ts";

const lines = outline(corpus.document);
const lineOf = (id: string) => {
  const line = lines.find((each) => each.id === id);
  if (line === undefined) {
    throw new Error(id);
  }
  return line;
};

describe("rules in words", () => {
  test("read aloud", () => {
    const byId = new Map(allFields(corpus.document).map((field) => [field.id, field]));
    const rule = { op: "eq", args: [{ ref: "fld_loai", part: null }, { value: "a" }] };
    expect(ruleWords(rule, byId)).toBe("“Câu fld_loai” là “A”");
    expect(ruleWords({ op: "filled", args: [{ ref: "fld_x", part: null }] }, byId)).toBe(
      "(câu đã bỏ) đã được trả lời",
    );
  });
});

describe("moving by one place", () => {
  test("within the page", () => {
    expect(neighbour(lines, "fld_cuoi", -1)).toEqual({ at: 1, owner: "pag_hai" });
  });
  test("on to the next page and back", () => {
    expect(neighbour(lines, "fld_noi_o", 1)).toEqual({ at: 0, owner: "pag_hai" });
    expect(neighbour(lines, "fld_loai", -1)).toEqual({ at: 5, owner: "pag_nguoi_nop" });
  });
  test("out of a group", () => {
    expect(neighbour(lines, "fld_theo", 1)).toEqual({ at: 2, owner: "pag_hai" });
    expect(neighbour(lines, "fld_trong", -1)).toEqual({ at: 1, owner: "pag_hai" });
  });
  test("not beyond the ends", () => {
    expect(neighbour(lines, "fld_ho_ten", -1)).toBeNull();
    expect(neighbour(lines, "pag_hai", 1)).toBeNull();
  });
});

describe("dropping", () => {
  test("counts without the dragged part", () => {
    expect(placeOf(lineOf("fld_loai"), lineOf("fld_cuoi"), "after", lines)).toEqual({
      owner: "pag_hai",
      at: 2,
    });
    expect(placeOf(lineOf("fld_cuoi"), lineOf("fld_loai"), "before", lines)).toEqual({
      owner: "pag_hai",
      at: 0,
    });
    expect(placeOf(lineOf("fld_ho_ten"), lineOf("fld_trong"), "after", lines)).toEqual({
      owner: "fld_nhom",
      at: 1,
    });
  });
  test("never a group into a group", () => {
    expect(placeOf(lineOf("fld_nhom"), lineOf("fld_trong"), "after", lines)).toBeNull();
  });
  test("a page beside a page", () => {
    expect(placeOf(lineOf("pag_nguoi_nop"), lineOf("fld_cuoi"), "after", lines)).toEqual({
      owner: null,
      at: 1,
    });
  });
});

describe("words and names", () => {
  test.each([
    ["Ngày cấp giấy", "date"],
    ["Số định danh cá nhân", "personal_number"],
    ["Số điện thoại liên hệ", "phone"],
    ["Nơi ở hiện tại", "address"],
    ["Ông/bà có con không?", "yes_no"],
    ["Bản chụp giấy khai sinh", "file"],
    ["Số lượng bản sao", "number"],
    ["Họ và tên", "short_text"],
  ])("%s is most likely %s", (label, type) => {
    expect(guessType(label)).toBe(type);
  });
  test("a name for exports", () => {
    expect(keyFor("Họ, chữ đệm và tên")).toBe("ho_chu_dem_va_ten");
    expect(keyFor("123 ???")).toBe("cau_hoi");
    expect(freeName("ten", ["ten", "ten_2"])).toBe("ten_3");
    expect(freeName("ten_2", ["ten_2"])).toBe("ten_3");
  });
  test("composed letters, and no empty translations", () => {
    expect(withWords({ vi: "A", en: "B" }, "en", "")).toEqual({ vi: "A" });
    expect(withWords({}, "vi", "Họ".normalize("NFD"))).toEqual({ vi: "Họ" });
  });
  test("numbers within their bounds", () => {
    const bounds = { min: 1, max: 9, whole: true };
    expect(["", "5", "0", "1.5", "x"].map((text) => numberOf(text, bounds))).toEqual([
      null,
      5,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

test("settings find their controls", () => {
  expect(controlOf({ anyOf: [{ type: "string", pattern: "^fld_[A-Z]$" }, { type: "null" }] })).toBe(
    "field",
  );
  expect(controlOf({ type: "array", items: { enum: ["pdf"] } })).toBe("choices");
  expect(controlOf({ anyOf: [{ type: "integer" }, { type: "number" }, { type: "null" }] })).toBe(
    "number",
  );
  expect(controlOf({ type: "object", patternProperties: { "^vi$": {} } })).toBe("words");
});

test("a draft from the server is made of the pieces already here", () => {
  const copy = structuredClone(corpus.document);
  expect(share(corpus.document, copy)).toBe(corpus.document);
  const page = copy.form.pages[0];
  if (page !== undefined) {
    page.title = { vi: "Khác" };
  }
  const shared = share(corpus.document, copy);
  expect(shared.form.pages[0]?.fields).toBe(corpus.document.form.pages[0]?.fields);
  expect(shared.form.pages[1]).toBe(corpus.document.form.pages[1]);
});
