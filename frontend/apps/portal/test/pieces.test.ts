import { beforeEach, expect, it, vi } from "vitest";
import { compileForm, evaluate } from "@motcua/form-engine";
import { ANSWER_KINDS } from "@motcua/form-schema";
import type { FormSection } from "@motcua/form-schema";
import { inWords, reckon } from "../src/runner/costs.ts";
import { Upload } from "../src/runner/pieces.ts";
import type { State } from "../src/runner/pieces.ts";

const WAY = { address: "/to-khai/1/tep/", token: "t", field: "f-fld_a" };
const hex = async (part: Blob): Promise<string> =>
  [...new Uint8Array(await crypto.subtle.digest("SHA-256", await part.arrayBuffer()))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");

/** A server that keeps pieces, and loses the network when it is told to. */
class Server {
  got = new Map<number, Uint8Array>();
  lost = 0;
  asked: string[] = [];
  received = 0;

  answer = async (address: string, options: RequestInit): Promise<Response> => {
    this.asked.push(`${options.method ?? "GET"} ${address}`);
    if (this.lost > 0) {
      this.lost -= 1;
      throw new TypeError("network");
    }
    if (address.endsWith("/tep/")) return this.json(await this.state(), 201);
    if (address.endsWith("xong/")) return this.json({ list: "<ul class=mc-file-list></ul>" });
    if (options.method === "DELETE") {
      this.got.clear();
      this.received = 0;
      return new Response(null, { status: 204 });
    }
    const body = options.body as Blob;
    const headers = options.headers as Record<string, string>;
    if (Number(headers["X-Offset"]) !== this.received) {
      return this.json({ code: "piece_out_of_order", expected: this.received }, 409);
    }
    expect(headers["X-Sha256"]).toBe(await hex(body));
    this.got.set(this.received, new Uint8Array(await body.arrayBuffer()));
    this.received += body.size;
    return this.json({ received: this.received });
  };

  private async state(): Promise<unknown> {
    const pieces = await Promise.all(
      [...this.got].map(async ([at, bytes]) => [
        at,
        bytes.length,
        await hex(new Blob([bytes.slice()])),
      ]),
    );
    return { id: "u1", received: this.received, piece: 1 << 20, pieces };
  }

  private json(body: unknown, status = 200): Response {
    return new Response(JSON.stringify(body), { status });
  }
}

const file = (size: number, fill = 7): File => new File([new Uint8Array(size).fill(fill)], "a.pdf");
let server: Server;
const states: State[] = [];
const sent = (what: File): Upload => new Upload(what, WAY, (state) => states.push(state));

beforeEach(() => {
  server = new Server();
  states.length = 0;
  vi.stubGlobal("fetch", server.answer);
  // Of a page, nothing but this is needed; jsdom's files cannot be read.
  vi.stubGlobal("document", { documentElement: { lang: "vi" } });
  vi.stubGlobal("window", { setTimeout, addEventListener: () => undefined });
});

it("sends a file in pieces, each with its checksum", async () => {
  await sent(file(700_000)).run();
  expect(server.received).toBe(700_000);
  expect(server.got.size).toBeGreaterThan(1);
  expect(states.at(-1)).toEqual({ is: "attached", list: "<ul class=mc-file-list></ul>" });
});

it("goes on after the network was lost, from where the server is", async () => {
  const soon = (work: () => void): unknown => setTimeout(work, 1);
  vi.stubGlobal("window", { setTimeout: soon, addEventListener: () => undefined });
  server.lost = 2;
  await sent(file(300_000)).run();
  expect(states.some((state) => state.is === "stalled")).toBe(true);
  expect(server.received).toBe(300_000);
});

it("goes on with a file chosen again, and anew with another of the same name", async () => {
  server.got.set(0, new Uint8Array(100_000).fill(7));
  server.received = 100_000;
  await sent(file(300_000)).run();
  expect(server.asked.some((each) => each.startsWith("DELETE"))).toBe(false);
  server.got = new Map([[0, new Uint8Array(100_000).fill(1)]]);
  server.received = 100_000;
  await sent(file(300_000)).run();
  expect(server.asked.some((each) => each.startsWith("DELETE"))).toBe(true);
  expect(server.received).toBe(300_000);
});

it("tells why the server refused", async () => {
  vi.stubGlobal("fetch", () =>
    Promise.resolve(
      new Response(JSON.stringify({ code: "x", message: "Quá lớn" }), { status: 413 }),
    ),
  );
  await sent(file(10)).run();
  expect(states.at(-1)).toEqual({ is: "failed", reason: "Quá lớn" });
});

it("reckons fees as the server does", () => {
  const form: FormSection = {
    pages: [{ id: "pag_1", fields: [{ id: "fld_n", key: "n", type: "number" }] }],
  };
  const compiled = compileForm(form, ANSWER_KINDS);
  const waiver = { from: "2026-01-01", until: "2026-12-31", percent: 33, condition: null };
  const fee = { unit: 8_000, currency: "VND", exponent: 0, quantity: "fld_n", condition: null };
  const total = (n: unknown, waivers: (typeof waiver)[], today = "2026-06-15"): string =>
    inWords(reckon([{ ...fee, waivers }], compiled)(evaluate(compiled, { fld_n: n }), today));
  expect(total(2, [])).toBe("16.000 đ");
  expect(total(2, [waiver])).toBe("10.720 đ");
  expect(total(2, [waiver], "2027-01-01")).toBe("16.000 đ");
  expect(total(null, [])).toBe("từ 0 đ");
  const calculate = { op: "mul", args: [{ ref: "fld_n" }, { value: 1_500.5 }] };
  const told = (n: unknown): string =>
    inWords(
      reckon([{ ...fee, calculate, waivers: [] }], compiled)(evaluate(compiled, { fld_n: n }), ""),
    );
  expect(["3", 3, 1, -1].map(told)).toEqual(["từ 0 đ", "4.502 đ", "1.501 đ", "từ 0 đ"]);
});
