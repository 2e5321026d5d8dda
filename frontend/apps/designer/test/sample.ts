import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Draft, DraftFacts, HostFacts } from "../src/facts.ts";
import type { ServiceDocument } from "../src/generated/service.ts";
import type { Operation } from "../src/model/operations.ts";

interface Corpus {
  document: ServiceDocument;
  cases: { name: string; operations: Operation[]; changed: Partial<ServiceDocument> }[];
}

const path = resolve(import.meta.dirname, "../../../../tests/golden/operations/cases.json");
export const corpus = JSON.parse(readFileSync(path, "utf-8")) as Corpus;

export function facts(revision = 1, more: Partial<DraftFacts> = {}): DraftFacts {
  return {
    revision,
    status: "draft",
    can_undo: revision > 1,
    can_redo: false,
    live_number: null,
    has_unpublished_changes: true,
    waiting: null,
    updated_at: "2026-06-15T02:00:00+00:00",
    updated_by_name: "Lê Thị Soạn",
    is_checked: true,
    problems: [],
    process_words: [],
    preview: "",
    may: { edit: true, publish: false },
    ...more,
  };
}

export function draft(
  revision = 1,
  document = corpus.document,
  more: Partial<DraftFacts> = {},
): Draft {
  return { ...facts(revision, more), document };
}

export function host(): HostFacts {
  const urls = Object.fromEntries(
    [
      "draft",
      "operations",
      "undo",
      "redo",
      "request",
      "take_back",
      "withdraw",
      "review",
      "index",
      "login",
      "preview",
      "comments",
    ].map((act) => [act, `/${act}/`]),
  );
  return {
    service: { id: "s", name: "Phép thử" },
    draft: draft(),
    field_types: [],
    roles: [],
    agencies: [],
    people: [{ value: "", label: "Không có tài khoản" }],
    urls: { ...urls, presence: "" } as unknown as HostFacts["urls"],
    csrf: "token",
    language: "vi",
    time_zone: "Asia/Ho_Chi_Minh",
    words: {},
  };
}
