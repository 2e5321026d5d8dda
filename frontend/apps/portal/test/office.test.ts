// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from "vitest";
import { addKeys } from "../src/office/keys.ts";
import { addProgress } from "../src/office/progress.ts";
import { addTicks } from "../src/office/ticks.ts";

function page(keys = true): HTMLElement {
  const row = (n: number) =>
    `<tr data-mo-row><td><input type="checkbox" name="chon" value="${String(n)}"></td>` +
    `<th><a class="mo-list__code" href="#c${String(n)}">${String(n)}</a></th>` +
    `<td><a data-mo-open href="#o${String(n)}">xem</a></td></tr>`;
  document.body.innerHTML =
    `<div data-mo-list ${keys ? "data-mo-keys" : ""}><input type="search">` +
    `<form data-mo-many><span hidden><input type="checkbox" id="chon-het"></span>` +
    `<strong data-mo-count></strong><button>Nhận</button></form>` +
    `<table>${row(1)}${row(2)}${row(3)}</table></div>`;
  const list = document.querySelector<HTMLElement>("[data-mo-list]");
  if (!list) throw new Error("no list");
  return list;
}

function press(key: string, target: EventTarget = document.body): boolean {
  return target.dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }),
  );
}

const chosen = () => document.querySelectorAll('input[name="chon"]:checked').length;

beforeEach(() => {
  vi.restoreAllMocks();
});

test("rows are walked, ticked and opened by keys, never while somebody types", () => {
  const list = page();
  addKeys(list, addTicks(list));
  const opened: string[] = [];
  list.addEventListener("click", (event) => {
    opened.push((event.target as HTMLElement).getAttribute("href") ?? "");
  });
  press("j");
  press("j");
  press("x");
  expect(document.querySelector<HTMLInputElement>('input[value="2"]')?.checked).toBe(true);
  press("Enter");
  expect(opened).toEqual(["#o2"]);
  press("a");
  expect(chosen()).toBe(3);
  const search = list.querySelector("input[type=search]");
  if (search) press("a", search);
  expect(chosen()).toBe(3);
  expect(document.querySelector("[data-mo-count]")?.textContent).toBe("3");
});

test("switched off, single keys do nothing", () => {
  const list = page(false);
  addKeys(list, addTicks(list));
  press("j");
  press("a");
  expect(chosen()).toBe(0);
});

test("more than twenty are sent ten at a time, and each outcome is told", async () => {
  const ticks = Array.from(
    { length: 25 },
    (_each, n) => `<input type="checkbox" name="chon" value="${String(n)}" checked>`,
  ).join("");
  document.body.innerHTML =
    `<form data-mo-progress data-mo-done="xong" data-mo-failed="hỏng" action="/x">${ticks}</form>` +
    `<section data-mo-running hidden><progress></progress><p data-mo-running-words></p><ul></ul></section>`;
  const sent: number[] = [];
  vi.stubGlobal(
    "fetch",
    vi.fn((_url: string, init: { body: FormData }) => {
      const marks = init.body.getAll("chon").filter((each) => typeof each === "string");
      sent.push(marks.length);
      const outcomes = marks.map((mark) => ({
        number: mark,
        url: "/h",
        is_done: mark !== "3",
        words: "đã nhận",
      }));
      return Promise.resolve({ ok: true, json: () => Promise.resolve({ outcomes }) });
    }),
  );
  const form = document.querySelector<HTMLFormElement>("form");
  if (!form) throw new Error("no form");
  addProgress(form);
  form.dispatchEvent(new Event("submit", { cancelable: true }));
  await vi.waitFor(() => {
    expect(document.querySelectorAll("li").length).toBe(25);
  }, 20_000);
  expect(sent).toEqual([10, 10, 5]);
  expect(document.querySelectorAll(".mo-outcome--failed").length).toBe(1);
  expect(document.querySelector("[data-mo-running-words]")?.textContent).toBe("25/25, 24 xong");
});
