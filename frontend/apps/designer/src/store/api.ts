import type { Talk, Thread } from "../comments/model.ts";
import type { Draft, DraftFacts, HostFacts, Problem, Urls } from "../facts.ts";
import { processApi, type ProcessApi } from "./process.ts";
import type { Operation } from "../model/operations.ts";
import type { Colleague } from "./state.ts";

/** What went wrong, as far as the designer acts on it differently. */
export type Trouble = "offline" | "signed-out" | "conflict" | "locked" | "refused" | "broken";

export class ApiError extends Error {
  readonly trouble: Trouble;
  readonly code: string;
  readonly problems: readonly Problem[];

  constructor(trouble: Trouble, message: string, code = "", problems: readonly Problem[] = []) {
    super(message);
    this.trouble = trouble;
    this.code = code;
    this.problems = problems;
  }
}

export interface Presence {
  revision: number;
  others: Colleague[];
  /** Changes whenever somebody has said something. */
  talk_stamp: string;
}

/** Published services to choose from, `total` of them; `names` also of those chosen already. */
export interface Services {
  services: { slug: string; name: string }[];
  total: number;
  names: Record<string, string>;
}

export interface Api {
  draft(): Promise<Draft>;
  /** The draft without its document. */
  facts(): Promise<DraftFacts>;
  save(operations: readonly Operation[], revision: number): Promise<DraftFacts>;
  replay(act: "undo" | "redo", revision: number): Promise<Draft>;
  /** Say that this window is at `place`; hear who else is here. */
  presence(me: string, place: string): Promise<Presence>;
  /** Address of the preview, up to the page id, seen as `look` says. */
  preview(look: Record<string, unknown>): Promise<{ address: string; unfilled: string[] }>;
  talk(): Promise<Talk>;
  /** Start a thread, or answer one. */
  comment(said: Record<string, unknown>): Promise<{ thread: Thread }>;
  settle(thread: string, resolved: boolean): Promise<{ thread: Thread }>;
  services(query: string): Promise<Services>;
  process: ProcessApi;
  act(act: "request" | "take_back" | "withdraw", body: Record<string, unknown>): Promise<Draft>;
}

/** The endpoints of one service. A fresh draft brings a fresh CSRF token with it. */
export function makeApi(facts: HostFacts, send: typeof fetch = fetch): Api {
  let csrf = facts.csrf;
  async function call<T>(url: string, body?: Body): Promise<T> {
    const response = await reach(send, url, csrf, body);
    return (await answerOf(response)) as T;
  }
  async function text(url: string): Promise<string> {
    const response = await reach(send, url, csrf, undefined);
    return response.ok ? response.text() : String(await answerOf(response));
  }
  async function draft(): Promise<Draft> {
    const found = await call<Draft>(facts.urls.draft);
    csrf = found.csrf ?? csrf;
    return found;
  }
  const urls: Urls = facts.urls;
  return {
    draft,
    facts: () => call(urls.facts),
    save: (operations, revision) => call(urls.operations, { operations, base_revision: revision }),
    replay: (act, revision) => call(urls[act], { base_revision: revision }),
    presence: (me, place) => call(urls.presence, { me, place }),
    preview: (look) => call(urls.preview, look),
    talk: () => call(urls.comments),
    comment: (said) => call(urls.comments, said),
    settle: (thread, resolved) => call(`${urls.comments}${thread}/giai-quyet/`, { resolved }),
    services: (query) => call(`${urls.services}?tim=${encodeURIComponent(query)}`),
    process: processApi(urls.process ?? "", call, text),
    act: (act, body) => call(urls[act], body),
  };
}

/** JSON, or a form with a file in it. */
export type Body = Record<string, unknown> | FormData;

async function reach(
  send: typeof fetch,
  url: string,
  csrf: string,
  body: Body | undefined,
): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json" };
  const init: RequestInit = {
    headers,
    credentials: "same-origin",
    redirect: "manual",
    cache: "no-store",
  };
  if (body !== undefined) {
    headers["X-CSRFToken"] = csrf;
    init.method = "POST";
    if (body instanceof FormData) {
      init.body = body;
    } else {
      headers["Content-Type"] = "application/json";
      init.body = JSON.stringify(body);
    }
  }
  try {
    return await send(url, init);
  } catch {
    throw new ApiError("offline", "");
  }
}

interface ServerError {
  code: string;
  message: string;
  details?: { problems?: Problem[] };
}

async function answerOf(response: Response): Promise<unknown> {
  if (response.ok) {
    return response.json();
  }
  // Without a session the server leads to the sign-in page; a stale CSRF token is a page too.
  if (response.type === "opaqueredirect" || response.redirected) {
    throw new ApiError("signed-out", "");
  }
  if (response.status >= 500) {
    throw new ApiError("offline", "");
  }
  const error = await errorOf(response);
  if (error === null) {
    throw new ApiError(response.status === 403 ? "signed-out" : "broken", "");
  }
  throw new ApiError(
    troubleOf(error.code),
    error.message,
    error.code,
    error.details?.problems ?? [],
  );
}

async function errorOf(response: Response): Promise<ServerError | null> {
  try {
    const body = (await response.json()) as { errors?: ServerError[] };
    return body.errors?.[0] ?? null;
  } catch {
    return null;
  }
}

function troubleOf(code: string): Trouble {
  switch (code) {
    case "draft_conflict":
      return "conflict";
    case "draft_locked":
      return "locked";
    default:
      return "refused";
  }
}
