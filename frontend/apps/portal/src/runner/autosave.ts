/**
 * Save a page in the background a moment after the last change; files have their own way.
 *
 * What is typed is kept on this device first and let go when the server has it, so that neither a
 * lost network nor a phone that ends the tab loses anything.
 */

import { forget, keep, keepForTab } from "./keepsake.ts";
import { say, tell } from "./words.ts";

const KEEP_MS = 400;
const QUIET_MS = 2_500;
const AGAIN_MS = 15_000;

export interface Saver {
  /** Send what an earlier visit to this page could not send; `note` stays until more is typed. */
  sendSoon(note: string): void;
}

export function saveAsOneGoes(form: HTMLFormElement): Saver {
  let timer: number | undefined;
  let keeping: number | undefined;
  let running: AbortController | undefined;
  let changes = 0;
  let note = "";
  const later = (wait: number): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void save(), wait);
  };
  const save = async (): Promise<void> => {
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    const before = changes;
    const outcome = await send(form, signal);
    if (signal.aborted) return;
    if (outcome === "saved" && before === changes) forget(form);
    await report(form, outcome, note);
    if (outcome === "offline") later(AGAIN_MS);
  };
  form.addEventListener("input", () => {
    changes += 1;
    note = "";
    later(QUIET_MS);
    window.clearTimeout(keeping);
    keeping = window.setTimeout(() => void keep(form), KEEP_MS);
  });
  window.addEventListener("online", () => {
    if (changes > 0) later(0);
  });
  window.addEventListener("offline", () => {
    if (changes > 0) void report(form, "offline");
  });
  document.addEventListener("visibilitychange", () => {
    // A phone may end the tab without a word once it is out of sight.
    if (document.visibilityState === "hidden" && changes > 0) keepForTab(form);
  });
  form.addEventListener("submit", (event) => {
    window.clearTimeout(timer);
    if (!navigator.onLine) {
      event.preventDefault();
      void keep(form).then((kept) => {
        tell(form, say(kept ? "waiting" : "unkept"), "trouble");
      });
      return;
    }
    // The page itself is being sent: a late copy must not overtake it.
    running?.abort();
    keepForTab(form);
  });
  return {
    sendSoon: (words) => {
      changes += 1;
      note = words;
      tell(form, words, "well");
      later(0);
    },
  };
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

async function report(form: HTMLFormElement, outcome: Outcome, note = ""): Promise<void> {
  if (outcome === "saved") {
    const time = new Intl.DateTimeFormat(document.documentElement.lang || "vi", {
      hour: "2-digit",
      minute: "2-digit",
    }).format(new Date());
    tell(form, `${note} ${say("saved", { time })}`.trim(), "well");
    return;
  }
  const kept = await keep(form);
  tell(form, say(outcome === "offline" && !kept ? "unkept" : outcome), "trouble");
}
