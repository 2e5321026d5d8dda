import { t } from "../i18n.ts";
import { applyAll } from "../model/apply.ts";
import { sameJson } from "../model/sharing.ts";
import type { Draft } from "../facts.ts";
import { ApiError, type Api } from "./api.ts";
import { merge } from "./merge.ts";
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
  private replaying: Promise<void> = Promise.resolve();

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

  /** One after another, however fast the keys are pressed. */
  replay(act: "undo" | "redo"): Promise<void> {
    this.replaying = this.replaying.then(() => this.replayOne(act));
    return this.replaying;
  }

  private async replayOne(act: "undo" | "redo"): Promise<void> {
    const { can_undo, can_redo } = this.store.state.facts;
    const nothingPending = this.store.state.pending.length === 0;
    if (nothingPending && !(act === "undo" ? can_undo : can_redo)) {
      return;
    }
    if (!(await this.flush())) {
      this.store.say(t("Chưa lưu xong nên chưa hoàn tác được. Hãy đợi có mạng trở lại."), {
        isError: true,
      });
      return;
    }
    try {
      await this.takeIn(await this.api.replay(act, this.store.state.facts.revision));
      this.store.say(act === "undo" ? t("Đã hoàn tác.") : t("Đã làm lại."));
    } catch (error) {
      await this.failReplay(error);
    }
  }

  /** The replayed draft; what was edited while the answer was on its way goes on top of it. */
  private async takeIn(draft: Draft): Promise<void> {
    if (this.store.state.pending.length === 0) {
      this.store.adopt(draft);
      return;
    }
    this.store.rebase(draft);
    await this.flush();
  }

  /** Go on after a conflict: edits that met another person's are made again, or given up. */
  async settle(keep: boolean): Promise<void> {
    const { conflict, base, pending } = this.store.state;
    if (conflict === null) {
      return;
    }
    if (isLocked(conflict.fresh)) {
      this.store.adopt(conflict.fresh);
      return;
    }
    const clashing = merge(base, conflict.fresh.document, pending).clashing.map(
      (each) => each.batch,
    );
    this.store.rebase(
      conflict.fresh,
      keep ? pending : pending.filter((batch) => !clashing.includes(batch)),
    );
    await this.flush();
    if (this.store.state.phase === "waiting") {
      this.store.set({ phase: "saved" });
    }
  }

  /** Somebody else has saved: take it in here, unless there are edits that come first. */
  async refresh(): Promise<void> {
    if (this.running !== null || this.store.state.pending.length > 0) {
      return;
    }
    let fresh: Draft;
    try {
      fresh = await this.api.draft();
    } catch {
      return;
    }
    const { state } = this.store;
    if (state.pending.length === 0 && fresh.revision > state.facts.revision) {
      this.store.adopt(fresh);
      this.store.say(t("{name} vừa sửa. Màn hình đã có bản mới.", { name: fresh.updated_by_name }));
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
        return this.compare();
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
  private async compare(): Promise<boolean> {
    const { store, api } = this;
    let fresh: Draft;
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
    const { clean, clashing } = merge(base, fresh.document, pending);
    if (!isLocked(fresh) && clashing.length === 0) {
      store.rebase(fresh, clean);
      store.say(
        t("{name} cũng vừa sửa. Hai phần khác nhau nên đã gộp lại.", {
          name: fresh.updated_by_name,
        }),
      );
      return true;
    }
    store.set({
      phase: "conflict",
      conflict: {
        fresh,
        clashes: (isLocked(fresh)
          ? pending.map((batch) => ({ batch, differences: [] }))
          : clashing
        ).map(({ batch, differences }) => ({ words: batch.words, differences })),
        kept: isLocked(fresh) ? 0 : clean.length,
      },
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

function isLocked(draft: Draft): boolean {
  return draft.status === "in_review";
}
