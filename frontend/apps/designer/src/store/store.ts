import type { Draft, DraftFacts } from "../facts.ts";
import type { ServiceDocument } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { OperationMisfit, applyAll } from "../model/apply.ts";
import type { Operation } from "../model/operations.ts";
import { share } from "../model/sharing.ts";
import { isEditable, type Batch, type State } from "./state.ts";

export interface Edit {
  /** What is done, in words: "Thêm câu hỏi". */
  words: string;
  /** Edits of one key that follow each other are one step, saved after a pause. */
  key?: string;
}

export class Store {
  state: State;
  private readonly listeners = new Set<() => void>();
  private toasts = 0;
  /** Called after each edit; the saver listens. `soon` is false while somebody types. */
  onEdit: (soon: boolean) => void = () => undefined;

  constructor(state: State) {
    this.state = state;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) {
      listener();
    }
  }

  /** Make an edit here at once and have it saved. */
  edit(operations: readonly Operation[], { words, key }: Edit): boolean {
    if (!isEditable(this.state)) {
      return false;
    }
    let document: ServiceDocument;
    try {
      document = applyAll(this.state.document, operations);
    } catch (error) {
      if (error instanceof OperationMisfit) {
        this.say(t("Không làm được: mục này không còn ở đây."), { isError: true });
        return false;
      }
      throw error;
    }
    const pending = joined(this.state.pending, operations, words, key ?? null);
    this.set({
      document,
      pending,
      phase: this.state.phase === "saved" ? "waiting" : this.state.phase,
    });
    this.onEdit(key === undefined);
    return true;
  }

  /** The first batch has been saved. */
  confirm(facts: DraftFacts): void {
    const [saved, ...pending] = this.state.pending;
    if (saved === undefined) {
      return;
    }
    const base =
      pending.length === 0 ? this.state.document : applyAll(this.state.base, saved.operations);
    this.set({ base, pending, facts });
  }

  /** The first batch can never be saved: take it back here too. */
  drop(): void {
    const [, ...pending] = this.state.pending;
    this.rebuild(this.state.base, pending);
  }

  /** The draft as the server has it, in place of what is here; edits not saved are given up. */
  adopt(draft: Draft): void {
    const { document: fresh, ...facts } = draft;
    const document = share(this.state.document, fresh);
    this.set({ document, base: document, pending: [], facts, conflict: null, phase: "saved" });
    this.keepSelection();
  }

  /** The server's draft with the edits not yet saved on top; those that no longer fit fall away. */
  rebase(draft: Draft): void {
    const { document: fresh, ...facts } = draft;
    const pending = this.state.pending.map((batch) => ({ ...batch, tried: false }));
    this.set({ facts, conflict: null, phase: "waiting" });
    const lost = this.rebuild(share(this.state.base, fresh), pending);
    if (lost > 0) {
      this.say(t("{count} thay đổi không còn chỗ để áp dụng nên đã bỏ.", { count: lost }), {
        isError: true,
      });
    }
  }

  say(words: string, more: { canUndo?: boolean; isError?: boolean } = {}): void {
    this.toasts += 1;
    const { canUndo = false, isError = false } = more;
    this.set({ toast: { id: this.toasts, words, canUndo, isError } });
  }

  select(id: string, pageId: string = this.state.pageId): void {
    this.set({ selectedId: id, pageId });
  }

  private rebuild(base: ServiceDocument, pending: readonly Batch[]): number {
    let document = base;
    const kept: Batch[] = [];
    for (const batch of pending) {
      try {
        document = applyAll(document, batch.operations);
        kept.push(batch);
      } catch (error) {
        if (!(error instanceof OperationMisfit)) {
          throw error;
        }
      }
    }
    this.set({ base, document: share(this.state.document, document), pending: kept });
    this.keepSelection();
    return pending.length - kept.length;
  }

  /** What is selected may be gone after an undo. */
  private keepSelection(): void {
    const { document, pageId, selectedId } = this.state;
    const pages = document.form.pages;
    const page = pages.find((each) => each.id === pageId) ?? pages[0];
    const text = JSON.stringify(page?.fields ?? []);
    const isThere = selectedId === page?.id || text.includes(`"id":"${selectedId}"`);
    this.set({ pageId: page?.id ?? "", selectedId: isThere ? selectedId : (page?.id ?? "") });
  }
}

function joined(
  pending: readonly Batch[],
  operations: readonly Operation[],
  words: string,
  key: string | null,
): Batch[] {
  const last = pending.at(-1);
  if (last === undefined || key === null || last.key !== key || last.tried) {
    return [...pending, { operations: [...operations], words, key, tried: false }];
  }
  return [...pending.slice(0, -1), { ...last, operations: merged(last.operations, operations) }];
}

/** Typing makes many updates of one attribute; only the last value matters. */
function merged(before: readonly Operation[], after: readonly Operation[]): Operation[] {
  const [last] = before;
  const [next] = after;
  if (before.length === 1 && after.length === 1 && last?.op === "update" && next?.op === "update") {
    return [{ ...next, set: { ...last.set, ...next.set } }];
  }
  return [...before, ...after];
}
