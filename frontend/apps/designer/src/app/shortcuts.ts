import { useEffect } from "react";
import { duplicateLine, moveBy } from "../form/actions.ts";
import { useDesk } from "../store/hooks.ts";
import type { Desk } from "../store/start.ts";
import { isEditable } from "../store/state.ts";

/** Keys that work wherever the cursor is; the help window lists them. */
export function useShortcuts(): void {
  const desk = useDesk();
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (
        !event.isComposing &&
        desk.store.state.dialog === null &&
        desk.store.state.conflict === null &&
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
    return replay(desk, event);
  }
  if (event.altKey) {
    return arrange(desk, event);
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

function arrange({ store }: Desk, event: KeyboardEvent): boolean {
  const { tab, selectedId } = store.state;
  if (tab !== "form" || !isEditable(store.state) || isInOptions(event.target)) {
    return false;
  }
  switch (event.code) {
    case "ArrowUp":
    case "ArrowDown":
      moveBy(store, selectedId, event.code === "ArrowUp" ? -1 : 1);
      return true;
    case "KeyN":
      store.set({ view: "edit", pane: "canvas" });
      requestAnimationFrame(() => document.querySelector<HTMLElement>("[data-composer]")?.focus());
      return true;
    case "KeyS":
      duplicateLine(store, selectedId);
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
