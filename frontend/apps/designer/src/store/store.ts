import type { Draft, DraftFacts } from "../facts.ts";
import type { ServiceDocument } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { OperationMisfit, applyAll } from "../model/apply.ts";
import type { Operation } from "../model/operations.ts";
import { indexOf } from "../model/index.ts";
import { share } from "../model/sharing.ts";
import { applyFitting } from "./merge.ts";
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

  /** What the checks found; nothing where another revision is known, which comes with its own. */
  learn(facts: DraftFacts): void {
    if (facts.revision === this.state.facts.revision) {
      this.set({ facts: this.shared(facts) });
    }
  }

  /** The first batch has been saved. */
  confirm(facts: DraftFacts): void {
    const [saved, ...pending] = this.state.pending;
    if (saved === undefined) {
      return;
    }
    const base =
      pending.length === 0 ? this.state.document : applyAll(this.state.base, saved.operations);
    this.set({ base, pending, facts: this.shared(facts) });
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
    this.set({
      document,
      base: document,
      pending: [],
      facts: this.shared(facts),
      conflict: null,
      phase: "saved",
    });
    this.keepSelection();
  }

  /** The server's draft with `pending` on top; edits that no longer fit fall away. */
  rebase(draft: Draft, pending: readonly Batch[] = this.state.pending): void {
    const { document: fresh, ...facts } = draft;
    this.set({ facts: this.shared(facts), conflict: null, phase: "waiting" });
    const untried = pending.map((batch) => ({ ...batch, tried: false }));
    const lost = this.rebuild(share(this.state.base, fresh), untried);
    if (lost > 0) {
      this.say(t("{count} thay đổi không còn chỗ để áp dụng nên đã bỏ.", { count: lost }), {
        isError: true,
      });
    }
  }

  /** Facts made of what is known already where equal, so that only changes are redrawn. */
  private shared(facts: DraftFacts): DraftFacts {
    return share(this.state.facts, facts);
  }

  say(words: string, more: { canUndo?: boolean; isError?: boolean } = {}): void {
    this.toasts += 1;
    const { canUndo = false, isError = false } = more;
    this.set({ toast: { id: this.toasts, words, canUndo, isError } });
  }

  select(id: string, pageId: string = this.state.pageId): void {
    this.set({ selectedId: id, pageId, marked: [] });
  }

  private rebuild(base: ServiceDocument, pending: readonly Batch[]): number {
    let document = base;
    const kept: Batch[] = [];
    for (const batch of pending) {
      try {
        const made = applyFitting(document, batch.operations);
        document = made.document;
        kept.push({ ...batch, operations: made.operations });
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
    const { document, pageId, selectedId, marked } = this.state;
    const { byId } = indexOf(document);
    const line = byId.get(selectedId) ?? byId.get(pageId) ?? indexOf(document).lines[0];
    this.set({
      pageId: line?.page.id ?? "",
      selectedId: line?.id ?? "",
      marked: marked.every((id) => byId.has(id)) ? marked : [],
    });
  }
}

/** The server takes so many operations at a time. */
const MOST_OPERATIONS = 200;

function joined(
  pending: readonly Batch[],
  operations: readonly Operation[],
  words: string,
  key: string | null,
): Batch[] {
  const last = pending.at(-1);
  if (last !== undefined && key !== null && last.key === key && !last.tried) {
    return [...pending.slice(0, -1), { ...last, operations: merged(last.operations, operations) }];
  }
  const batches: Batch[] = [];
  for (let at = 0; at < operations.length; at += MOST_OPERATIONS) {
    const some = operations.slice(at, at + MOST_OPERATIONS);
    batches.push({ operations: some, words, key, tried: false });
  }
  return [...pending, ...batches];
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
