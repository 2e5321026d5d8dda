import type { HostFacts } from "../facts.ts";
import type { Api } from "./api.ts";
import type { Saver } from "./saver.ts";
import type { Store } from "./store.ts";
import { sameJson } from "../model/sharing.ts";

const ALONE = 20_000;
const TOGETHER = 6_000;

/** Tells who else has this service open, and takes in what they save. */
export function watchColleagues(host: HostFacts, api: Api, store: Store, saver: Saver): void {
  if (host.urls.presence === "") {
    return;
  }
  const me = crypto.randomUUID();
  let stamp = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  async function look(): Promise<void> {
    clearTimeout(timer);
    if (document.visibilityState === "visible" && store.state.phase !== "signed-out") {
      try {
        const seen = await api.presence(me, store.state.selectedId);
        if (seen.talk_stamp !== stamp && host.urls.comments !== "") {
          stamp = seen.talk_stamp;
          store.set({ talk: await api.talk() });
        }
        if (!sameJson(store.state.colleagues, seen.others)) {
          store.set({ colleagues: seen.others });
        }
        if (seen.revision > store.state.facts.revision) {
          await saver.refresh();
        }
      } catch {
        // The next look may reach the server; saving says loudly when it does not.
      }
    }
    timer = setTimeout(() => void look(), store.state.colleagues.length > 0 ? TOGETHER : ALONE);
  }
  document.addEventListener("visibilitychange", () => void look());
  timer = setTimeout(() => void look(), 500);
}
