import { beforeEach, describe, expect, test, vi } from "vitest";
import { applyAll } from "../src/model/apply.ts";
import { remove, update, type Operation } from "../src/model/operations.ts";
import { ApiError, makeApi, type Api } from "../src/store/api.ts";
import { processApi } from "../src/store/process.ts";
import { Saver } from "../src/store/saver.ts";
import { firstState } from "../src/store/start.ts";
import { Store } from "../src/store/store.ts";
import { corpus, draft, facts, host } from "./sample.ts";

const rename = (words: string): Operation =>
  update("field", "fld_ho_ten", { label: { vi: words } });
const typing = { words: "Sửa tên", key: "fld_ho_ten.label" };
const label = (store: Store): string | undefined =>
  store.state.document.form.pages[0]?.fields[0]?.label["vi"];

/** A server that numbers revisions; `fail` is thrown once. */
class Server {
  revision = 1;
  document = corpus.document;
  saves: (readonly Operation[])[] = [];
  fail: ApiError | null = null;

  readonly api: Api = {
    draft: () => Promise.resolve(draft(this.revision, this.document)),
    facts: () => Promise.resolve(facts(this.revision)),
    save: (operations, revision) => {
      const failure = this.fail;
      this.fail = null;
      if (failure !== null) {
        return Promise.reject(failure);
      }
      if (revision !== this.revision) {
        return Promise.reject(new ApiError("conflict", "", "draft_conflict"));
      }
      this.saves.push(operations);
      this.change(operations);
      return Promise.resolve(facts(this.revision));
    },
    replay: () => Promise.resolve(draft(++this.revision, this.document)),
    act: () => Promise.resolve(draft(this.revision, this.document)),
    presence: () => Promise.resolve({ revision: this.revision, others: [], talk_stamp: "" }),
    preview: () => Promise.resolve({ address: "", unfilled: [] }),
    talk: () => Promise.resolve({ threads: [], colleagues: [] }),
    process: processApi(
      "",
      () => Promise.reject(new ApiError("refused", "")),
      () => Promise.reject(new ApiError("refused", "")),
    ),
    services: () => Promise.resolve({ services: [], total: 0, names: {} }),
    comment: () => Promise.reject(new ApiError("refused", "")),
    settle: () => Promise.reject(new ApiError("refused", "")),
  };

  change(operations: readonly Operation[]): void {
    this.document = applyAll(this.document, operations);
    this.revision += 1;
  }
}

let server: Server;
let store: Store;
let saver: Saver;

beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
  store = new Store(firstState(host()));
  saver = new Saver(store, server.api);
  return () => {
    vi.useRealTimers();
  };
});

describe("saving", () => {
  test("shown at once, typing is one batch after a pause", async () => {
    store.edit([rename("H")], typing);
    store.edit([rename("Họ")], typing);
    expect([label(store), store.state.phase, server.saves.length]).toEqual(["Họ", "waiting", 0]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.saves).toEqual([[rename("Họ")]]);
    expect([store.state.phase, store.state.facts.revision]).toEqual(["saved", 2]);
  });

  test("different acts are different steps of undo, in order", async () => {
    store.edit([rename("Họ")], typing);
    store.edit([remove("field", "fld_cuoi")], { words: "Xóa" });
    await vi.advanceTimersByTimeAsync(0);
    expect(server.saves).toEqual([[rename("Họ")], [remove("field", "fld_cuoi")]]);
    expect(store.state.document).toEqual(server.document);
  });

  test("an edit made while another is on its way is kept", async () => {
    store.edit([rename("Một")], { words: "a" });
    const flying = saver.flush();
    store.edit([rename("Hai")], typing);
    await flying;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(label(store)).toBe("Hai");
    expect(server.document).toEqual(store.state.document);
  });

  test("without network nothing is lost and it is tried again", async () => {
    server.fail = new ApiError("offline", "");
    store.edit([rename("Họ")], { words: "a" });
    await vi.advanceTimersByTimeAsync(0);
    expect([store.state.phase, label(store)]).toEqual(["offline", "Họ"]);
    await vi.advanceTimersByTimeAsync(3_100);
    expect([store.state.phase, server.saves.length]).toEqual(["saved", 1]);
  });

  test("when the session is over the edit waits for the sign-in", async () => {
    server.fail = new ApiError("signed-out", "");
    store.edit([rename("Họ")], { words: "a" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect([store.state.phase, store.state.pending.length]).toEqual(["signed-out", 1]);
    await saver.retry();
    expect([store.state.phase, server.saves.length]).toEqual(["saved", 1]);
  });

  test("an edit the server refuses is taken back, with its reason", async () => {
    server.fail = new ApiError("refused", "Tên quá dài.", "operation_refused");
    store.edit([rename("Họ")], { words: "a" });
    await vi.advanceTimersByTimeAsync(0);
    expect(store.state.document).toEqual(corpus.document);
    expect(store.state.toast?.words).toContain("Tên quá dài.");
  });
});

test("edits of different parts go together, and the author is told", async () => {
  server.change([remove("field", "fld_cuoi")]);
  store.edit([rename("Họ")], { words: "Sửa tên" });
  await vi.advanceTimersByTimeAsync(0);
  expect([store.state.phase, label(store)]).toEqual(["saved", "Họ"]);
  expect(store.state.conflict).toBeNull();
  expect(store.state.document).toEqual(server.document);
  expect(JSON.stringify(server.document)).not.toContain("fld_cuoi");
  expect(store.state.toast?.words).toContain("gộp");
});

describe("two people at one question", () => {
  beforeEach(async () => {
    server.change([rename("Tên khai sinh")]);
    store.edit([rename("Họ")], { words: "Sửa tên" });
    store.edit([remove("field", "fld_cuoi")], { words: "Xóa câu cuối" });
    await vi.advanceTimersByTimeAsync(0);
  });

  test("the author is asked, sees both, and nothing is lost", () => {
    expect([store.state.phase, label(store)]).toEqual(["conflict", "Họ"]);
    expect(store.state.conflict?.clashes).toEqual([
      {
        words: "Sửa tên",
        differences: [
          {
            id: "fld_ho_ten",
            attribute: "label",
            mine: { vi: "Họ" },
            theirs: { vi: "Tên khai sinh" },
          },
        ],
      },
    ]);
    expect(store.state.conflict?.kept).toBe(1);
  });

  test("the author's words stand when the author says so", async () => {
    await saver.settle(true);
    expect([store.state.phase, label(store)]).toEqual(["saved", "Họ"]);
    expect(store.state.document).toEqual(server.document);
    expect(JSON.stringify(server.document)).not.toContain("fld_cuoi");
  });

  test("or the other's, and what met nobody's is kept all the same", async () => {
    await saver.settle(false);
    expect([store.state.phase, label(store)]).toEqual(["saved", "Tên khai sinh"]);
    expect(store.state.document).toEqual(server.document);
    expect(JSON.stringify(server.document)).not.toContain("fld_cuoi");
  });
});

test("removing what is gone already needs nobody's decision", async () => {
  server.change([remove("page", "pag_hai")]);
  store.edit([remove("field", "fld_cuoi")], { words: "Xóa" });
  await vi.advanceTimersByTimeAsync(0);
  expect(store.state.phase).toBe("saved");
  expect(store.state.document).toEqual(server.document);
});

test("what a colleague saves arrives by itself when nothing is being edited here", async () => {
  server.change([rename("Tên khai sinh")]);
  await saver.refresh();
  expect([label(store), store.state.facts.revision]).toEqual(["Tên khai sinh", 2]);
});

test("a save whose answer got lost is not taken for somebody else's", async () => {
  server.fail = new ApiError("offline", "");
  store.edit([rename("Họ")], { words: "a" });
  await vi.advanceTimersByTimeAsync(0);
  server.change([rename("Họ")]);
  await saver.retry();
  expect([store.state.phase, store.state.conflict, store.state.facts.revision]).toEqual([
    "saved",
    null,
    2,
  ]);
});

test("undo saves first, and what is selected may be gone", async () => {
  store.select("fld_cuoi", "pag_hai");
  store.edit([rename("Họ")], typing);
  const before = corpus.document;
  const undoing = saver.replay("undo");
  server.document = applyAll(before, [remove("page", "pag_hai")]);
  await undoing;
  expect(server.saves.length).toBe(1);
  expect(store.state.selectedId).toBe("pag_nguoi_nop");
});

test("nothing is edited while the draft is being reviewed", () => {
  store.adopt(draft(1, corpus.document, { status: "in_review" }));
  expect(store.edit([rename("Họ")], typing)).toBe(false);
  expect(store.state.pending).toEqual([]);
});

describe("answers of the server", () => {
  const answering = (status: number, body: unknown): Api =>
    makeApi(host(), () => Promise.resolve(new Response(JSON.stringify(body), { status })));
  test.each([
    [409, { errors: [{ code: "draft_conflict", message: "" }] }, "conflict"],
    [409, { errors: [{ code: "draft_locked", message: "" }] }, "locked"],
    [422, { errors: [{ code: "operation_refused", message: "" }] }, "refused"],
    [403, "<html>", "signed-out"],
    [502, "<html>", "offline"],
  ])("%d %j is %s", async (status, body, trouble) => {
    await expect(answering(status, body).save([], 1)).rejects.toMatchObject({ trouble });
  });
  test("no answer at all", async () => {
    const api = makeApi(host(), () => Promise.reject(new TypeError("network")));
    await expect(api.draft()).rejects.toMatchObject({ trouble: "offline" });
  });
});
