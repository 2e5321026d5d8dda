// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { notSent } from "../src/offline/not-sent.ts";
import type { Shell, WorkerScope } from "../src/offline/scope.ts";
import { holdShell } from "../src/offline/shell.ts";
import { tooNew } from "../../../tools/old-browsers.ts";

const HOME = "https://tinh.example";
const SHELL: Shell = {
  isOn: true,
  release: "r1",
  page: "/ngoai-mang/",
  parts: ["/static/app/assets/portal-1.css"],
  signOut: "/dang-xuat/",
  leaveAlone: ["/quan-tri/"],
  note: "Bản giữ lúc {time}.",
};

/** As much of a browser's caches as the worker uses. */
class Kept {
  readonly all = new Map<string, Map<string, Response>>();
  readonly asked: Request[] = [];

  open(name: string): Promise<unknown> {
    const entries = this.all.get(name) ?? new Map<string, Response>();
    this.all.set(name, entries);
    return Promise.resolve({
      addAll: (requests: Request[]) => {
        this.asked.push(...requests);
        for (const each of requests) entries.set(each.url, page('<main data-mc-offline="read">'));
        return Promise.resolve();
      },
      match: (key: string | Request) => Promise.resolve(entries.get(address(key))?.clone()),
      put: (key: string | Request, response: Response) => {
        entries.delete(address(key));
        entries.set(address(key), response);
        return Promise.resolve();
      },
      keys: () => Promise.resolve([...entries.keys()].map((each) => new Request(each))),
      delete: (key: Request) => Promise.resolve(entries.delete(key.url)),
    });
  }

  keys(): Promise<string[]> {
    return Promise.resolve([...this.all.keys()]);
  }

  delete(name: string): Promise<boolean> {
    return Promise.resolve(this.all.delete(name));
  }

  match(key: string | Request): Promise<Response | undefined> {
    for (const entries of this.all.values()) {
      const found = entries.get(address(key));
      if (found) return Promise.resolve(found.clone());
    }
    return Promise.resolve(undefined);
  }

  pages(): string[] {
    return [...(this.all.get("mc-pages")?.keys() ?? [])].map((each) => new URL(each).pathname);
  }
}

const address = (key: string | Request): string =>
  typeof key === "string" ? new URL(key, HOME).href : key.url;

const page = (body: string, headers: Record<string, string> = {}, status = 200): Response =>
  new Response(body, { status, headers: { "Content-Type": "text/html", ...headers } });

const PUBLIC = { "Motcua-Keep": "read", "Content-Security-Policy": "default-src 'self'" };
const MINE = { ...PUBLIC, "Cache-Control": "private, no-store" };

interface Hands {
  readonly kept: Kept;
  readonly network: ReturnType<typeof vi.fn<(request: unknown, init?: RequestInit) => unknown>>;
  fire(type: string, event?: object): Promise<void>;
  ask(path: string, more?: { method?: string; mode?: string }): Promise<Response | undefined>;
  clients: { url: string; postMessage(message: unknown, ports: MessagePort[]): void }[];
}

function hold(shell: Shell): Hands {
  const listeners = new Map<string, (event: unknown) => void>();
  const kept = new Kept();
  const network = vi.fn<(request: unknown, init?: RequestInit) => unknown>();
  const hands: Hands = { kept, network, fire, ask, clients: [] };
  vi.stubGlobal("caches", kept);
  vi.stubGlobal("fetch", (...given: [unknown, RequestInit?]) =>
    Promise.resolve().then(() => network(...given)),
  );
  vi.stubGlobal("Request", TestRequest);
  const worker = {
    location: { origin: HOME },
    registration: { navigationPreload: { enable: () => Promise.resolve() } },
    clients: { matchAll: () => Promise.resolve(hands.clients), claim: () => Promise.resolve() },
    skipWaiting: () => Promise.resolve(),
    addEventListener: (type: string, listener: (event: unknown) => void) =>
      listeners.set(type, listener),
  };
  holdShell(worker as unknown as WorkerScope, shell);

  async function fire(type: string, event: object = {}): Promise<void> {
    const work: Promise<unknown>[] = [];
    listeners.get(type)?.({ ...event, waitUntil: (each: Promise<unknown>) => work.push(each) });
    await Promise.all(work);
  }

  async function ask(
    path: string,
    more: { method?: string; mode?: string } = {},
  ): Promise<Response | undefined> {
    let answer: Promise<Response> | undefined;
    const work: Promise<unknown>[] = [];
    const request = new TestRequest(path, more.method ?? "GET", more.mode ?? "navigate");
    const event = {
      request,
      waitUntil: (each: Promise<unknown>) => work.push(each),
      respondWith: (given: Promise<Response>) => {
        answer = given;
      },
    };
    listeners.get("fetch")?.(event);
    const response = await answer;
    await Promise.all(work);
    return response;
  }
  return hands;
}

class TestRequest {
  readonly url: string;
  constructor(
    path: string,
    readonly method = "GET",
    readonly mode = "navigate",
  ) {
    this.url = new URL(path, HOME).href;
  }
}

const offline = (): never => {
  throw new TypeError("Failed to fetch");
};

describe("the shell", () => {
  let hands: Hands;

  beforeEach(async () => {
    hands = hold(SHELL);
    await hands.fire("install");
    await hands.fire("activate");
  });

  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("shows a public page again without a network, with its rules and the words that it is old", async () => {
    hands.network.mockImplementation(() => page("<main>Khai sinh</main>", PUBLIC));
    await hands.ask("/dich-vu/khai-sinh/");
    hands.network.mockImplementation(offline);
    const again = await hands.ask("/dich-vu/khai-sinh/");
    expect(await again?.text()).toMatch(/Bản giữ lúc \d\d:\d\d .*<main>Khai sinh/);
    expect(again?.headers.get("Content-Security-Policy")).toBe("default-src 'self'");
    const other = await hands.ask("/dich-vu/ket-hon/");
    expect([other?.status, await other?.text()]).toEqual([503, '<main data-mc-offline="read">']);
  });

  it("keeps no page of a person: neither a private one nor a public one with a name on it", async () => {
    hands.network.mockImplementation(() =>
      page("<main>Hồ sơ</main>", { "Cache-Control": "no-store" }),
    );
    await hands.ask("/ho-so/");
    hands.network.mockImplementation(() => page("<main>Ai cũng xem</main>"));
    await hands.ask("/tra-cuu/");
    hands.network.mockImplementation(() => page("<main>Tìm</main>", PUBLIC));
    await hands.ask("/dich-vu/?q=ly+hon");
    hands.network.mockImplementation(() => page("Không có", PUBLIC, 404));
    await hands.ask("/khong-co/");
    expect(hands.kept.pages()).toEqual([]);
    hands.network.mockImplementation((_request, init) =>
      init?.credentials === "omit"
        ? page("<main>Không tên</main>", PUBLIC)
        : page("<main>Bà Mẫu</main>", MINE),
    );
    expect(await (await hands.ask("/lien-he/"))?.text()).toContain("Bà Mẫu");
    hands.network.mockImplementation(offline);
    expect(await (await hands.ask("/lien-he/"))?.text()).toContain("Không tên");
    // Even if the nameless answer were marked as private after all.
    hands.network.mockImplementation(() => page("<main>Bà Mẫu</main>", MINE));
    await hands.ask("/tin/");
    expect(hands.kept.pages()).toEqual(["/lien-he/"]);
  });

  it("forgets what was read when somebody signs out, and keeps no more than forty pages", async () => {
    hands.network.mockImplementation(() => page("<main></main>", PUBLIC));
    for (let at = 0; at < 45; at += 1) await hands.ask(`/trang-${at}/`);
    expect(hands.kept.pages()).toHaveLength(40);
    expect(hands.kept.pages()).not.toContain("/trang-0/");
    await hands.ask("/dang-xuat/", { method: "POST" });
    expect(hands.kept.pages()).toEqual([]);
  });

  it("leaves a form open that did not get through, where its page can say so", async () => {
    hands.network.mockImplementation(offline);
    const alone = await hands.ask("/gop-y/", { method: "POST" });
    expect([alone?.status, await alone?.text()]).toEqual([503, '<main data-mc-offline="sent">']);
    hands.clients.push({
      url: `${HOME}/gop-y/`,
      postMessage: (_message, [port]) => {
        port?.postMessage(true);
      },
    });
    expect((await hands.ask("/gop-y/", { method: "POST" }))?.status).toBe(204);
  });

  it("stays out of the staff's pages, other hosts and whatever is no page", async () => {
    hands.network.mockImplementation(() => page("", PUBLIC));
    for (const each of ["/quan-tri/mot-cua/", "https://khac.example/"]) {
      expect(await hands.ask(each)).toBeUndefined();
    }
    expect(await hands.ask("/goi-y/?q=a", { mode: "cors" })).toBeUndefined();
    expect(await hands.ask("/to-khai/1/", { mode: "cors", method: "POST" })).toBeUndefined();
  });

  it("makes room for its next release, and lets everything go when it is switched off", async () => {
    hands.network.mockImplementation(() => page("<main></main>", PUBLIC));
    await hands.ask("/lien-he/");
    const { all } = hands.kept;
    const next = hold({ ...SHELL, release: "r2" });
    next.clients.push({ url: `${HOME}/`, postMessage: () => undefined });
    next.network.mockImplementation((_request, init) =>
      init?.credentials === "omit" ? page("<main></main>", PUBLIC) : page("", MINE),
    );
    for (const [name, entries] of all) next.kept.all.set(name, entries);
    await next.fire("install");
    await next.fire("activate");
    expect([...next.kept.all.keys()].sort()).toEqual(["mc-pages", "mc-shell-r2"]);
    // What was open before the worker came is kept, too, and without a name.
    expect(next.kept.pages()).toEqual(["/lien-he/", "/"]);
    const off = hold({ ...SHELL, isOn: false });
    for (const [name, entries] of all) off.kept.all.set(name, entries);
    await off.fire("install");
    await off.fire("activate");
    expect([...off.kept.all.keys()]).toEqual([]);
    expect(await off.ask("/lien-he/")).toBeUndefined();
  });
});

it("a form that was not sent says so once, at its button, and whether sending again is safe", () => {
  document.body.innerHTML =
    '<form method="post"><textarea name="text">dài</textarea><button>Gửi</button></form>' +
    '<form method="post"><input name="idempotency_key"><button>Nộp</button></form>';
  const [plain, keyed] = [...document.forms];
  if (!plain || !keyed) throw new Error("no forms");
  notSent(plain, "unanswered");
  notSent(plain, "offline");
  expect(plain.querySelectorAll('[role="alert"]')).toHaveLength(1);
  expect(plain.querySelector('[role="alert"]')?.nextElementSibling?.tagName).toBe("BUTTON");
  expect(plain.textContent).toContain("Chưa có mạng");
  window.dispatchEvent(new Event("online"));
  expect(plain.textContent).toContain("Đã có mạng lại");
  expect(plain.querySelector("textarea")?.value).toBe("dài");
  notSent(keyed, "unanswered");
  expect(keyed.textContent).toContain("chỉ nhận một");
});

describe("browsers of five years ago", () => {
  it.each([
    ["a.js", "const b=a.toReversed()"],
    ["a.js", "const b=a.at(-1)"],
    ["a.js", "x=Object.hasOwn(a,b)"],
    ["a.js", "class A{static {b()}}"],
    ["a.js", "/(?<=a)b/.test(c)"],
    ["a.css", ".a{background:color-mix(in oklab, red, #fff)}"],
    ["a.css", ":root{--a:color-mix(in oklab, var(--b) 7%, #fff)}"],
    ["a.css", ".a{translate:0 1px}"],
    ["a.css", "@media (width>=40em){.a{color:red}}"],
    ["a.css", ".a{color:red;&:hover{color:#000}}"],
    ["a.css", "@layer a{.b{color:red}}"],
    ["a.css", ".a{height:100dvh}"],
  ])("would not understand all of %s: %s", (file, text) => {
    expect(tooNew(file, text)).not.toEqual([]);
  });

  it.each([
    ["a.js", "const b=[...a].reverse();c.dataset.at=1"],
    [
      "a.css",
      ":root{--a:#fff}@supports (color:color-mix(in oklab, red, red)){:root{--a:color-mix(in oklab, var(--b) 7%, #fff)}}",
    ],
    ["a.css", "@media (min-width:40em){.a{transform:translate(0,1px);--b:2}}"],
  ])("understand all of %s: %s", (file, text) => {
    expect(tooNew(file, text)).toEqual([]);
  });
});
