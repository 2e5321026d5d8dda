import { useEffect } from "react";
import { t } from "../i18n.ts";
import { makeClip, pasteClip, readClip, type Clip } from "../model/clip.ts";
import { pick } from "../model/text.ts";
import { useDesk } from "../store/hooks.ts";
import type { Desk } from "../store/start.ts";
import { isEditable } from "../store/state.ts";
import { chosenLines, lineOf, placeFor, removeChosen } from "./actions.ts";

/** Kept beside the clipboard of the system, so that the buttons work where a page may not read it. */
const KEPT = "motcua-designer-clip";

/** Ctrl+C, Ctrl+X and Ctrl+V for questions and pages, also between two services. */
export function useClipboard(): void {
  const desk = useDesk();
  useEffect(() => {
    function onCopy(event: ClipboardEvent): void {
      const text = isOurs(desk, event) ? clipOf(desk) : null;
      if (text !== null) {
        event.clipboardData?.setData("text/plain", text);
        event.preventDefault();
        keep(text);
        sayCopied(desk);
        if (event.type === "cut" && isEditable(desk.store.state)) {
          removeChosen(desk.store);
        }
      }
    }
    function onPaste(event: ClipboardEvent): void {
      const clip = isOurs(desk, event)
        ? readClip(event.clipboardData?.getData("text/plain") ?? "")
        : null;
      if (clip !== null) {
        event.preventDefault();
        paste(desk, clip);
      }
    }
    document.addEventListener("copy", onCopy);
    document.addEventListener("cut", onCopy);
    document.addEventListener("paste", onPaste);
    return () => {
      document.removeEventListener("copy", onCopy);
      document.removeEventListener("cut", onCopy);
      document.removeEventListener("paste", onPaste);
    };
  }, [desk]);
}

/** Copying words in a box, or words marked on the screen, is the browser's own business. */
function isOurs({ store }: Desk, event: ClipboardEvent): boolean {
  const { target } = event;
  const typing =
    target instanceof HTMLElement && target.matches("input:not([type=checkbox]), textarea, select");
  const marked = document.getSelection()?.isCollapsed === false && event.type !== "paste";
  return store.state.tab === "form" && store.state.dialog === null && !typing && !marked;
}

function clipOf({ store, host }: Desk): string | null {
  const ids = chosenLines(store).map((line) => line.id);
  return ids.length === 0 ? null : makeClip(store.state.document, ids, host.service.name);
}

export function copyChosen(desk: Desk): void {
  const text = clipOf(desk);
  if (text !== null) {
    keep(text);
    void toSystem(text);
    sayCopied(desk);
  }
}

export function cutChosen(desk: Desk): void {
  copyChosen(desk);
  removeChosen(desk.store);
}

/** What was copied last in this browser, in any service. */
export function pasteKept(desk: Desk): void {
  const clip = readClip(kept());
  if (clip === null) {
    desk.store.say(t("Chưa có câu hỏi nào được sao chép. Hãy chọn câu hỏi rồi bấm “Sao chép”."));
    return;
  }
  paste(desk, clip);
}

/** Missing where the page is not served over a secure line, whatever its type says. */
async function toSystem(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // The copy kept here is enough for this house.
  }
}

function keep(text: string): void {
  try {
    localStorage.setItem(KEPT, text);
  } catch {
    // Without storage the keys still work.
  }
}

function kept(): string {
  try {
    return localStorage.getItem(KEPT) ?? "";
  } catch {
    return "";
  }
}

function sayCopied({ store }: Desk): void {
  const count = chosenLines(store).length;
  store.say(
    t("Đã sao chép {count} mục. Mở dịch vụ này hay dịch vụ khác rồi bấm Ctrl+V để dán.", { count }),
  );
}

export function paste({ store, host }: Desk, clip: Clip): void {
  const { document, selectedId, pageId } = store.state;
  const types = new Set(host.field_types.map((type) => type.key));
  const { operations, ids, report } = pasteClip(
    clip,
    document,
    clip.what === "page" ? pagePlace(document.form.pages, pageId) : fieldPlace(),
    types,
  );
  function fieldPlace(): { owner: string; at: number | null } {
    const holdsGroup = clip.parts.some((part) => part["type"] === "group");
    return placeFor(lineOf(store, selectedId), pageId, holdsGroup ? "group" : "");
  }
  if (operations.length === 0 && report.dropped.length === 0) {
    return;
  }
  if (clip.what === "field" && pageId === "") {
    store.say(t("Hãy thêm một trang trước khi dán câu hỏi."), { isError: true });
    return;
  }
  const words = t("Dán {count} câu hỏi", { count: report.count });
  if (operations.length > 0 && !store.edit(operations, { words })) {
    return;
  }
  const [first] = ids;
  const line = first === undefined ? undefined : lineOf(store, first);
  if (line !== undefined) {
    store.select(line.id, line.page.id);
    store.set({ marked: clip.what === "field" && ids.length > 1 ? ids : [] });
  }
  if (report.dropped.length + report.repointed.length > 0) {
    store.set({ pasted: report });
  } else {
    store.say(
      t("Đã dán {count} câu hỏi từ “{service}”.", {
        count: report.count,
        service: clip.service || pick(document.service.name),
      }),
      { canUndo: true },
    );
  }
}

function pagePlace(
  pages: readonly { id: string }[],
  pageId: string,
): { owner: null; at: number | null } {
  const at = pages.findIndex((page) => page.id === pageId);
  return { owner: null, at: at < 0 ? null : at + 1 };
}
