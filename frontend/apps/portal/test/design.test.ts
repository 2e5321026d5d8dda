// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from "vitest";
import { addDesign } from "../src/office/design.ts";

const PAGE = `<div data-mo-design="/xem-thu/"><form data-mo-design-form>
<div class="mo-field"><p data-mo-design-fault="a" hidden></p><textarea id="a" name="a">Kính gửi </textarea>
<button type="button" data-mo-insert="agency.name" data-mo-into="a">Tên đơn vị</button></div>
<details data-mo-kind="stop_05"><summary>Mẫu 05</summary></details></form>
<select data-mo-design-kind><option value="receipt_01">01</option><option value="stop_05">05</option></select>
<p data-mo-design-state></p><img data-mo-design-page alt="">
<ul data-mo-design-words><li data-for="busy">đang vẽ</li><li data-for="done">đúng</li><li data-for="fault">chưa vẽ</li><li data-for="lost">mất mạng</li></ul></div>`;

function part(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(selector);
  return found;
}

beforeEach(() => {
  document.body.innerHTML = PAGE;
  addDesign(part("[data-mo-design]"));
  URL.createObjectURL = () => "blob:hinh";
});

test("a button inserts its placeholder where the cursor is", () => {
  const box = part("#a") as HTMLTextAreaElement;
  box.setSelectionRange(5, 5);
  part("[data-mo-insert]").click();
  expect(box.value).toBe("Kính {agency.name}gửi ");
  expect(document.activeElement).toBe(box);
});

test("faults stand at their field, and go with the next good picture", async () => {
  const answers = [
    new Response(JSON.stringify({ faults: { a: "Dài quá" } }), { status: 422 }),
    new Response("png", { status: 200 }),
  ];
  const asked = vi.fn(() => Promise.resolve(answers.shift()));
  vi.stubGlobal("fetch", asked);
  const choice = part("[data-mo-design-kind]") as HTMLSelectElement;
  const state = part("[data-mo-design-state]");
  choice.dispatchEvent(new Event("change"));
  await vi.waitFor(() => {
    expect(state.textContent).toBe("chưa vẽ");
  }, 20_000);
  expect(part("[data-mo-design-fault]").textContent).toBe("Dài quá");
  choice.value = "stop_05";
  choice.dispatchEvent(new Event("change"));
  await vi.waitFor(() => {
    expect(state.textContent).toBe("đúng");
  }, 20_000);
  expect(part("[data-mo-design-fault]").hidden).toBe(true);
  expect(part("[data-mo-design-page]").getAttribute("src")).toBe("blob:hinh");
});
