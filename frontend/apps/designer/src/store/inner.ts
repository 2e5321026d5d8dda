import { createContext, useEffect, useMemo } from "react";
import type { ServiceDocument } from "../generated/service.ts";
import { applyAll, OperationMisfit } from "../model/apply.ts";
import type { Operation } from "../model/operations.ts";
import { t } from "../i18n.ts";
import { useDesk } from "./hooks.ts";
import type { Desk } from "./start.ts";
import type { State } from "./state.ts";
import { Store, type Edit } from "./store.ts";

/** A part of the document seen as a document of its own, and back. */
export interface Lens {
  /** Names the part; another name is another store. */
  key: string;
  /** Null when the part is gone. */
  get: (document: ServiceDocument) => ServiceDocument | null;
  put: (inner: ServiceDocument) => readonly Operation[];
}

/**
 * The store of a part that is edited with the same screens as the whole: the questions an officer
 * answers at a step, the steps of a sub-process. Its edits are edits of the whole, so saving, undo
 * and working together are those of the outer store.
 */
export class InnerStore extends Store {
  private readonly outer: Store;
  private readonly lens: Lens;

  constructor(outer: Store, lens: Lens) {
    const document = lens.get(outer.state.document) ?? outer.state.document;
    super({ ...outer.state, document, ...firstPlaces(document) });
    this.outer = outer;
    this.lens = lens;
  }

  /** Follow the outer store until the returned function is called. */
  follow(): () => void {
    this.catchUp();
    return this.outer.subscribe(() => {
      this.catchUp();
    });
  }

  override edit(operations: readonly Operation[], edit: Edit): boolean {
    try {
      const next = applyAll(this.state.document, operations);
      const done = this.outer.edit(this.lens.put(next), edit);
      this.catchUp();
      return done;
    } catch (error) {
      if (!(error instanceof OperationMisfit)) throw error;
      this.say(t("Không làm được: mục này không còn ở đây."), { isError: true });
      return false;
    }
  }

  override say(words: string, more: { canUndo?: boolean; isError?: boolean } = {}): void {
    this.outer.say(words, more);
  }

  private catchUp(): void {
    const whole = this.outer.state;
    const document = this.lens.get(whole.document);
    const { facts, pending, phase, showsEnglish, talk } = whole;
    if (document === null) return;
    const shown = sameParts(this.state.document, document) ? this.state.document : document;
    const next: Partial<State> = { document: shown, facts, pending, phase, showsEnglish, talk };
    const changed = Object.entries(next).some(
      ([key, value]) => this.state[key as keyof State] !== value,
    );
    if (changed) this.set(next);
  }
}

/** Whether a freshly cut document holds the very same parts. */
function sameParts(before: ServiceDocument, after: ServiceDocument): boolean {
  return (
    before.form.pages.length === after.form.pages.length &&
    before.form.pages.every((page, at) => page === after.form.pages[at]) &&
    before.process.steps === after.process.steps
  );
}

function firstPlaces(document: ServiceDocument): Partial<State> {
  const pageId = document.form.pages[0]?.id ?? "";
  const stepId = document.process.steps[0]?.id ?? "";
  return { pageId, selectedId: pageId, marked: [], isMarking: false, stepId };
}

/** The desk for what stands inside; `lens` may be made anew on every drawing. */
export function useInnerDesk(lens: Lens): Desk {
  const desk = useDesk();
  // A lens is told by its key: it closes over ids only.
  const inner = useMemo(
    () => ({ ...desk, store: new InnerStore(desk.store, lens) }),
    [desk, lens.key],
  );
  const { store } = inner;
  useEffect(() => store.follow(), [store]);
  return inner;
}

/** Behind how many paragraphs of the read-back those of these steps begin. */
export const WordsContext = createContext(0);

/** Where a sub-process may leave to: the outcomes of the steps that call it. */
export const LeaveContext = createContext<readonly (readonly [string, string])[]>([]);
