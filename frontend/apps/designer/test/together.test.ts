import { describe, expect, test } from "vitest";
import { questionsIn } from "../src/form/Composer.tsx";
import { moveManyPlaces } from "./moving.ts";
import { changeChosen, gather, removeChosen } from "../src/form/actions.ts";
import { markAll, markTo, toggleMark } from "../src/form/marking.ts";
import type { FieldTypeFacts } from "../src/facts.ts";
import { stagesOf } from "../src/map/stages.ts";
import { applyAll } from "../src/model/apply.ts";
import { makeClip, pasteClip, readClip } from "../src/model/clip.ts";
import { indexOf } from "../src/model/index.ts";
import { update } from "../src/model/operations.ts";
import { answersFit, retyped } from "../src/model/retype.ts";
import { firstState } from "../src/store/start.ts";
import { Store } from "../src/store/store.ts";
import { isMissing, missingCount, textsOf, translated } from "../src/translate/texts.ts";
import { groupedTypes } from "../src/words/groups.ts";
import { corpus, host } from "./sample.ts";

const store = (): Store => new Store(firstState(host()));
// The corpus was written before a service could have these.
const document: typeof corpus.document = {
  ...corpus.document,
  eligibility: [],
  form: { ...corpus.document.form, sections: [] },
};
const onPage = document.form.pages[0]?.fields.map((field) => field.id) ?? [];
const types = new Set(indexOf(document).fields.map((field) => field.type));

function type(key: string, kind: string, more: Partial<FieldTypeFacts> = {}): FieldTypeFacts {
  return {
    key,
    kind,
    label: { vi: key },
    icon: "text",
    widget: "text",
    has_answer: true,
    default_config: {},
    config_schema: { properties: {} },
    ...more,
  };
}

describe("several questions chosen together", () => {
  test("with Shift a run of them, with Ctrl one more or less", () => {
    const desk = store();
    desk.select(onPage[0] ?? "", desk.state.pageId);
    markTo(desk, onPage[2] ?? "");
    expect(desk.state.marked).toEqual(onPage.slice(0, 3));
    toggleMark(desk, onPage[1] ?? "");
    expect(desk.state.marked).toEqual([onPage[0], onPage[2]]);
  });

  test("are changed, and removed, in one step", () => {
    const desk = store();
    markAll(desk);
    changeChosen(desk, { required: false }, "x");
    expect(desk.state.document.form.pages[0]?.fields.some((field) => field.required)).toBe(false);
    expect(desk.state.pending.length).toBe(1);
    removeChosen(desk);
    expect(desk.state.document.form.pages[0]?.fields).toEqual([]);
    expect(desk.state.selectedId).toBe(desk.state.pageId);
  });

  test("become one repeating group where the first of them stood", () => {
    const desk = store();
    desk.set({ marked: onPage.slice(0, 2) });
    gather(desk, type("group", "rows"));
    const [group] = desk.state.document.form.pages[0]?.fields ?? [];
    expect(group?.type).toBe("group");
    expect(group?.fields.map((field) => field.id)).toEqual(onPage.slice(0, 2));
  });

  test("more than the server takes at once travel in several batches", () => {
    const desk = store();
    const many = Array.from({ length: 450 }, () =>
      update("field", "fld_ho_ten", { required: true }),
    );
    desk.edit(many, { words: "x" });
    expect(desk.state.pending.map((batch) => batch.operations.length)).toEqual([200, 200, 50]);
  });

  test("are dropped beside another in their own order", () => {
    expect(moveManyPlaces(["a", "b", "c", "d"], ["a", "c"], "d", "after")).toEqual([
      "b",
      "d",
      "a",
      "c",
    ]);
    expect(moveManyPlaces(["a", "b", "c", "d"], ["b", "d"], "a", "before")).toEqual([
      "b",
      "d",
      "a",
      "c",
    ]);
  });
});

describe("the clipboard", () => {
  const rule = { op: "filled", args: [{ ref: "fld_ho_ten", part: null }] };
  const [, second] = onPage;
  const source = applyAll(document, [update("field", second ?? "", { visible_if: rule })]);
  const clip = readClip(makeClip(source, [second ?? ""], "A"));
  const place = { owner: document.form.pages[1]?.id ?? "", at: null };
  if (clip === null) {
    throw new Error("no clip");
  }

  test("renews ids and names, and keeps rules that still lead somewhere", () => {
    const { operations, ids, report } = pasteClip(clip, source, place, types);
    const pasted = indexOf(applyAll(source, operations)).fieldsById.get(ids[0] ?? "");
    expect(pasted?.id).not.toBe(second);
    expect(indexOf(source).fields.map((field) => field.key)).not.toContain(pasted?.key);
    expect([pasted?.visible_if, report.dropped]).toEqual([rule, []]);
  });

  test("in another service points a rule to the question of the same name", () => {
    const other = JSON.parse(
      JSON.stringify(document).replaceAll("fld_ho_ten", "fld_ten_khac"),
    ) as typeof document;
    const { operations, ids, report } = pasteClip(clip, other, place, types);
    const pasted = indexOf(applyAll(other, operations)).fieldsById.get(ids[0] ?? "");
    expect(JSON.stringify(pasted?.visible_if)).toContain("fld_ten_khac");
    expect(report.repointed.length).toBe(1);
  });

  test("drops a rule that leads nowhere and says so", () => {
    const empty = { ...document, form: { ...document.form, pages: [] } };
    const { report } = pasteClip(clip, empty, place, types);
    expect(report.dropped.map((each) => each.what)).toEqual(["visible_if"]);
  });

  test("lists types this house does not have", () => {
    const { operations, report } = pasteClip(clip, document, place, new Set());
    expect([operations, report.dropped[0]?.what]).toEqual([[], "type"]);
  });

  test("takes nothing else for a clip", () => {
    const words = [
      "",
      "hello",
      '{"motcua":"designer-clip"}',
      '["designer-clip"]',
      "designer-clip{",
    ];
    expect(words.map(readClip)).toEqual([null, null, null, null, null]);
    const wrong = JSON.stringify({ motcua: "designer-clip", version: 1, parts: [{ id: 1 }] });
    expect(readClip(wrong)).toBeNull();
  });
});

describe("another type for a question", () => {
  const text = type("short_text", "text");
  const choice = type("single_choice", "choice", {
    config_schema: { properties: { options: { type: "array" } } },
  });
  const note = type("explanation", "none", {
    has_answer: false,
    config_schema: { properties: { body: {} } },
  });
  const field = indexOf(document).fieldsById.get("fld_ho_ten");
  if (field === undefined) {
    throw new Error("no field");
  }
  test("fits where the answers can be read as before", () => {
    expect(answersFit(choice, text)).toBe(true);
    expect(answersFit(text, choice)).toBe(false);
    expect(answersFit(choice, type("email", "text"))).toBe(false);
    expect(answersFit(text, note)).toBe(false);
  });
  test("a choice begins with two options", () => {
    expect(retyped(field, text, choice).config?.["options"]).toHaveLength(2);
  });
  test("words to read take the label along", () => {
    const set = retyped(field, text, note);
    expect([set.label, set.config?.["body"], set.required]).toEqual([{}, field.label, false]);
  });
});

describe("translation", () => {
  const name = textsOf(document).find((entry) => entry.id === "service.name");
  test("counts what is missing and writes one language at a time", () => {
    if (name === undefined) {
      throw new Error("no name");
    }
    const before = missingCount(document, "en");
    const after = applyAll(document, [translated(name, "en", "Birth registration")]);
    expect(missingCount(after, "en")).toBe(before - (isMissing(name, "en") ? 1 : 0));
    expect(after.service.name["en"]).toBe("Birth registration");
    expect(after.service.name["vi"]).toBe(document.service.name["vi"]);
  });
});

test("the map leads from the first question to the result", () => {
  const stages = stagesOf(document, new Map());
  expect(stages.map((stage) => stage.key)).toEqual(["before", "form", "send", "process", "result"]);
  expect(stages[1]?.stops.map((stop) => stop.path)).toEqual(
    document.form.pages.map((page) => `form/${page.id}`),
  );
});

test("a list pasted from a document becomes questions without its numbers", () => {
  expect(questionsIn("1. Họ và tên: ......\n2) Ngày sinh:\r\n- Nơi sinh …\n\n a) Ghi chú")).toEqual(
    ["Họ và tên", "Ngày sinh", "Nơi sinh", "Ghi chú"],
  );
  expect(questionsIn("một dòng")).toEqual([]);
});

test("types are found by their keywords without tone marks", () => {
  const money = type("money", "money", { group: "numbers", keywords: ["lệ phí", "học phí"] });
  const found = groupedTypes([type("short_text", "text"), money], "hoc phi");
  expect(found.flatMap((group) => group.types.map((each) => each.key))).toEqual(["money"]);
});
