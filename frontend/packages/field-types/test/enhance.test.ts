// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from "vitest";
import lines from "../src/business_lines/enhance.ts";
import { shrink } from "../src/image/enhance.ts";
import search from "../src/list_choice/enhance.ts";
import { fromTile, toTile } from "../src/map_point/enhance.ts";
import point from "../src/map_point/enhance.ts";
import oldAddress from "../src/old_address/enhance.ts";
import signature, { readStrokes, writeStrokes } from "../src/signature/enhance.ts";

const fieldOf = (markup: string): HTMLElement => {
  document.body.innerHTML = `<div class="mc-field" data-field="fld_x">${markup}</div>`;
  return document.querySelector<HTMLElement>(".mc-field") ?? document.body;
};
const input = (selector: string): HTMLInputElement =>
  document.querySelector<HTMLInputElement>(selector) ?? document.createElement("input");
const answers = (body: unknown): void => {
  vi.stubGlobal("fetch", () =>
    Promise.resolve({ ok: true, json: () => Promise.resolve(body) } as Response),
  );
};
const change = (element: Element): boolean =>
  element.dispatchEvent(new Event("change", { bubbles: true }));

beforeEach(() => {
  vi.unstubAllGlobals();
});

describe("a search of a long list", () => {
  const markup = (kind: string): string =>
    `<div data-mc-find data-kind="${kind}"><input type="search" name="f-fld_x-find"><button>Tìm</button></div>
     <div data-mc-found></div><fieldset data-mc-main></fieldset>`;

  it("shows what was found as choices, words as words", async () => {
    answers({ rows: [["5610", "Nhà hàng <b>", {}]] });
    const field = fieldOf(markup("radio"));
    search(field);
    expect(field.querySelector("button")).toBeNull();
    input('[type="search"]').value = "nha hang";
    input('[type="search"]').dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
    await vi.waitFor(() => {
      expect(field.querySelector('input[name="f-fld_x"][value="5610"]')).not.toBeNull();
    }, 20_000);
    expect(field.querySelector("b")).toBeNull();
    expect(field.querySelector("label")?.getAttribute("for")).toBe("f-fld_x");
  });

  it("keeps what is ticked and offers it as main line", async () => {
    answers({ rows: [["5610", "Nhà hàng", {}], ["5630", "Đồ uống", {}]] }); // prettier-ignore
    const field = fieldOf(markup("checkbox"));
    lines(field);
    input('[type="search"]').value = "an";
    input('[type="search"]').dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
    await vi.waitFor(() => {
      expect(field.querySelectorAll('input[name="f-fld_x-codes"]').length).toBe(2);
    }, 20_000);
    const first = input('input[value="5610"]');
    first.checked = true;
    change(first);
    expect(input('input[name="f-fld_x-main"]').checked).toBe(true);
    expect(input('[type="search"]').value).toBe("");
  });

  it("survives a lost network", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new Error("offline")));
    const field = fieldOf(markup("radio"));
    search(field);
    input('[type="search"]').value = "x";
    input('[type="search"]').dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
    await vi.waitFor(() => {
      expect(field.querySelector("[data-mc-found] div")).not.toBeNull();
    }, 20_000);
  });
});

describe("a signature", () => {
  it("is kept as points and cleared by a button", () => {
    const field = fieldOf(
      `<fieldset data-mc-signature data-draw="Vẽ" data-clear="Xóa">
         <input name="f-fld_x-name"><input type="hidden" data-mc-drawn value="1,2 3,4"></fieldset>`,
    );
    signature(field);
    expect(field.querySelector("canvas")?.getAttribute("aria-label")).toBe("Vẽ");
    field.querySelector<HTMLButtonElement>("button")?.click();
    expect(input("[data-mc-drawn]").value).toBe("");
  });

  it("reads back what it writes, and nothing else", () => {
    expect(writeStrokes(readStrokes("1,2 3,4;5,6"))).toBe("1,2 3,4;5,6");
    expect(readStrokes("<svg onload=x>")).toEqual([]);
    expect(readStrokes("")).toEqual([]);
  });
});

describe("a point", () => {
  it("comes from the device in the notation people read", () => {
    vi.stubGlobal("navigator", {
      geolocation: {
        getCurrentPosition: (done: (at: unknown) => void) => {
          done({ coords: { latitude: 21.0285114, longitude: 105.8 } });
        },
      },
    });
    const field = fieldOf(
      `<fieldset data-mc-map data-locate="Lấy vị trí"><input name="f-fld_x-lat"><input name="f-fld_x-lng"></fieldset>`,
    );
    point(field);
    field.querySelector<HTMLButtonElement>("button")?.click();
    expect(input('[name$="-lat"]').value).toBe("21,028511");
  });

  it.each([
    [21.0285, 105.8048, 15],
    [-33.86, -70.65, 3],
  ])("%f, %f on a map of level %i comes back", (lat, lng, zoom) => {
    const { x, y } = toTile({ lat, lng }, zoom);
    const back = fromTile(x, y, zoom);
    expect(back.lat).toBeCloseTo(lat, 6);
    expect(back.lng).toBeCloseTo(lng, 6);
  });
});

describe("an old address", () => {
  const select = (part: string, options = ""): string =>
    `<select name="f-fld_x-${part}"><option value=""></option>${options}</select>`;
  const markup = `<fieldset data-mc-old-address data-old="/dia-gioi-cu/">
    <div data-mc-era><input type="radio" name="f-fld_x-era" value="new"><input type="radio" name="f-fld_x-era" value="old"></div>
    <div data-mc-when="new"></div>
    <div data-mc-when="old">${select("old_province", '<option value="01">Hà Nội</option>')}${select("old_district")}${select("old_commune")}${select("now")}</div></fieldset>`;

  it("shows the questions of the chosen time", () => {
    const field = fieldOf(markup);
    oldAddress(field);
    const old = field.querySelector<HTMLElement>('[data-mc-when="old"]');
    expect(old?.hidden).toBe(true);
    input('input[value="old"]').checked = true;
    change(input('input[value="old"]'));
    expect(old?.hidden).toBe(false);
  });

  it("finds today's commune when there is one alone", async () => {
    const field = fieldOf(markup);
    oldAddress(field);
    const put = async (part: string, value: string, next: string): Promise<void> => {
      const box = field.querySelector<HTMLSelectElement>(`select[name$="-${part}"]`);
      if (box) box.value = value;
      if (box) change(box);
      await vi.waitFor(() => {
        expect(field.querySelectorAll(`select[name$="-${next}"] option`).length).toBe(2);
      }, 20_000);
    };
    answers({ places: [["001", "Quận Ba Đình", []]] });
    await put("old_province", "01", "old_district");
    answers({ places: [["00001", "Phường Phúc Xá", [["00097", "Phường Hồng Hà"]]]] });
    await put("old_district", "001", "old_commune");
    await put("old_commune", "00001", "now");
    expect(field.querySelector<HTMLSelectElement>('select[name$="-now"]')?.value).toBe("00097");
  });

  it("forgets a list that comes after another province was chosen", async () => {
    const field = fieldOf(markup);
    oldAddress(field);
    const waiting: ((answer: Response) => void)[] = [];
    vi.stubGlobal("fetch", () => new Promise((done) => waiting.push(done)));
    const province = field.querySelector<HTMLSelectElement>('select[name$="-old_province"]');
    if (!province) throw new Error("no province");
    change(province);
    change(province);
    const districts = (code: string): Response =>
      new Response(JSON.stringify({ places: [[code, code, []]] }));
    waiting[1]?.(districts("002"));
    await vi.waitFor(() => {
      expect(field.querySelector('option[value="002"]')).not.toBeNull();
    }, 20_000);
    waiting[0]?.(districts("001"));
    await new Promise((done) => setTimeout(done, 0));
    expect(field.querySelector('option[value="001"]')).toBeNull();
  });
});

it("a picture that cannot be read is sent as it is", async () => {
  const file = new File(["x"], "a.jpg", { type: "image/jpeg" });
  expect(await shrink(file, 2000)).toBe(file);
  const paper = new File(["x"], "a.pdf", { type: "application/pdf" });
  expect(await shrink(paper, 2000)).toBe(paper);
});
