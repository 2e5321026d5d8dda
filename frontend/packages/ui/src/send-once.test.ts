// @vitest-environment jsdom
import { expect, it } from "vitest";
import { sendOnce } from "./send-once.ts";

const submit = (form: HTMLFormElement): boolean =>
  form.dispatchEvent(new SubmitEvent("submit", { cancelable: true }));

it("lets a form through once, and again after the page is come back to", async () => {
  document.body.innerHTML = "<form method=post><button>Gửi</button></form>";
  const form = document.querySelector("form");
  if (!form) throw new Error("no form");
  sendOnce(form);
  expect(submit(form)).toBe(true);
  await Promise.resolve();
  expect(submit(form)).toBe(false);
  window.dispatchEvent(new Event("pageshow"));
  expect(submit(form)).toBe(true);
});
