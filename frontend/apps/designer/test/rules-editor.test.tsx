// @vitest-environment jsdom
import { act, type ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { FieldTypeFacts, HostFacts } from "../src/facts.ts";
import type { Field, Rule, ServiceDocument } from "../src/generated/service.ts";
import { ConditionEditor } from "../src/rules/ConditionEditor.tsx";
import { CalculationEditor } from "../src/rules/CalculationEditor.tsx";
import { RuleComposer } from "../src/rules/RuleComposer.tsx";
import { RuleLinks } from "../src/rules/RuleLinks.tsx";
import { DeskContext } from "../src/store/hooks.ts";
import { firstState, type Desk } from "../src/store/start.ts";
import { Store } from "../src/store/store.ts";
import { corpus, host } from "./sample.ts";

vi.setConfig({ testTimeout: 60_000 });
(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

const KINDS: Readonly<Record<string, string>> = {
  single_choice: "choice",
  short_text: "text",
  number: "number",
  date: "date",
  group: "rows",
};
const field = (id: string, type: string, label: string, more: Partial<Field> = {}): Field =>
  ({
    ...corpus.document.form.pages[0]?.fields[0],
    id,
    key: id.slice(4),
    type,
    label: { vi: label },
    required: false,
    visible_if: null,
    required_if: null,
    calculate: null,
    config: {},
    fields: [],
    ...more,
  }) as Field;
const options = [
  { value: "single", label: { vi: "Độc thân" } },
  { value: "married", label: { vi: "Đã kết hôn" } },
];
const target = field("fld_fee", "number", "Lệ phí");
const fields = [
  field("fld_status", "single_choice", "Tình trạng", { config: { options } }),
  field("fld_copies", "number", "Số bản"),
  field("fld_birth", "date", "Ngày sinh"),
  field("fld_children", "group", "Con", { fields: [field("fld_age", "number", "Tuổi con")] }),
  field("fld_reader", "short_text", "Câu đọc", {
    visible_if: { op: "filled", args: [{ ref: "fld_copies", part: null }] },
  }),
  target,
];

let root: Root;
let box: HTMLElement;
let rule: Rule | null;

function desk(): Desk {
  const base = host();
  const page = corpus.document.form.pages[0];
  const document = {
    ...corpus.document,
    // The corpus is older than groups of procedures and sub-processes.
    execution: { ...corpus.document.execution, group: [] },
    process: { ...corpus.document.process, sub_processes: [] },
    form: { sections: [], pages: page === undefined ? [] : [{ ...page, fields }] },
    components: [],
    fees: [],
  } as ServiceDocument;
  const types = Object.entries(KINDS).map(([key, kind]) => ({
    key,
    kind,
    label: { vi: key },
    has_answer: true,
    calculable: kind === "number",
    config_schema: {},
    default_config: {},
  })) as unknown as FieldTypeFacts[];
  const given: HostFacts = { ...base, field_types: types, draft: { ...base.draft, document } };
  return { host: given, store: new Store(firstState(given)) } as unknown as Desk;
}

function show(make: () => ReactNode): void {
  const known = desk();
  act(() => {
    root.render(<DeskContext value={known}>{make()}</DeskContext>);
  });
}

function condition(): void {
  show(() => (
    <ConditionEditor
      title="Khi nào hiện"
      always="Luôn hiện"
      rule={rule}
      excluded={["fld_fee"]}
      onChange={(next) => {
        rule = next;
        condition();
      }}
    />
  ));
}

const labelled = (label: string): HTMLElement => {
  const found = [...box.querySelectorAll<HTMLElement>(`[aria-label="${label}"]`)].at(-1);
  if (found === undefined) throw new Error(`nothing is called ${label}`);
  return found;
};
const button = (words: string): HTMLButtonElement => {
  const found = [...box.querySelectorAll("button")].find((each) =>
    each.textContent.includes(words),
  );
  if (found === undefined) throw new Error(`no button ${words}`);
  return found;
};

/** As a browser does it: React listens for the native event. */
function put(element: HTMLElement, value: string): void {
  act(() => {
    Reflect.set(Object.getPrototypeOf(element) as object, "value", value, element);
    const kind = element instanceof HTMLSelectElement ? "change" : "input";
    element.dispatchEvent(new Event(kind, { bubbles: true }));
  });
}
function press(element: HTMLElement, key: string): void {
  act(() => {
    element.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  });
}
function click(element: HTMLElement): void {
  act(() => {
    element.click();
  });
}

beforeEach(() => {
  rule = null;
  box = document.createElement("div");
  document.body.append(box);
  root = createRoot(box);
});
afterEach(() => {
  act(() => {
    root.unmount();
  });
  box.remove();
});

describe("a condition in sentences", () => {
  test("is put together by choosing from lists", () => {
    condition();
    expect(box.textContent).toContain("Luôn hiện");
    click(button("Chỉ hiện khi…"));
    put(labelled("Câu hỏi"), "fld_status");
    expect(rule).toEqual({
      op: "eq",
      args: [{ ref: "fld_status", part: null }, { value: "single" }],
    });
    put(labelled("Giá trị"), "married");
    click(button("Thêm điều kiện"));
    expect((rule as { op: string } | null)?.op).toBe("eq");
    put(labelled("Câu hỏi"), "fld_birth");
    put(labelled("Phần nào của câu trả lời"), "age");
    put(labelled("So sánh"), "ge");
    put(labelled("Giá trị"), "18");
    expect(rule).toEqual({
      op: "and",
      args: [
        { op: "eq", args: [{ ref: "fld_status", part: null }, { value: "married" }] },
        {
          op: "ge",
          args: [{ op: "age", args: [{ ref: "fld_birth", part: null }] }, { value: 18 }],
        },
      ],
    });
    expect(box.textContent).toContain(
      "“Tình trạng” là “Đã kết hôn” và tuổi theo “Ngày sinh” từ 18",
    );
    put(labelled("Các điều kiện phải đúng thế nào"), "any");
    expect((rule as { op: string } | null)?.op).toBe("or");
    click(labelled("Bỏ điều kiện 2"));
    click(labelled("Bỏ điều kiện 1"));
    expect(rule).toBeNull();
  });

  test("reaches into the rows of a group", () => {
    condition();
    click(button("Chỉ hiện khi…"));
    put(labelled("Câu hỏi"), "fld_children");
    expect(rule).toBeNull();
    put(labelled("Câu hỏi"), "fld_age");
    put(labelled("So sánh"), "lt");
    put(labelled("Giá trị"), "6");
    expect(rule).toEqual({
      op: "any",
      args: [
        { ref: "fld_children", part: null },
        { op: "lt", args: [{ ref: "fld_age", part: null }, { value: 6 }] },
      ],
    });
  });

  test("what sentences cannot say stands as a formula", () => {
    rule = {
      op: "gt",
      args: [{ op: "mul", args: [{ ref: "fld_copies", part: null }, { value: 2 }] }, { value: 5 }],
    };
    condition();
    const text = box.querySelector("textarea");
    expect(text?.value).toBe("[Số bản] * 2 > 5");
  });
});

describe("a formula", () => {
  const calculation = (): void => {
    show(() => (
      <CalculationEditor
        field={{ ...target, calculate: rule }}
        inside=""
        onChange={(next) => {
          rule = next;
          calculation();
        }}
      />
    ));
  };
  const textarea = (): HTMLTextAreaElement => {
    const found = box.querySelector("textarea");
    if (found === null) throw new Error("no formula");
    return found;
  };

  test("is completed with the keyboard and read while it is typed", () => {
    calculation();
    click(button("Tính từ các câu khác…"));
    put(textarea(), "[số");
    expect(box.querySelector('[role="option"][aria-selected="true"]')?.textContent).toContain(
      "Số bản",
    );
    press(textarea(), "Enter");
    expect(textarea().value).toBe("[Số bản]");
    put(textarea(), "[Số bản] * 8000");
    expect(rule).toEqual({
      op: "mul",
      args: [{ ref: "fld_copies", part: null }, { value: 8000 }],
    });
  });

  test("a fault is told where it stands and changes nothing", () => {
    rule = { value: 1 };
    calculation();
    put(textarea(), "[Số bản] * [Tình trạng]");
    expect(rule).toEqual({ value: 1 });
    expect(textarea().getAttribute("aria-invalid")).toBe("true");
    expect(box.querySelector("mark")?.textContent).toBe("[Tình trạng]");
    expect(box.textContent).toContain("NHÂN cần số ở đây, nhưng đây là văn bản.");
  });
});

test("a question names the rules that read it", () => {
  show(() => <RuleLinks id="fld_copies" />);
  expect(box.textContent).toContain("Câu đọc");
  expect(box.textContent).toContain("hiện khi “Số bản” đã được trả lời");
});

test("when this question … then another is asked", () => {
  const known = desk();
  act(() => {
    root.render(
      <DeskContext value={known}>
        <RuleComposer field={fields[0] ?? target} />
      </DeskContext>,
    );
  });
  click(button("Khi câu này… thì…"));
  put(labelled("Giá trị"), "married");
  put(labelled("Làm gì"), "required_if");
  put(labelled("Câu hỏi hoặc trang"), "fld_reader");
  click(button("Thêm quy tắc"));
  const page = known.store.state.document.form.pages[0];
  expect(page?.fields.find(({ id }) => id === "fld_reader")?.required_if).toEqual({
    op: "eq",
    args: [{ ref: "fld_status", part: null }, { value: "married" }],
  });
});
