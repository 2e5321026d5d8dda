// @vitest-environment jsdom
import { expect, it } from "vitest";
import { sendOnce, UNSENT } from "./send-once.ts";

const submit = (form: HTMLFormElement): boolean =>
  form.dispatchEvent(new SubmitEvent("submit", { cancelable: true }));

const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

it("lets a form through once, and again after the page is come back to", async () => {
  document.body.innerHTML = "<form method=post><button>Gửi</button></form>";
  const form = document.querySelector("form");
  if (!form) throw new Error("no form");
  sendOnce(form);
  expect(submit(form)).toBe(true);
  await later();
  expect(submit(form)).toBe(false);
  window.dispatchEvent(new Event("pageshow"));
  expect(submit(form)).toBe(true);
});

it("does not count what was refused by who listens after it, nor what did not get through", async () => {
  document.body.innerHTML = "<form method=post><button>Gửi</button></form>";
  const form = document.querySelector("form");
  if (!form) throw new Error("no form");
  sendOnce(form);
  const refuse = (event: Event): void => {
    event.preventDefault();
  };
  form.addEventListener("submit", refuse);
  expect(submit(form)).toBe(false);
  await later();
  form.removeEventListener("submit", refuse);
  expect(submit(form)).toBe(true);
  await later();
  form.dispatchEvent(new Event(UNSENT));
  expect(submit(form)).toBe(true);
});
