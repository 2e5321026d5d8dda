import type { ProcessSection, Step } from "../generated/service.ts";
import type { Operation } from "../model/operations.ts";
import type { Body } from "./api.ts";

/** What the endpoints of the process answer; see `backoffice/designer/views/process.py`. */
export interface StepProblem {
  step_id: string;
  code: string;
  message: string;
  severity: "error" | "warning";
}

export interface Pool {
  key: string;
  name: string;
  steps: string[];
  people: number;
}

export interface StaffedStep {
  id: string;
  name: string;
  kind: Step["kind"];
  pool: string | null;
  handling_minutes: number;
  allowed_minutes: number | null;
  outcomes: { id: string; label: string; share: number }[];
}

export interface ProcessFacts {
  revision: number;
  words: string[];
  problems: StepProblem[];
  pools: Pool[];
  steps: StaffedStep[];
}

/** One thing decided while a case is played; `minutes` of working time after the last. */
export type Move =
  { step: string; outcome: string; minutes: number } | { step: string; timeout: true };

export interface OpenStep {
  step: string;
  name: string;
  kind: string;
  who: string;
  where: string;
  opened_at: string;
  due_at: string | null;
  late: boolean;
  outcomes: {
    id: string;
    label: string;
    requires_reason: boolean;
    kind: string;
    to_name: string;
  }[];
  timeout: { outcome: string; label: string; at: string } | null;
}

export interface PastStep {
  step: string;
  name: string;
  outcome: string;
  label: string;
  opened_at: string;
  closed_at: string;
  due_at: string | null;
  late: boolean;
  by_timeout: boolean;
}

export interface Played {
  revision: number;
  at: string;
  received_at: string | null;
  due_at: string | null;
  paused: boolean;
  ended: string | null;
  end_name: string | null;
  national_state: number;
  open: OpenStep[];
  history: PastStep[];
  words: string[];
}

export interface Past {
  since: string;
  until: string;
  dossiers: number;
  per_working_day: number;
  on_time_share: number | null;
}

export interface Spread {
  mean: number;
  median: number;
  p90: number;
}

export interface SimulatedStep {
  id: string;
  name: string;
  pool: string | null;
  visits: number;
  waiting_minutes: Spread;
  handling_minutes: Spread;
  late: number;
  late_share: number | null;
}

export interface SimulatedPool {
  key: string;
  name: string;
  people: number;
  people_needed: number;
  utilisation: number;
  mean_queue: number;
  max_queue: number;
  waiting_minutes: { mean: number; p90: number };
}

export interface Simulated {
  complete: boolean;
  from: string;
  until: string;
  working_days: number;
  summary: {
    arrived: number;
    done: number;
    in_progress: number;
    on_time: number;
    late: number;
    on_time_share: number | null;
    total_minutes: Spread;
    ends: Record<string, number>;
  };
  steps: SimulatedStep[];
  pools: SimulatedPool[];
  series: {
    days: string[];
    arrived: number[];
    done: number[];
    in_progress: number[];
    late_open: number[];
    queues: Record<string, number[]>;
  };
  words: string[];
  seconds: number;
}

export interface Explained {
  element_id: string;
  name: string;
  kind_name: string;
  reason: string;
  became: string;
  fate: "changed" | "left_out" | "text";
}

export interface Imported {
  revision: number;
  name: string;
  counts: { elements: number; steps: number; outcomes: number; explained: number };
  process: ProcessSection;
  words: string[];
  problems: StepProblem[];
  explained: Explained[];
  operations: Operation[];
}

export interface ProcessApi {
  facts(): Promise<ProcessFacts>;
  play(start: string | null, channel: string, moves: readonly Move[]): Promise<Played>;
  past(): Promise<Past>;
  simulate(wanted: Record<string, unknown>): Promise<Simulated>;
  upload(file: File): Promise<Imported>;
  /** Address of the BPMN file, and what is in it. */
  bpmn: string;
  bpmnText(): Promise<string>;
}

export function processApi(
  base: string,
  call: <T>(url: string, body?: Body) => Promise<T>,
  text: (url: string) => Promise<string>,
): ProcessApi {
  return {
    facts: () => call(base),
    play: (start, channel, moves) => call(`${base}thu/`, { start, channel, moves }),
    past: () => call(`${base}da-qua/`),
    simulate: (wanted) => call(`${base}mo-phong/`, wanted),
    upload: (file) => {
      const form = new FormData();
      form.append("file", file, file.name);
      return call(`${base}bpmn/nhap/`, form);
    },
    bpmn: `${base}bpmn/`,
    bpmnText: () => text(`${base}bpmn/`),
  };
}
