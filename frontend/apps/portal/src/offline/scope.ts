/** What a worker has; the types of pages do not know it. */

export interface Shell {
  readonly isOn: boolean;
  /** Another one whenever anything of the shell is. */
  readonly release: string;
  /** Address of the page that is shown where there is no network. */
  readonly page: string;
  /** Style sheets, scripts and the emblem that page needs. */
  readonly parts: readonly string[];
  readonly signOut: string;
  /** Beginnings of addresses the worker never touches: those of the staff. */
  readonly leaveAlone: readonly string[];
  /** Put on a page that was kept; `{time}` is when. */
  readonly note: string;
}

export interface Waiting {
  waitUntil(work: Promise<unknown>): void;
}

export interface FetchLike extends Waiting {
  readonly request: Request;
  readonly preloadResponse?: Promise<Response | undefined>;
  respondWith(answer: Promise<Response>): void;
}

export interface PushLike extends Waiting {
  readonly data: { json(): unknown } | null;
}

export interface ClickLike extends Waiting {
  readonly notification: Notification;
}

export interface WindowClient {
  readonly url: string;
  focus(): Promise<unknown>;
  postMessage(message: unknown, ports?: readonly MessagePort[]): void;
}

export interface WorkerScope {
  readonly location: Location;
  readonly registration: ServiceWorkerRegistration;
  readonly MC_SHELL?: Shell;
  readonly clients: {
    matchAll(options: {
      type: "window";
      includeUncontrolled?: boolean;
    }): Promise<readonly WindowClient[]>;
    openWindow(url: string): Promise<unknown>;
    claim(): Promise<void>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: Waiting) => void): void;
  addEventListener(type: "fetch", listener: (event: FetchLike) => void): void;
  addEventListener(type: "push", listener: (event: PushLike) => void): void;
  addEventListener(type: "notificationclick", listener: (event: ClickLike) => void): void;
}
