/** What a push message says is shown, and the page it is about is opened. */

import type { PushLike, WorkerScope } from "./scope.ts";

interface Notice {
  id: string;
  title: string;
  body: string;
  link: string;
}

export function showNotices(worker: WorkerScope): void {
  worker.addEventListener("push", (event) => {
    const notice = read(event);
    // The same notice sent again replaces itself and does not ring twice.
    const data = own(worker, notice.link);
    const options = { body: notice.body, tag: notice.id, data };
    event.waitUntil(worker.registration.showNotification(notice.title, options));
  });
  worker.addEventListener("notificationclick", (event) => {
    event.notification.close();
    event.waitUntil(open(worker, text(event.notification.data)));
  });
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
function own(worker: WorkerScope, link: string): string {
  const home = worker.location.origin;
  try {
    const target = new URL(link || "/hop-thu/", home);
    return target.origin === home ? target.href : `${home}/hop-thu/`;
  } catch {
    return `${home}/hop-thu/`;
  }
}

async function open(worker: WorkerScope, url: string): Promise<void> {
  for (const page of await worker.clients.matchAll({ type: "window" })) {
    if (page.url === url) {
      await page.focus();
      return;
    }
  }
  await worker.clients.openWindow(url);
}
