import type { ServiceDocument } from "./generated/service.ts";
import type { JsonSchema } from "./model/schema.ts";
import type { Words } from "./model/text.ts";
import type { Tab } from "./store/state.ts";

/** What the host page and the endpoints tell; see `backoffice/designer/payload.py`. */
export interface Problem {
  path: string;
  code: string;
  message: string;
  severity: "error" | "warning";
  /** How to mend it, where the check knows. */
  advice?: string;
}

export interface Waiting {
  note: string;
  requested_by_name: string;
  requested_at: string;
  is_mine: boolean;
}

export interface DraftFacts {
  revision: number;
  status: "draft" | "in_review" | "published" | "withdrawn";
  can_undo: boolean;
  can_redo: boolean;
  live_number: number | null;
  has_unpublished_changes: boolean;
  waiting: Waiting | null;
  updated_at: string;
  updated_by_name: string;
  /** False while the page opens: `problems` and `process_words` come a moment later. */
  is_checked: boolean;
  problems: Problem[];
  process_words: string[];
  preview: string;
  may: { edit: boolean; publish: boolean };
}

export interface Draft extends DraftFacts {
  document: ServiceDocument;
  csrf?: string;
}

export interface FieldTypeFacts {
  key: string;
  label: Words;
  icon: string;
  /** Where it stands among the types, and other words it is looked for by. */
  group?: string;
  hint?: Words;
  keywords?: readonly string[];
  calculable?: boolean;
  kind: string;
  widget: string;
  has_answer: boolean;
  default_config: Record<string, unknown>;
  config_schema: JsonSchema;
}

export interface Choice {
  value: string;
  label: string;
}

export interface Urls {
  draft: string;
  facts: string;
  operations: string;
  undo: string;
  redo: string;
  request: string;
  take_back: string;
  withdraw: string;
  presence: string;
  check: string;
  compare: string;
  preview: string;
  /** What the process endpoints stand under; see `store/process.ts`. */
  process?: string;
  /** Empty where this person may not speak. */
  comments: string;
  review: string;
  services: string;
  index: string;
  login: string;
}

export interface HostFacts {
  service: { id: string; name: string };
  /** Left out for a service, which has them all; a survey is a form and its words. */
  tabs?: Tab[];
  draft: Draft;
  field_types: FieldTypeFacts[];
  roles: { key: string; label: string }[];
  agencies: { id: string; name: string }[];
  /** Officers a step can be given to by name. */
  staff?: { id: string; name: string }[];
  /** Other offices on the platform that may be asked for an opinion. */
  tenants?: { slug: string; name: string }[];
  /** What an automatic step can do. */
  actions?: { key: string; label: string; settings: { key: string; label: string }[] }[];
  /** People made up for the preview. */
  people: Choice[];
  urls: Urls;
  csrf: string;
  language: string;
  time_zone: string;
  /** Translations; none in Vietnamese. */
  words: Record<string, string>;
}
