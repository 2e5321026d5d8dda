import { SILENCE } from "../comments/model.ts";
import type { HostFacts } from "../facts.ts";
import { makeApi, type Api } from "./api.ts";
import { watchColleagues } from "./colleagues.ts";
import { Saver } from "./saver.ts";
import type { State } from "./state.ts";
import { Store } from "./store.ts";

export interface Desk {
  host: HostFacts;
  api: Api;
  store: Store;
  saver: Saver;
}

export function firstState(host: HostFacts): State {
  const { document, ...facts } = host.draft;
  const pageId = document.form.pages[0]?.id ?? "";
  return {
    document,
    base: document,
    pending: [],
    facts,
    phase: "saved",
    conflict: null,
    tab: "form",
    view: "edit",
    look: { device: "phone", scripts: true, person: "", sample: null, language: "vi" },
    pane: "canvas",
    pageId,
    selectedId: pageId,
    stepId: "",
    processView: "draw",
    marked: [],
    isMarking: false,
    toast: null,
    showsEnglish: false,
    dialog: null,
    showsProblems: false,
    problemAt: -1,
    refusal: [],
    colleagues: [],
    pasted: null,
    talk: SILENCE,
  };
}

export function startDesk(host: HostFacts): Desk {
  const api = makeApi(host);
  const store = new Store(firstState(host));
  const saver = new Saver(store, api);
  window.addEventListener("online", () => void saver.retry());
  window.addEventListener("beforeunload", (event) => {
    if (store.state.pending.length > 0) {
      void saver.flush();
      event.preventDefault();
    }
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && store.state.pending.length > 0) {
      void saver.flush();
    }
  });
  watchColleagues(host, api, store, saver);
  void learnFacts(api, store);
  return { host, api, store, saver };
}

const ASK_AGAIN = 5_000;

/** The page opens before its draft is checked; a save may answer first. */
async function learnFacts(api: Api, store: Store): Promise<void> {
  if (store.state.facts.is_checked || store.state.phase === "signed-out") {
    return;
  }
  try {
    store.learn(await api.facts());
  } catch {
    setTimeout(() => void learnFacts(api, store), ASK_AGAIN);
  }
}
