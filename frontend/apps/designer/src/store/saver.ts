import { t } from "../i18n.ts";
import { applyAll } from "../model/apply.ts";
import { sameJson } from "../model/sharing.ts";
import { ApiError, type Api } from "./api.ts";
import type { Store } from "./store.ts";

const TYPING_PAUSE = 900;
const FIRST_RETRY = 3_000;
const LAST_RETRY = 30_000;

/** Sends what is pending, one batch after another, and tries again when the network is back. */
export class Saver {
  private readonly store: Store;
  private readonly api: Api;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | null = null;
  private retryAfter = FIRST_RETRY;

  constructor(store: Store, api: Api) {
    this.store = store;
    this.api = api;
    store.onEdit = (soon) => {
      if (store.state.phase !== "conflict") {
        this.schedule(soon ? 0 : TYPING_PAUSE);
      }
    };
  }

  /** Save all that is pending now. True when nothing is left to save. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    this.running ??= this.work().finally(() => {
      this.running = null;
    });
    await this.running;
    return this.store.state.pending.length === 0;
  }

  async replay(act: "undo" | "redo"): Promise<void> {
    if (!(await this.flush())) {
      this.store.say(t("Chưa lưu xong nên chưa hoàn tác được. Hãy đợi có mạng trở lại."), {
        isError: true,
      });
      return;
    }
    try {
      this.store.adopt(await this.api.replay(act, this.store.state.facts.revision));
      this.store.say(act === "undo" ? t("Đã hoàn tác.") : t("Đã làm lại."));
    } catch (error) {
      await this.failReplay(error);
    }
  }

  /** Go on after a conflict: with the author's edits on top of the newest draft, or without. */
  async settle(keep: boolean): Promise<void> {
    const conflict = this.store.state.conflict;
    if (conflict === null) {
      return;
    }
    if (keep) {
      this.store.rebase(conflict.fresh);
      await this.flush();
    } else {
      this.store.adopt(conflict.fresh);
    }
  }

  /** The network or the session may be back. */
  async retry(): Promise<void> {
    this.retryAfter = FIRST_RETRY;
    if (this.store.state.phase === "signed-out") {
      try {
        await this.api.draft();
      } catch {
        return;
      }
    }
    await this.flush();
  }

  private schedule(after: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), after);
  }

  private async work(): Promise<void> {
    const { store } = this;
    while (store.state.pending.length > 0) {
      const [head, ...rest] = store.state.pending;
      if (head === undefined || store.state.phase === "conflict") {
        return;
      }
      store.set({ phase: "saving", pending: [{ ...head, tried: true }, ...rest] });
      try {
        store.confirm(await this.api.save(head.operations, store.state.facts.revision));
        this.retryAfter = FIRST_RETRY;
      } catch (error) {
        if (!(await this.goOnAfter(error))) {
          return;
        }
      }
    }
    if (store.state.phase === "saving" || store.state.phase === "waiting") {
      store.set({ phase: "saved" });
    }
  }

  /** Whether the next batch may be sent. */
  private async goOnAfter(error: unknown): Promise<boolean> {
    if (!(error instanceof ApiError)) {
      throw error;
    }
    switch (error.trouble) {
      case "offline":
        this.store.set({ phase: "offline" });
        this.schedule(this.retryAfter);
        this.retryAfter = Math.min(this.retryAfter * 2, LAST_RETRY);
        return false;
      case "signed-out":
        this.store.set({ phase: "signed-out" });
        return false;
      case "conflict":
      case "locked":
        return this.compare(error.trouble === "locked");
      default:
        this.store.drop();
        this.store.say(
          t("Không lưu được thay đổi vừa rồi nên đã bỏ. {why}", { why: error.message }),
          { isError: true },
        );
        return true;
    }
  }

  /** Somebody saved in between; or it was we, and only the answer got lost. */
  private async compare(isLocked: boolean): Promise<boolean> {
    const { store, api } = this;
    let fresh;
    try {
      fresh = await api.draft();
    } catch (error) {
      return this.goOnAfter(error);
    }
    const { base, pending } = store.state;
    const [head] = pending;
    if (head !== undefined && sameJson(fresh.document, applyAll(base, head.operations))) {
      store.confirm(fresh);
      return true;
    }
    if (!isLocked && pending.every((batch) => batch.operations.length === 0)) {
      store.adopt(fresh);
      return false;
    }
    store.set({
      phase: "conflict",
      conflict: { fresh, words: pending.map((batch) => batch.words) },
    });
    return false;
  }

  private async failReplay(error: unknown): Promise<void> {
    if (!(error instanceof ApiError)) {
      throw error;
    }
    if (error.trouble === "offline") {
      this.store.say(t("Mất mạng, chưa hoàn tác được."), { isError: true });
    } else if (error.trouble === "signed-out") {
      this.store.set({ phase: "signed-out" });
    } else {
      const newest = await this.api.draft();
      this.store.adopt(newest);
      this.store.say(error.message, { isError: true });
    }
  }
}
