// @vitest-environment jsdom
import type { FormSection } from "@motcua/form-schema";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { addressOf, followProvinces } from "../src/runner/address.ts";
import { saveAsOneGoes, withoutFiles } from "../src/runner/autosave.ts";
import { noteTouched } from "../src/runner/controls.ts";
import { forget, keep, keepForTab, putBack } from "../src/runner/keepsake.ts";
import { currentAnswers, readDate, readNumeral } from "../src/runner/typed.ts";
import { followRules } from "../src/runner/visibility.ts";

const page = (inside: string): HTMLFormElement => {
  document.body.innerHTML = `<form method="post" action="/to-khai/1/pag_1/" data-mc-runner data-draft="1"
    data-page="pag_1" data-communes="/dia-chi/00/">${inside}<p data-mc-save-state></p></form>`;
  const form = document.querySelector("form");
  if (!form) throw new Error("no form");
  return form;
};
const field = (id: string, path: string, inside: string, hidden = ""): string =>
  `<div data-field="${id}" data-path="${path}" ${hidden}>
    <input type="hidden" name="f-${path.replaceAll("/", "-")}-present" value="1" data-mc-present ${hidden ? "disabled" : ""}>${inside}</div>`;
const input = (name: string, value = ""): string => `<input name="${name}" value="${value}">`;
const byName = (form: HTMLFormElement, name: string): HTMLInputElement => {
  const found = form.elements.namedItem(name);
  if (!(found instanceof HTMLInputElement)) throw new Error(name);
  return found;
};
const type = (control: HTMLInputElement, value: string): void => {
  control.value = value;
  control.dispatchEvent(new Event("input", { bubbles: true }));
};

beforeEach(() => {
  sessionStorage.clear();
  localStorage.clear();
  document.documentElement.lang = "vi";
});

describe("what is typed, as answers", () => {
  it.each([
    ["1.500.000", 1_500_000],
    ["12,5", 12.5],
    ["8000 đ", 8000],
    ["-3", -3],
    ["hai", null],
    ["", null],
  ])("reads the number %s", (typed, value) => {
    expect(readNumeral(typed)).toBe(value);
  });

  it.each([
    ["1990", "9", "2", "1990-09-02"],
    ["1990", "9", "", "1990-09"],
    ["1990", "", "", "1990"],
    ["1990", "", "2", null],
    ["90", "9", "2", null],
  ])("reads the date %s %s %s", (year, month, day, value) => {
    expect(readDate(year, month, day)).toBe(value);
  });

  it("reads rows of a group and keeps what other pages hold", () => {
    const form = page(
      input("f-fld_g-rows", "r1") +
        input("f-fld_g-r1-fld_n", "2") +
        input("f-fld_a-province", "68") +
        input("f-fld_y", "yes"),
    );
    const fields = [
      {
        id: "fld_g",
        key: "g",
        type: "group",
        fields: [{ id: "fld_n", key: "n", type: "number" }],
      },
      { id: "fld_a", key: "a", type: "address" },
      { id: "fld_y", key: "y", type: "yes_no" },
    ];
    expect(currentAnswers(fields, { fld_other: "kept" }, form)).toEqual({
      fld_other: "kept",
      fld_g: [{ _row: "r1", fld_n: 2 }],
      fld_a: { province: "68", commune: "", detail: "" },
      fld_y: true,
    });
  });
});

describe("questions that depend on answers", () => {
  const section: FormSection = {
    pages: [
      {
        id: "pag_1",
        fields: [
          { id: "fld_n", key: "n", type: "number" },
          {
            id: "fld_why",
            key: "why",
            type: "short_text",
            visible_if: { op: "gt", args: [{ ref: "fld_n" }, { value: 2 }] },
          },
          {
            id: "fld_sum",
            key: "sum",
            type: "money",
            calculate: { op: "mul", args: [{ ref: "fld_n" }, { value: 8000 }] },
          },
        ],
      },
    ],
  };
  const draw = (): HTMLFormElement =>
    page(
      field("fld_n", "fld_n", input("f-fld_n", "1")) +
        field("fld_why", "fld_why", input("f-fld_why"), "hidden") +
        field("fld_sum", "fld_sum", input("f-fld_sum")),
    );
  const shown = (form: HTMLFormElement): boolean =>
    form.querySelector<HTMLElement>("[data-path=fld_why]")?.hidden === false;

  it("appear with their marker, and the sum follows", () => {
    const form = draw();
    followRules(form, {
      page: "pag_1",
      form: section,
      answers: {},
      profile: null,
      workdays: null,
      fees: [],
    });
    expect(shown(form)).toBe(false);
    type(byName(form, "f-fld_n"), "3");
    expect(shown(form)).toBe(true);
    expect(byName(form, "f-fld_why-present").disabled).toBe(false);
    expect(byName(form, "f-fld_sum").value).toBe("24000");
    type(byName(form, "f-fld_n"), "1");
    expect(shown(form)).toBe(false);
    expect(byName(form, "f-fld_why-present").disabled).toBe(true);
  });

  it("stay when a supplement opens them and closes what they depend on", () => {
    const closed = field("fld_n", "fld_n", `<input name="f-fld_n" value="3" disabled>`);
    const form = page(
      closed.replace("data-mc-present", "data-mc-present disabled") +
        field("fld_why", "fld_why", input("f-fld_why", "Vì vậy")),
    );
    followRules(form, {
      page: "pag_1",
      form: section,
      answers: { fld_n: 3, fld_why: "Vì vậy" },
      profile: null,
      workdays: null,
      fees: [],
    });
    expect(shown(form)).toBe(true);
    expect(byName(form, "f-fld_why-present").disabled).toBe(false);
    expect(byName(form, "f-fld_n-present").disabled).toBe(true);
  });

  it("are left to the server when a rule reads a profile we do not know", () => {
    const form = draw();
    const pages = structuredClone(section.pages ?? []);
    const [, why] = pages[0]?.fields ?? [];
    if (why) why.visible_if = { op: "filled", args: [{ profile: "birth_date" }] };
    followRules(form, {
      page: "pag_1",
      form: { pages },
      answers: {},
      profile: null,
      workdays: null,
      fees: [],
    });
    type(byName(form, "f-fld_n"), "3");
    expect(shown(form)).toBe(false);
  });
});

describe("communes", () => {
  it("come from the address of their province", () => {
    expect(addressOf("68", "/dia-chi/00/")).toBe("/dia-chi/68/");
  });

  it("replace the old list when the province changes", async () => {
    const form = page(
      `<select name="f-a-province"><option value="">-</option><option value="68">Lâm Đồng</option></select>
       <select name="f-a-commune"><option value="">Chọn</option><option value="1">cũ</option></select>`,
    );
    vi.stubGlobal("fetch", () =>
      Promise.resolve(new Response(JSON.stringify({ communes: [["24778", "Xuân Hương"]] }))),
    );
    followProvinces(form);
    const [province, commune] = form.querySelectorAll("select");
    if (!province || !commune) throw new Error("no selects");
    province.value = "68";
    province.dispatchEvent(new Event("change", { bubbles: true }));
    await vi.waitFor(() => {
      expect([...commune.options].map((option) => option.text)).toEqual(["Chọn", "Xuân Hương"]);
    }, 20_000);
  });

  const selects = `<select name="f-a-province"><option value="">-</option><option value="68">Lâm Đồng</option><option value="01">Hà Nội</option></select>
     <select name="f-a-commune"><option value="">Chọn</option></select>`;
  const two = (form: HTMLFormElement): [HTMLSelectElement, HTMLSelectElement] => {
    const [province, commune] = form.querySelectorAll("select");
    if (!province || !commune) throw new Error("no selects");
    return [province, commune];
  };
  const listed = (): Response =>
    new Response(JSON.stringify({ communes: [["24778", "Xuân Hương"]] }));

  it("stay chosen when an older list comes late", async () => {
    const [province, commune] = two(page(selects));
    const answers: ((answer: Response) => void)[] = [];
    vi.stubGlobal("fetch", () => new Promise((done) => answers.push(done)));
    if (province.form) followProvinces(province.form);
    for (const value of ["68", "01", "68"]) {
      province.value = value;
      province.dispatchEvent(new Event("change", { bubbles: true }));
    }
    answers[2]?.(listed());
    await vi.waitFor(() => {
      expect(commune.options.length).toBe(2);
    }, 20_000);
    commune.value = "24778";
    answers[0]?.(new Response(JSON.stringify({ communes: [["24781", "Cam Ly"]] })));
    await new Promise((done) => setTimeout(done, 0));
    expect(commune.value).toBe("24778");
  });

  it("come for a province chosen before the script, and what is in the list stays chosen", async () => {
    const [province, commune] = two(page(selects));
    vi.stubGlobal("fetch", () => Promise.resolve(listed()));
    province.value = "68";
    commune.add(new Option("24778", "24778"));
    commune.value = "24778";
    if (province.form) followProvinces(province.form);
    await vi.waitFor(() => {
      expect(commune.selectedOptions[0]?.text).toBe("Xuân Hương");
    }, 20_000);
  });
});

describe("nothing typed is lost", () => {
  it("is kept for the page and put back until the server has it", async () => {
    const form = page(
      input("f-fld_x", "một") + `<input type="checkbox" name="f-fld_c" value="a" checked>`,
    );
    await keep(form);
    byName(form, "f-fld_x").value = "";
    byName(form, "f-fld_c").checked = false;
    expect(await putBack(form)).toBe(true);
    expect(byName(form, "f-fld_x").value).toBe("một");
    expect(byName(form, "f-fld_c").checked).toBe(true);
    forget(form);
    byName(form, "f-fld_x").value = "";
    expect(await putBack(form)).toBe(false);
  });

  it("does not come back over what is typed meanwhile", async () => {
    const form = page(input("f-fld_x", "một") + input("f-fld_y", "hai"));
    await keep(form);
    byName(form, "f-fld_y").value = "";
    const touched = noteTouched(form);
    type(byName(form, "f-fld_x"), "mới");
    expect(await putBack(form, touched)).toBe(true);
    expect([byName(form, "f-fld_x").value, byName(form, "f-fld_y").value]).toEqual(["mới", "hai"]);
  });

  it("is sealed on the device with the draft's own key", async () => {
    const form = page(input("f-fld_x", "bí mật"));
    form.dataset["keep"] = "ab".repeat(32);
    expect(await keep(form)).toBe(true);
    expect(JSON.stringify(Object.entries(localStorage))).not.toContain("bí mật");
    byName(form, "f-fld_x").value = "";
    form.dataset["keep"] = "cd".repeat(32);
    expect(await putBack(form)).toBe(false);
    form.dataset["keep"] = "ab".repeat(32);
    await keep(form);
    byName(form, "f-fld_x").value = "";
    byName(form, "f-fld_x").disabled = true;
    expect(await putBack(form)).toBe(false);
  });

  it("stays nowhere on a device that serves everybody", async () => {
    const form = page(input("f-fld_x", "của người trước"));
    form.dataset["shared"] = "";
    expect(await keep(form)).toBe(false);
    keepForTab(form);
    expect([...Object.keys(localStorage), ...Object.keys(sessionStorage)]).toEqual([]);
  });

  it("gives way to what another device saved later", async () => {
    const form = page(input("f-fld_x", "cũ"));
    await keep(form);
    byName(form, "f-fld_x").value = "mới";
    form.dataset["saved"] = String(Date.now() + 1_000);
    expect(await putBack(form)).toBe(false);
    expect(byName(form, "f-fld_x").value).toBe("mới");
  });

  it("says that there is no network and sends again", async () => {
    vi.useFakeTimers();
    const form = page(input("f-fld_x", "một"));
    let online = false;
    const sent = vi.fn(() =>
      online ? Promise.resolve(new Response("{}")) : Promise.reject(new TypeError("offline")),
    );
    vi.stubGlobal("fetch", sent);
    saveAsOneGoes(form);
    type(byName(form, "f-fld_x"), "hai");
    await vi.advanceTimersByTimeAsync(3_000);
    const told = (): string => form.querySelector("[data-mc-save-state]")?.textContent ?? "";
    expect(told()).toContain("Chưa có mạng, đã giữ trên máy này");
    online = true;
    window.dispatchEvent(new Event("online"));
    await vi.advanceTimersByTimeAsync(100);
    vi.useRealTimers();
    expect(told()).toContain("Đã lưu lúc");
    expect(sent).toHaveBeenCalledTimes(2);
    expect(sessionStorage.length).toBe(0);
  });

  it("is forgotten when another page is shown", async () => {
    const form = page(input("f-fld_x", "một"));
    await keep(form);
    form.dataset["page"] = "pag_2";
    expect(await putBack(form)).toBe(false);
    expect(sessionStorage.length).toBe(0);
  });

  it("tells an ended session and keeps the page", async () => {
    vi.useFakeTimers();
    const form = page(input("f-fld_x", "một"));
    vi.stubGlobal("fetch", () => Promise.resolve(new Response("", { status: 403 })));
    saveAsOneGoes(form);
    type(byName(form, "f-fld_x"), "hai");
    await vi.advanceTimersByTimeAsync(3_000);
    vi.useRealTimers();
    expect(form.querySelector("[data-mc-save-state]")?.textContent).toContain("Phiên đăng nhập");
    expect(sessionStorage.length).toBe(1);
  });

  it("sends no file and no removal in the background", () => {
    const form = page(
      `${input("f-fld_x", "một")}<input type="file" name="f-fld_f">
       <input type="checkbox" name="f-fld_f-remove" value="1" checked>`,
    );
    expect([...withoutFiles(form).keys()]).toEqual(["f-fld_x"]);
  });
});
