import type { Draft, DraftFacts, Problem } from "../facts.ts";
import type { ServiceDocument } from "../generated/service.ts";
import type { Talk } from "../comments/model.ts";
import type { PasteReport } from "../model/clip.ts";
import type { Operation } from "../model/operations.ts";
import type { Difference } from "./merge.ts";

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

/** Somebody else changed the very parts that were changed here, and not yet saved. */
export interface Conflict {
  fresh: Draft;
  /** Edits that meet another person's, each with what both made of it. */
  clashes: { words: string; differences: Difference[] }[];
  /** How many edits meet nobody's and are kept whatever is chosen. */
  kept: number;
}

export type Tab = "form" | "map" | "process" | "info" | "words";
export type View = "edit" | "preview";
export type ProcessView = "draw" | "play" | "simulate" | "bpmn";
export type Pane = "outline" | "canvas" | "settings";
export type Device = "phone" | "desktop";

/** How the preview looks at the form. */
export interface Look {
  device: Device;
  scripts: boolean;
  /** Whose profile fills the form in; empty for somebody without an account. */
  person: string;
  /** Seed of sample answers; null for an empty form. */
  sample: number | null;
  language: string;
}

export interface Toast {
  id: number;
  words: string;
  canUndo: boolean;
  isError: boolean;
}

/** Another person who has this service open now. */
export interface Colleague {
  name: string;
  /** Id of the page or question that person looks at. */
  place: string;
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
  look: Look;
  pane: Pane;
  pageId: string;
  selectedId: string;
  /** Step of the process that is shown; empty while none is. */
  stepId: string;
  processView: ProcessView;
  /** Questions chosen together; empty while one is. */
  marked: readonly string[];
  /** Boxes to choose several with stand in the outline. */
  isMarking: boolean;
  toast: Toast | null;
  /** Boxes for English everywhere; where there is English they always stand. */
  showsEnglish: boolean;
  dialog: "help" | "publish" | "withdraw" | null;
  showsProblems: boolean;
  /** Place of the problem looked at last in the list; -1 for none. */
  problemAt: number;
  /** Problems that kept the draft from being sent for review. */
  refusal: readonly Problem[];
  colleagues: readonly Colleague[];
  pasted: PasteReport | null;
  talk: Talk;
}

export function isEditable(state: State): boolean {
  return state.facts.may.edit && state.facts.status !== "in_review";
}

/** The pages or questions an act is about: those chosen together, else the selected one. */
export function chosen(state: State): readonly string[] {
  return state.marked.length > 0 ? state.marked : [state.selectedId];
}
