/** One file on its way in, piece by piece: resumed where it stopped, each piece with its checksum. */

export type State =
  | { is: "sending" | "paused" | "stalled"; percent: number }
  | { is: "checking" }
  | { is: "attached"; list: string }
  | { is: "failed"; reason: string };

interface Begun {
  id: string;
  received: number;
  piece: number;
  pieces: [offset: number, size: number, sha256: string][];
}

export interface Way {
  /** Where an upload is announced; pieces go below it. */
  address: string;
  token: string;
  field: string;
}

const SMALLEST = 64 * 1024;
const FIRST = 256 * 1024;
/** A piece should take about this long: short enough to lose little, long enough to be worth it. */
const AIM_MS = 2_000;
const WAITS_MS = [1_000, 2_000, 5_000, 10_000, 15_000];

class Refused extends Error {}
class Lost extends Error {}

export class Upload {
  private paused = false;
  private cancelled = false;
  private wake: (() => void) | null = null;
  private id = "";

  constructor(
    private readonly file: File,
    private readonly way: Way,
    private readonly show: (state: State) => void,
  ) {}

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
    this.wake?.();
  }

  async cancel(): Promise<void> {
    this.cancelled = true;
    this.resume();
    if (this.id) await this.ask(this.address(), { method: "DELETE" }).catch(() => null);
  }

  async run(): Promise<void> {
    try {
      const list = await this.send();
      if (list !== null) this.show({ is: "attached", list });
    } catch (error) {
      this.show({ is: "failed", reason: error instanceof Refused ? error.message : "" });
    }
  }

  private async send(): Promise<string | null> {
    const begun = await this.patiently(0, () => this.begin());
    if (!begun) return null;
    this.id = begun.id;
    let offset = (await this.isTheSame(begun)) ? begun.received : await this.anew();
    let size = FIRST;
    while (offset < this.file.size) {
      const from = offset;
      const began = performance.now();
      const next = await this.patiently(from, () => this.piece(from, Math.min(size, begun.piece)));
      if (next === null) return null;
      offset = next;
      size = performance.now() - began > AIM_MS ? Math.max(SMALLEST, size / 2) : size * 2;
    }
    this.show({ is: "checking" });
    const done = await this.patiently(offset, () => this.finish());
    return done === null ? null : done.list;
  }

  /** A file chosen again goes on only if what was sent of it is what it still says. */
  private async isTheSame(begun: Begun): Promise<boolean> {
    for (const [offset, size, sha256] of begun.pieces) {
      if ((await digest(this.file.slice(offset, offset + size))) !== sha256) return false;
    }
    return true;
  }

  private async anew(): Promise<number> {
    await this.ask(this.address(), { method: "DELETE" });
    this.id = (await this.begin()).id;
    return 0;
  }

  private async begin(): Promise<Begun> {
    const { name, size } = this.file;
    const body = JSON.stringify({ field: this.way.field, name, size });
    return (await this.ask(this.way.address, { method: "POST", body })) as Begun;
  }

  private async piece(offset: number, size: number): Promise<number> {
    const body = this.file.slice(offset, offset + size);
    const headers = { "X-Offset": String(offset), "X-Sha256": await digest(body) };
    const told = await this.ask(this.address(), { method: "POST", body }, headers);
    return (told as { received?: number; expected?: number }).received ?? offset;
  }

  private async finish(): Promise<{ list: string }> {
    return (await this.ask(`${this.address()}xong/`, { method: "POST" })) as { list: string };
  }

  private address(): string {
    return `${this.way.address}${this.id}/`;
  }

  /** Null when it was cancelled. Waits while paused, and longer each time the network is lost. */
  private async patiently<T>(offset: number, work: () => Promise<T>): Promise<T | null> {
    const percent = Math.floor((100 * offset) / this.file.size);
    for (let tries = 0; ; tries += 1) {
      if (this.cancelled) return null;
      if (this.paused) {
        this.show({ is: "paused", percent });
        await this.sleep(null);
        continue;
      }
      this.show({ is: "sending", percent });
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof Lost)) throw error;
        this.show({ is: "stalled", percent });
        await this.sleep(WAITS_MS[Math.min(tries, WAITS_MS.length - 1)] ?? 0);
      }
    }
  }

  /** Until the time is over, the network is back or somebody presses "go on". */
  private async sleep(wait: number | null): Promise<void> {
    await new Promise<void>((done) => {
      this.wake = done;
      if (wait !== null) {
        window.setTimeout(done, wait);
        window.addEventListener(
          "online",
          () => {
            done();
          },
          { once: true },
        );
      }
    });
    this.wake = null;
  }

  private async ask(
    address: string,
    options: Omit<RequestInit, "headers">,
    extra: Record<string, string> = {},
  ): Promise<unknown> {
    let response: Response;
    try {
      const headers = { ...extra, "X-CSRFToken": this.way.token, Accept: "application/json" };
      response = await fetch(address, { ...options, headers, redirect: "error" });
    } catch {
      throw new Lost();
    }
    if (response.status >= 500 || response.status === 429) throw new Lost();
    if (response.status === 204) return null;
    const told = (await response.json().catch(() => ({}))) as {
      code?: string;
      message?: string;
      expected?: number;
    };
    if (response.ok) return told;
    // The piece came, its answer did not: go on where the server is.
    if (told.code === "piece_out_of_order") return { received: told.expected };
    if (told.code === "piece_damaged") throw new Lost();
    throw new Refused(told.message ?? "");
  }
}

async function digest(part: Blob): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await part.arrayBuffer()));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
