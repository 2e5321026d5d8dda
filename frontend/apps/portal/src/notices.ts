/** The page of preferences: this browser agrees to be told, or shows that it has. */

import { afterReady } from "@motcua/ui";
import { deviceName, digestOf, keyBytes } from "./notices/browser.ts";

async function subscribe(place: HTMLElement): Promise<"done" | "denied" | "failed"> {
  const { key = "", add = "", worker = "" } = place.dataset;
  if ((await Notification.requestPermission()) !== "granted") return "denied";
  await navigator.serviceWorker.register(worker);
  const registration = await navigator.serviceWorker.ready;
  const made = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: keyBytes(key),
  });
  const token = place.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]");
  const answer = await fetch(add, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token?.value ?? "" },
    body: JSON.stringify({ ...made.toJSON(), device: deviceName(navigator.userAgent) }),
  });
  return answer.ok ? "done" : "failed";
}

/** Whether this browser is one of those in the list. */
async function isListed(): Promise<boolean> {
  const registration = await navigator.serviceWorker.getRegistration();
  const made = await registration?.pushManager.getSubscription();
  if (!made) return false;
  const digest = await digestOf(made.endpoint);
  return document.querySelector(`[data-mc-browser="${digest}"]`) !== null;
}

async function start(place: HTMLElement): Promise<void> {
  const button = place.querySelector<HTMLButtonElement>("[data-mc-push-on]");
  const none = place.querySelector<HTMLElement>("[data-mc-push-none]");
  const said = place.querySelector<HTMLElement>("[data-mc-push-said]");
  if (!button || !none || !said) return;
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) {
    none.hidden = false;
    return;
  }
  button.hidden = await isListed();
  button.addEventListener("click", () => {
    button.disabled = true;
    said.textContent = "";
    void subscribe(place)
      .catch(() => "failed" as const)
      .then((outcome) => {
        if (outcome === "done") {
          window.location.reload();
          return;
        }
        button.disabled = false;
        said.textContent = place.dataset[outcome] ?? "";
      });
  });
}

afterReady(() => {
  for (const place of document.querySelectorAll<HTMLElement>("[data-mc-push]")) void start(place);
});
