import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import golden from "../../../../tests/golden/sms.json" with { type: "json" };
import { filled, measure } from "../src/office/text-message.ts";
import { deviceName, digestOf, keyBytes } from "../src/notices/browser.ts";

type Listener = (event: unknown) => void;

describe("this browser", () => {
  it("gives its key as bytes", () => {
    expect([...keyBytes("AP-_")]).toEqual([0, 255, 191]);
  });

  it("is called what a person calls it", () => {
    const android = "Mozilla/5.0 (Android 14; Mobile; rv:126.0) Gecko/126.0 Firefox/126.0";
    expect(deviceName(android)).toBe("Firefox, Android");
    const edge = "Mozilla/5.0 (Windows NT 10.0) Chrome/125.0 Safari/537.36 Edg/125.0";
    expect(deviceName(edge)).toBe("Edge, Windows");
    expect(deviceName("")).toBe("");
  });

  it("knows itself in the list by the digest the server shows", async () => {
    const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    expect(await digestOf("abc")).toBe(abc);
  });
});

describe("the worker", () => {
  const listeners = new Map<string, Listener>();
  const shown = vi.fn<(title: string, options: unknown) => Promise<void>>();
  const openWindow = vi.fn<(url: string) => Promise<void>>();

  beforeEach(async () => {
    vi.resetModules();
    vi.stubGlobal("self", {
      location: { origin: "https://tinh.example" },
      registration: { showNotification: shown },
      clients: { matchAll: () => Promise.resolve([]), openWindow },
      addEventListener: (type: string, listener: Listener) => listeners.set(type, listener),
    });
    await import("../src/service-worker.ts");
  });

  afterEach(() => {
    vi.unstubAllGlobals();
    shown.mockClear();
    openWindow.mockClear();
  });

  async function send(type: string, event: object): Promise<void> {
    const work: Promise<unknown>[] = [];
    listeners.get(type)?.({ ...event, waitUntil: (each: Promise<unknown>) => work.push(each) });
    await Promise.all(work);
  }

  it("shows a notice once, under its own number, and opens nothing but this site", async () => {
    const notice = { id: "n1", title: "Hồ sơ H1", body: "Xem", link: "https://evil.example/" };
    await send("push", { data: { json: () => notice } });
    const data = "https://tinh.example/hop-thu/";
    expect(shown).toHaveBeenCalledWith("Hồ sơ H1", { body: "Xem", tag: "n1", data });
  });

  it("says that something came even when it cannot be read", async () => {
    await send("push", {
      data: {
        json: () => {
          throw new SyntaxError("x");
        },
      },
    });
    expect(shown.mock.calls[0]?.[0]).toBe("Có tin mới về hồ sơ");
  });

  it("opens the page of the notice", async () => {
    const notification = { close: vi.fn(), data: "https://tinh.example/ho-so/1/" };
    await send("notificationclick", { notification });
    expect(notification.close).toHaveBeenCalled();
    expect(openWindow).toHaveBeenCalledWith("https://tinh.example/ho-so/1/");
  });
});

describe("a text message", () => {
  it("is as long as networks count it", () => {
    for (const { text, measure: wanted } of golden) {
      const whole = text.map(([part, times]) => String(part).repeat(Number(times))).join("");
      const { encoding, units, parts, room, costly } = measure(whole);
      expect([encoding, units, parts, room, costly.join("")]).toEqual(wanted);
    }
  });

  it("is counted as it will be sent", () => {
    expect(filled("Hồ sơ\n {code} Đủ… {la}", { code: "H-1" }, true)).toBe("Ho so H-1 Du... {la}");
  });
});
