/**
 * Pages come from the network first, always. Without one: a page that was read before and that the
 * server allows to be kept, else the page that says what still works.
 *
 * Nothing about a person is ever kept. An answer with `no-store` is not, and every answer to
 * somebody signed in is one; of a public page they read, the nameless form is fetched instead.
 */

import type { FetchLike, Shell, WorkerScope } from "./scope.ts";

const PAGES = "mc-pages";
const PARTS = "mc-parts";
const MOST_PAGES = 40;
const MOST_PARTS = 60;
const LARGEST_PART = 200_000;
const SLOW_MS = 8_000;
const ANSWER_MS = 1_000;
const DAY_MS = 24 * 60 * 60 * 1000;
const KEEP = "Motcua-Keep";
const KEPT_AT = "Motcua-Kept-At";

export function holdShell(worker: WorkerScope, shell: Shell): void {
  const own = `mc-shell-${shell.release}`;
  worker.addEventListener("install", (event) => {
    event.waitUntil(worker.skipWaiting());
    if (shell.isOn) event.waitUntil(fill(own, [shell.page, ...shell.parts]));
  });
  worker.addEventListener("activate", (event) => {
    event.waitUntil(
      shell.isOn ? takeOver(worker, own) : Promise.all([letGo(() => true), worker.clients.claim()]),
    );
  });
  // With the switch off nothing stands between a page and the network.
  if (shell.isOn) {
    worker.addEventListener("fetch", (event) => {
      answer(worker, shell, event);
    });
  }
}

async function fill(name: string, addresses: readonly string[]): Promise<void> {
  const cache = await caches.open(name);
  // The browser's own cache may hold an older page; what has a digest in its name never changes.
  await cache.addAll(
    addresses.map(
      (each) =>
        new Request(each, {
          credentials: "omit",
          cache: FOR_EVER.some((start) => each.startsWith(start)) ? "default" : "reload",
        }),
    ),
  );
}

async function takeOver(worker: WorkerScope, own: string): Promise<void> {
  await letGo((name) => name.startsWith("mc-shell-") && name !== own);
  // Not in every browser: pages are asked for while the worker still wakes up.
  const preload = worker.registration.navigationPreload as NavigationPreloadManager | undefined;
  await preload?.enable();
  await worker.clients.claim();
  // The pages that are open were fetched before there was a worker to keep them.
  const open = await worker.clients.matchAll({ type: "window" });
  await Promise.all(
    open.map(async (each) => {
      const url = new URL(each.url);
      if (!url.search) await keepNameless(url).catch(() => undefined);
    }),
  );
}

async function letGo(isOld: (name: string) => boolean): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith("mc-") && isOld(name));
  await Promise.all(names.map((name) => caches.delete(name)));
}

function answer(worker: WorkerScope, shell: Shell, event: FetchLike): void {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== worker.location.origin) return;
  if (shell.leaveAlone.some((each) => url.pathname.startsWith(each))) return;
  if (request.mode !== "navigate") {
    if (request.method === "GET" && isPart(url)) event.respondWith(part(event));
  } else if (request.method === "GET") {
    event.respondWith(page(shell, event, url));
  } else if (request.method === "POST") {
    // Who leaves this device leaves nothing that tells what they read.
    if (url.pathname === shell.signOut) event.waitUntil(caches.delete(PAGES));
    event.respondWith(sent(worker, shell, event, url));
  }
}

// -- pages ------------------------------------------------------------------------------------------

async function page(shell: Shell, event: FetchLike, url: URL): Promise<Response> {
  const coming = fromNetwork(event);
  const kept = url.search ? undefined : await keptPage(url);
  if (!kept) {
    try {
      return keepIfAllowed(event, url, await coming);
    } catch {
      return offlinePage(shell);
    }
  }
  const first = await Promise.race([coming.catch(() => undefined), later(SLOW_MS)]);
  return first ? keepIfAllowed(event, url, first) : noted(shell, kept);
}

async function fromNetwork(event: FetchLike): Promise<Response> {
  return (await event.preloadResponse) ?? fetch(event.request);
}

const isNoStore = (response: Response): boolean =>
  (response.headers.get("Cache-Control") ?? "").includes("no-store");

const isReadable = (response: Response): boolean =>
  response.status === 200 && !response.redirected && response.headers.get(KEEP) === "read";

function keepIfAllowed(event: FetchLike, url: URL, response: Response): Response {
  if (!url.search && isReadable(response)) {
    event.waitUntil(isNoStore(response) ? keepNameless(url) : keepPage(url, response.clone()));
  }
  return response;
}

async function keepNameless(url: URL): Promise<void> {
  const kept = await keptPage(url);
  if (kept && Date.now() - keptAt(kept) < DAY_MS) return;
  const response = await fetch(url.href, { credentials: "omit", redirect: "error" });
  if (isReadable(response) && !isNoStore(response)) await keepPage(url, response);
}

async function keepPage(url: URL, response: Response): Promise<void> {
  // All headers stay: the rules of the page about scripts among them.
  const headers = new Headers(response.headers);
  headers.set(KEPT_AT, String(Date.now()));
  const cache = await caches.open(PAGES);
  const address = url.origin + url.pathname;
  await cache.put(address, new Response(await response.blob(), { headers }));
  await trim(cache, MOST_PAGES);
}

async function keptPage(url: URL): Promise<Response | undefined> {
  const cache = await caches.open(PAGES);
  return cache.match(url.origin + url.pathname);
}

const keptAt = (response: Response): number => Number(response.headers.get(KEPT_AT) ?? 0);

/** The page as it was, and above its contents the words that it is an old one. */
async function noted(shell: Shell, kept: Response): Promise<Response> {
  const at = new Date(keptAt(kept));
  const two = (value: number): string => String(value).padStart(2, "0");
  const day = `${two(at.getDate())}/${two(at.getMonth() + 1)}/${at.getFullYear()}`;
  const time = `${two(at.getHours())}:${two(at.getMinutes())} ${day}`;
  const words = shell.note.replace("{time}", time);
  const note = `<div class="mc-kept" role="status"><p class="mc-kept__words">${words}</p></div>`;
  const markup = (await kept.text()).replace("<main", () => `${note}<main`);
  return new Response(markup, { headers: kept.headers });
}

async function offlinePage(shell: Shell, what: "read" | "sent" = "read"): Promise<Response> {
  const kept = await caches.match(shell.page);
  if (!kept) return Response.error();
  const markup = (await kept.text()).replace('data-mc-offline="read"', `data-mc-offline="${what}"`);
  return new Response(markup, { status: 503, headers: kept.headers });
}

// -- forms ------------------------------------------------------------------------------------------

/**
 * A form that could not be sent stays open, with all that was typed and chosen: "no content" leaves
 * the page where it is. Only where that page can say so; else the page without network says it.
 */
async function sent(
  worker: WorkerScope,
  shell: Shell,
  event: FetchLike,
  url: URL,
): Promise<Response> {
  try {
    return await fetch(event.request);
  } catch {
    const isTold = await tell(worker, url);
    return isTold ? new Response(null, { status: 204 }) : offlinePage(shell, "sent");
  }
}

async function tell(worker: WorkerScope, url: URL): Promise<boolean> {
  const pages = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const answers = pages.map(
    (each) =>
      new Promise<boolean>((resolve, reject) => {
        const channel = new MessageChannel();
        channel.port1.onmessage = (message) => {
          if (message.data === true) resolve(true);
          else reject(new Error("another page"));
        };
        each.postMessage({ kind: "unsent", action: url.href }, [channel.port2]);
      }),
  );
  const heard = await Promise.race([firstYes(answers), later(ANSWER_MS)]);
  return heard === true;
}

/** True as soon as one says so, false when none did; `Promise.any` is too new for some browsers. */
function firstYes(answers: readonly Promise<boolean>[]): Promise<boolean> {
  return new Promise((resolve) => {
    const silent = answers.map((each) =>
      each.then(resolve).catch(() => {
        // Another page than the one that sent it.
      }),
    );
    void Promise.all(silent).then(() => {
      resolve(false);
    });
  });
}

// -- style sheets, scripts, typefaces ----------------------------------------------------------------

/** Addresses that hold a digest of what they lead to. */
const FOR_EVER = ["/static/app/assets/", "/giao-dien/anh/"];

const isForEver = (url: URL): boolean => FOR_EVER.some((each) => url.pathname.startsWith(each));

const isPart = (url: URL): boolean =>
  isForEver(url) || url.pathname.startsWith("/static/") || url.pathname === "/giao-dien.css";

async function part(event: FetchLike): Promise<Response> {
  const { request } = event;
  const kept = await caches.match(request);
  if (kept && isForEver(new URL(request.url))) return kept;
  try {
    const response = await fetch(request);
    const size = Number(response.headers.get("Content-Length") ?? 0);
    if (response.status === 200 && size <= LARGEST_PART && !isNoStore(response)) {
      event.waitUntil(keepPart(request, response.clone()));
    }
    return response;
  } catch (problem) {
    if (kept) return kept;
    throw problem;
  }
}

async function keepPart(request: Request, response: Response): Promise<void> {
  const cache = await caches.open(PARTS);
  await cache.put(request, response);
  await trim(cache, MOST_PARTS);
}

async function trim(cache: Cache, most: number): Promise<void> {
  const keys = await cache.keys();
  // The oldest come first: putting something again puts it at the end.
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((key) => cache.delete(key)));
}

function later(wait: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => {
      resolve(undefined);
    }, wait);
  });
}
