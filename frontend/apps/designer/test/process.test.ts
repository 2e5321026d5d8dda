import { describe, expect, test } from "vitest";
import type { ServiceDocument, Step } from "../src/generated/service.ts";
import { blankOutcome, blankStep } from "../src/model/blank.ts";
import {
  addStep,
  addStepFor,
  changeKind,
  duplicateStep,
  removeStep,
  shiftStep,
  stepsOf,
} from "../src/process/edits.ts";
import { graphOf, joinOf } from "../src/process/graph.ts";
import { layoutOf } from "../src/process/layout.ts";
import { stepFrom } from "../src/process/Picture.tsx";
import { starters, stepsOfStarter } from "../src/process/starters.ts";
import { targetsOf } from "../src/process/targets.ts";
import { longestWay, MINUTES_PER_DAY, termMinutes, timeWords } from "../src/process/times.ts";
import { linesOf } from "../src/process/wrapping.ts";
import { InnerStore, type Lens } from "../src/store/inner.ts";
import { update } from "../src/model/operations.ts";
import { firstState } from "../src/store/start.ts";
import { Store } from "../src/store/store.ts";
import { corpus, draft, host } from "./sample.ts";

function storeWith(steps: readonly Step[]): Store {
  const document: ServiceDocument = {
    ...corpus.document,
    process: { steps: [...steps], sub_processes: [] },
  };
  return new Store(firstState({ ...host(), draft: draft(1, document) }));
}

/** A to B to C to an end, each one day. */
function chain(): Step[] {
  const [a, b, c] = ["A", "B", "C"].map((name) => ({
    ...blankStep(name),
    id: `stp_${name}`,
    role: "specialist",
    working_minutes: MINUTES_PER_DAY,
  })) as [Step, Step, Step];
  a.outcomes = [blankOutcome("Xong", b.id)];
  b.outcomes = [blankOutcome("Xong", c.id), { ...blankOutcome("Trả", a.id), kind: "back" }];
  c.outcomes = [blankOutcome("Xong", "end:issued")];
  return [a, b, c];
}

const ids = (store: Store): string[] => stepsOf(store).map((step) => step.id);
const step = (store: Store, id: string): Step => {
  const found = stepsOf(store).find((each) => each.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const leads = (store: Store, id: string): string[] =>
  step(store, id).outcomes.map((outcome) => outcome.to);

describe("steps", () => {
  test("a new step stands on the way", () => {
    const store = storeWith(chain());
    const id = addStep(store, step(store, "stp_A"), "review");
    expect(ids(store)).toEqual(["stp_A", id, "stp_B", "stp_C"]);
    expect(leads(store, "stp_A")).toEqual([id]);
    expect(leads(store, id)).toEqual(["stp_B"]);
    expect(store.state.pending).toHaveLength(1);
    expect(store.state.stepId).toBe(id);
  });

  test("a parallel step brings two branches that meet again", () => {
    const store = storeWith(chain());
    const id = addStep(store, step(store, "stp_A"), "parallel");
    const { branches, outcomes } = step(store, id);
    expect(branches).toHaveLength(2);
    expect(branches.map((branch) => leads(store, branch))).toEqual([[joinOf(id)], [joinOf(id)]]);
    expect(outcomes.map((outcome) => outcome.to)).toEqual(["stp_B"]);
    const inside = step(store, branches[0] ?? "");
    expect(targetsOf(stepsOf(store), inside, []).map(([to]) => to)).toContain(joinOf(id));
    const outside = targetsOf(stepsOf(store), step(store, "stp_C"), []);
    expect(outside.map(([to]) => to)).not.toContain(joinOf(id));
  });

  test("what led to a removed step leads on", () => {
    const store = storeWith(chain());
    removeStep(store, step(store, "stp_B"));
    expect(leads(store, "stp_A")).toEqual(["stp_C"]);
    expect(store.state.stepId).toBe("stp_C");
    removeStep(store, step(store, "stp_A"));
    expect(ids(store)).toEqual(["stp_C"]);
  });

  test("a removed branch and a removed officer are forgotten", () => {
    const store = storeWith(chain());
    const id = addStep(store, step(store, "stp_A"), "parallel");
    const [first = "", second = ""] = step(store, id).branches;
    store.edit([update("step", "stp_C", { role: `officer:${first}` })], { words: "" });
    removeStep(store, step(store, first));
    expect(step(store, id).branches).toEqual([second]);
    expect(step(store, "stp_C").role).toBe("");
  });

  test("neighbours change their turn", () => {
    const store = storeWith(chain());
    shiftStep(store, step(store, "stp_C"), -1);
    expect(ids(store)).toEqual(["stp_A", "stp_C", "stp_B"]);
    expect(leads(store, "stp_A")).toEqual(["stp_C"]);
    expect(leads(store, "stp_C")).toEqual(["stp_B"]);
    expect(leads(store, "stp_B")).toEqual(["end:issued", "stp_A"]);
    shiftStep(store, step(store, "stp_A"), -1);
    expect(store.state.toast?.words).toBe("Đã ở trên cùng.");
  });

  test("a copy has ids of its own, also of what is filled in", () => {
    const entry = { ...corpus.document.form.pages[0], id: "pag_vao" } as Step["entry"];
    const [a, ...rest] = chain() as [Step, Step, Step];
    const store = storeWith([{ ...a, entry }, ...rest]);
    duplicateStep(store, step(store, "stp_A"));
    const copy = stepsOf(store)[1];
    expect(copy?.id).not.toBe("stp_A");
    expect(copy?.name["vi"]).toBe("A (bản sao)");
    expect(copy?.entry?.id).not.toBe("pag_vao");
    expect(copy?.entry?.fields[0]?.id).not.toBe(entry?.fields[0]?.id);
  });

  test("a step that becomes a wait keeps one way", () => {
    const store = storeWith(chain());
    changeKind(store, step(store, "stp_B"), "wait_date");
    expect(leads(store, "stp_B")).toEqual(["stp_C"]);
    addStepFor(
      store,
      step(store, "stp_B"),
      step(store, "stp_B").outcomes[0] ?? blankOutcome("", ""),
    );
    expect(leads(store, store.state.stepId)).toEqual(["stp_C"]);
  });
});

describe("the picture", () => {
  const drawn = starters().map(({ key }) => ({ key, steps: stepsOfStarter(key) }));

  test.each(drawn)("$key: nothing overlaps, lines end at their boxes", ({ steps }) => {
    const { boxes, lines, lanes, width, height } = layoutOf(steps);
    expect(layoutOf(steps)).toMatchObject({
      boxes,
      lines,
      lanes,
      width,
      height,
    });
    for (const one of boxes) {
      expect(one.x + one.width <= width && one.y + one.height <= height).toBe(true);
      for (const other of boxes) {
        const apart =
          one === other ||
          one.x + one.width <= other.x ||
          other.x + other.width <= one.x ||
          one.y + one.height <= other.y ||
          other.y + other.height <= one.y;
        expect(apart).toBe(true);
      }
    }
    for (const line of lines) {
      const from = boxes.find((box) => box.id === line.from);
      const to = boxes.find((box) => box.id === line.to);
      expect(line.points[0]?.[0]).toBe((from?.x ?? 0) + (from?.width ?? 0));
      expect(line.points.at(-1)?.[0]).toBe(to?.x);
      // Runs lie between columns and rows, never across a box.
      line.points.slice(1).forEach(([x, y], at) => {
        const [beforeX = 0, beforeY = 0] = line.points[at] ?? [];
        expect(x === beforeX || y === beforeY).toBe(true);
        for (const box of boxes) {
          const inX = Math.max(x, beforeX) > box.x && Math.min(x, beforeX) < box.x + box.width;
          const inY = Math.max(y, beforeY) > box.y && Math.min(y, beforeY) < box.y + box.height;
          expect(inX && inY).toBe(false);
        }
      });
    }
    expect(lanes.reduce((sum, lane) => sum + lane.height, 0)).toBe(height);
  });

  test("what leads to where the dossier was is drawn back; what nothing leads to stands apart", () => {
    const [a, b, c] = chain() as [Step, Step, Step];
    const alone = { ...blankStep("D"), id: "stp_D" };
    const graph = graphOf([a, b, c, alone]);
    expect(graph.ways.filter((way) => way.isBack).map((way) => [way.from, way.to])).toEqual([
      ["stp_B", "stp_A"],
    ]);
    expect(graph.reached.has("stp_D")).toBe(false);
    expect(layoutOf([]).boxes).toEqual([]);
  });

  test("two hundred steps are drawn at once", () => {
    const steps = Array.from({ length: 200 }, (_none, at) => ({
      ...blankStep(`Bước ${at}`),
      id: `stp_${at}`,
      role: `role_${at % 7}`,
      outcomes: [
        blankOutcome("Đi", at === 199 ? "end:issued" : `stp_${at + 1}`),
        blankOutcome("Về", `stp_${Math.floor(at / 2)}`),
      ],
    }));
    const began = performance.now();
    layoutOf(steps);
    expect(performance.now() - began).toBeLessThan(1_500);
  });

  test("arrow keys go along the lines, through joins", () => {
    const steps = stepsOfStarter("consulted");
    const drawing = layoutOf(steps);
    const [received, work, , both, inner, , sign] = steps.map((each) => each.id);
    expect(stepFrom(drawing, received ?? "", "ArrowRight")).toBe(work);
    expect(stepFrom(drawing, work ?? "", "ArrowRight")).toBe(both);
    expect(stepFrom(drawing, both ?? "", "ArrowRight")).toBe(inner);
    expect(stepFrom(drawing, inner ?? "", "ArrowRight")).toBe(sign);
    expect(stepFrom(drawing, work ?? "", "ArrowLeft")).toBe(received);
    expect(stepFrom(drawing, work ?? "", "x")).toBeNull();
    expect(stepFrom(drawing, received ?? "", "ArrowDown")).not.toBe(received);
  });

  test("names are broken into lines", () => {
    expect(linesOf("Lấy ý kiến cơ quan quản lý nhà nước có liên quan", 19, 2)).toEqual([
      "Lấy ý kiến cơ quan",
      "quản lý nhà nước…",
    ]);
    expect(linesOf("", 10, 3)).toEqual([]);
  });
});

describe("times", () => {
  test("are said in days, hours and minutes", () => {
    expect([0, 30, 60, 480, 1010].map(timeWords)).toEqual([
      "0 phút",
      "30 phút",
      "1 giờ",
      "1 ngày",
      "2 ngày 50 phút",
    ]);
  });

  test("of branches the longest counts, of the citizen none", () => {
    const shares = longestWay(stepsOfStarter("consulted"), new Map());
    const days = shares.reduce((sum, share) => sum + share.minutes, 0) / MINUTES_PER_DAY;
    // One to look, five to wait for the opinion, one to sign, two hours to hand over.
    expect(days).toBe(7.25);
    const clock = { ...corpus.document.clock, unit: "calendar_days" as const, amount: 7 };
    expect(
      termMinutes({ ...clock, online_unit: null, online_amount: null, extended_amount: 0 }),
    ).toBe(5 * MINUTES_PER_DAY);
  });
});

test("a part edited as a document of its own is an edit of the whole", () => {
  const [a] = chain() as [Step, Step, Step];
  const page = { ...corpus.document.form.pages[0], id: "pag_vao" } as NonNullable<Step["entry"]>;
  const store = storeWith([{ ...a, entry: page }]);
  const lens: Lens = {
    key: "entry",
    get: (document) => {
      const entry = document.process.steps[0]?.entry ?? null;
      return entry === null ? null : { ...document, form: { sections: [], pages: [entry] } };
    },
    put: (inner) => [update("step", "stp_A", { entry: inner.form.pages[0] ?? null })],
  };
  const inner = new InnerStore(store, lens);
  const stop = inner.follow();
  const id = page.fields[0]?.id ?? "";
  inner.edit([update("field", id, { label: { vi: "Số quyết định" } })], { words: "Sửa" });
  expect(stepsOf(store)[0]?.entry?.fields[0]?.label["vi"]).toBe("Số quyết định");
  expect(store.state.pending[0]?.operations[0]).toMatchObject({ what: "step", id: "stp_A" });
  store.edit([update("step", "stp_A", { entry: page })], { words: "Trả lại" });
  expect(inner.state.document.form.pages[0]).toBe(page);
  stop();
});
