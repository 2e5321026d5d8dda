import type { DraftFacts, Problem } from "../facts.ts";
import type { Draft } from "../facts.ts";
import type { ServiceDocument } from "../generated/service.ts";
import type { Operation } from "../model/operations.ts";

/** Edits made by one act of the author: one step of undo. */
export interface Batch {
  operations: Operation[];
  /** What the author did, for the message when it cannot be saved. */
  words: string;
  /** Typing goes on in the batch of the same key while it has not been sent. */
  key: string | null;
  tried: boolean;
}

export type Phase = "saved" | "waiting" | "saving" | "offline" | "signed-out" | "conflict";

export interface Conflict {
  fresh: Draft;
  words: string[];
}

export type Tab = "form" | "process" | "info";
export type View = "edit" | "phone" | "desktop";
export type Pane = "outline" | "canvas" | "settings";

export interface Toast {
  id: number;
  words: string;
  canUndo: boolean;
  isError: boolean;
}

export interface State {
  document: ServiceDocument;
  /** What the server is known to have. */
  base: ServiceDocument;
  pending: Batch[];
  facts: DraftFacts;
  phase: Phase;
  conflict: Conflict | null;
  tab: Tab;
  view: View;
  pane: Pane;
  pageId: string;
  selectedId: string;
  toast: Toast | null;
  /** Boxes for English everywhere; where there is English they always stand. */
  showsEnglish: boolean;
  dialog: "help" | "publish" | "withdraw" | "problems" | null;
  /** Problems that kept the draft from being sent for review. */
  refusal: readonly Problem[];
}

export function isEditable(state: State): boolean {
  return state.facts.may.edit && state.facts.status !== "in_review";
}
