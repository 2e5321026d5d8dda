import { useEffect } from "react";
import { duplicateChosen, moveBy } from "../form/actions.ts";
import { useDesk } from "../store/hooks.ts";
import type { Desk } from "../store/start.ts";
import { isEditable, type Tab } from "../store/state.ts";
import { jumpToNext } from "./jump.ts";

const TABS: readonly Tab[] = ["form", "map", "process", "info", "words"];

/** What this document has to show. */
export function tabsOf({ host }: Desk): readonly Tab[] {
  return host.tabs ?? TABS;
}

/** Keys that work wherever the cursor is; the help window lists them. */
export function useShortcuts(): void {
  const desk = useDesk();
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (
        !event.isComposing &&
        desk.store.state.dialog === null &&
        desk.store.state.conflict === null &&
        desk.store.state.pasted === null &&
        act(desk, event)
      ) {
        event.preventDefault();
        // Wagtail has a help window of its own under the same key.
        event.stopImmediatePropagation();
      }
    }
    window.addEventListener("keydown", onKeyDown, true);
    return () => {
      window.removeEventListener("keydown", onKeyDown, true);
    };
  }, [desk]);
}

function act(desk: Desk, event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey) {
    return replay(desk, event) || find(desk, event);
  }
  if (event.altKey) {
    return show(desk, event) || arrange(desk, event);
  }
  if (event.key === "F8") {
    jumpToNext(desk.store, event.shiftKey ? -1 : 1);
    return true;
  }
  if (event.key === "?" && !isTyping(event.target)) {
    desk.store.set({ dialog: "help" });
    return true;
  }
  return false;
}

function replay({ store, saver }: Desk, event: KeyboardEvent): boolean {
  const key = event.key.toLowerCase();
  if (!isEditable(store.state) || (key !== "z" && key !== "y")) {
    return false;
  }
  void saver.replay(key === "y" || event.shiftKey ? "redo" : "undo");
  return true;
}

/** The browser's own search sees only what is drawn; a second Ctrl+F in our box is still its. */
function find({ store }: Desk, event: KeyboardEvent): boolean {
  const box = document.getElementById("mcd-find");
  const isAsked = event.key.toLowerCase() === "f" && !event.shiftKey && !event.altKey;
  if (!isAsked || store.state.tab !== "form" || box === document.activeElement) {
    return false;
  }
  store.set({ pane: "outline" });
  requestAnimationFrame(() => {
    document.getElementById("mcd-find")?.focus();
  });
  return true;
}

/** Alt and a digit lead to a part of the screen. */
function show(desk: Desk, event: KeyboardEvent): boolean {
  const { store } = desk;
  const tab = tabsOf(desk)[Number(/^Digit([1-5])$/u.exec(event.code)?.[1] ?? 0) - 1];
  if (tab !== undefined) {
    store.set({ tab });
    requestAnimationFrame(() => {
      document.getElementById(`mcd-tab-${tab}`)?.focus();
    });
    return true;
  }
  if (event.code === "KeyO" && store.state.tab === "form") {
    store.set({ pane: "outline" });
    focusSoon(".mcd-tree [tabindex='0']");
    return true;
  }
  if (event.code === "KeyL") {
    store.set({ showsProblems: !store.state.showsProblems });
    return true;
  }
  if (event.code === "KeyX" && store.state.tab === "form") {
    store.set({ view: store.state.view === "edit" ? "preview" : "edit", pane: "canvas" });
    return true;
  }
  return false;
}

function focusSoon(selector: string): void {
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>(selector)?.focus();
  });
}

function arrange({ store }: Desk, event: KeyboardEvent): boolean {
  if (store.state.tab !== "form" || !isEditable(store.state) || isInOptions(event.target)) {
    return false;
  }
  switch (event.code) {
    case "ArrowUp":
    case "ArrowDown":
      moveBy(store, event.code === "ArrowUp" ? -1 : 1);
      return true;
    case "KeyN":
      store.set({ view: "edit", pane: "canvas" });
      focusSoon("[data-composer]");
      return true;
    case "KeyS":
      duplicateChosen(store);
      return true;
    default:
      return false;
  }
}

/** Inside the list of options the arrows move an option. */
function isInOptions(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(".mcd-option") !== null;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.matches("input:not([type=checkbox]), textarea, select")
  );
}
