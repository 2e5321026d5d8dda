/** Save a page in the background a moment after the last change; files wait for the real save. */

import { keep } from "./keepsake.ts";
import { say, tell } from "./words.ts";

const QUIET_MS = 2_500;
const AGAIN_MS = 15_000;

export function saveAsOneGoes(form: HTMLFormElement): void {
  let timer: number | undefined;
  let running: AbortController | undefined;
  const later = (wait: number): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void save(), wait);
  };
  const save = async (): Promise<void> => {
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    const outcome = await send(form, signal);
    if (signal.aborted) return;
    report(form, outcome);
    if (outcome === "offline") later(AGAIN_MS);
  };
  form.addEventListener("input", () => {
    later(QUIET_MS);
  });
  form.addEventListener("submit", () => {
    // The page itself is being sent: a late copy must not overtake it.
    window.clearTimeout(timer);
    running?.abort();
    keep(form);
  });
}

type Outcome = "saved" | "expired" | "offline" | "refused";

async function send(form: HTMLFormElement, signal: AbortSignal): Promise<Outcome> {
  try {
    const response = await fetch(form.action || location.href, {
      method: "POST",
      body: withoutFiles(form),
      headers: { "X-Requested-With": "autosave" },
      redirect: "manual",
      signal,
    });
    if (response.ok) return "saved";
    // A redirect leads to the sign-in page; 403 is a form token that died with the session.
    const ended = response.type === "opaqueredirect" || [401, 403].includes(response.status);
    return ended ? "expired" : "refused";
  } catch {
    return "offline";
  }
}

/** The page's answers less files, and less removals, which only the citizen's own save makes. */
export function withoutFiles(form: HTMLFormElement): FormData {
  const data = new FormData(form);
  const names = new Set(data.keys());
  for (const name of names) {
    const isFile = data.getAll(name).some((each) => each instanceof File);
    if (isFile || name.endsWith("-remove")) data.delete(name);
  }
  return data;
}

function report(form: HTMLFormElement, outcome: Outcome): void {
  if (outcome === "saved") {
    const time = new Intl.DateTimeFormat(document.documentElement.lang || "vi", {
      hour: "2-digit",
      minute: "2-digit",
    }).format(new Date());
    tell(form, say("saved", { time }), "well");
    return;
  }
  keep(form);
  tell(form, say(outcome), "trouble");
}
