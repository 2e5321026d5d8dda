/**
 * The portal's worker: shows what a push message says, and opens the page it is about.
 *
 * It answers no request of pages. It imports nothing, for it is served as one file from the root.
 */

interface Notice {
  id: string;
  title: string;
  body: string;
  link: string;
}

// Not all that workers have is in the types of pages.
const worker = self as unknown as WorkerScope;

interface WorkerScope {
  readonly location: Location;
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    matchAll(options: { type: "window" }): Promise<readonly WindowClient[]>;
    openWindow(url: string): Promise<unknown>;
  };
  addEventListener(type: "push", listener: (event: PushLike) => void): void;
  addEventListener(type: "notificationclick", listener: (event: ClickLike) => void): void;
}

interface WindowClient {
  readonly url: string;
  focus(): Promise<unknown>;
}

interface Waiting {
  waitUntil(work: Promise<unknown>): void;
}

interface PushLike extends Waiting {
  readonly data: { json(): unknown } | null;
}

interface ClickLike extends Waiting {
  readonly notification: Notification;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function read(event: PushLike): Notice {
  let found: Record<string, unknown> = {};
  try {
    found = (event.data?.json() ?? {}) as Record<string, unknown>;
  } catch {
    // Something came: the person is told so, and finds it in the inbox.
  }
  return {
    id: text(found["id"]),
    title: text(found["title"]) || "Có tin mới về hồ sơ",
    body: text(found["body"]),
    link: text(found["link"]),
  };
}

/** A page of this very site, whatever the message says. */
function own(link: string): string {
  const home = worker.location.origin;
  try {
    const target = new URL(link || "/hop-thu/", home);
    return target.origin === home ? target.href : `${home}/hop-thu/`;
  } catch {
    return `${home}/hop-thu/`;
  }
}

async function open(url: string): Promise<void> {
  for (const page of await worker.clients.matchAll({ type: "window" })) {
    if (page.url === url) {
      await page.focus();
      return;
    }
  }
  await worker.clients.openWindow(url);
}

worker.addEventListener("push", (event) => {
  const notice = read(event);
  // The same notice sent again replaces itself and does not ring twice.
  const options = { body: notice.body, tag: notice.id, data: own(notice.link) };
  event.waitUntil(worker.registration.showNotification(notice.title, options));
});

worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(text(event.notification.data)));
});

export {};
