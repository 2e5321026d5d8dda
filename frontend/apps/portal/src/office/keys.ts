/**
 * Keys for whoever works through a list. Single letters can be switched off (WCAG 2.1.4): the page
 * says so with `data-mo-keys`; the overview itself opens with a button as well.
 */

import type { Ticks } from "./ticks.ts";

const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable]";
const HERE = "mo-list__here";

/** The row one stands on. */
class Walk {
  private place: number;

  constructor(private readonly list: HTMLElement) {
    this.place = this.rows().findIndex((row) => row.hasAttribute("aria-current"));
  }

  get row(): HTMLElement | undefined {
    return this.rows()[this.place];
  }

  go(step: number): void {
    const rows = this.rows();
    if (!rows.length) return;
    this.row?.classList.remove(HERE);
    this.place = Math.min(Math.max(this.place + step, 0), rows.length - 1);
    this.row?.classList.add(HERE);
    this.row?.querySelector<HTMLElement>("a.mo-list__code")?.focus();
  }

  private rows(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>("[data-mo-row]")];
  }
}

function follow(root: ParentNode | undefined, selector: string): void {
  root?.querySelector<HTMLAnchorElement>(selector)?.click();
}

function openWithButton(list: HTMLElement): HTMLDialogElement | null {
  const help = list.querySelector<HTMLDialogElement>("[data-mo-keys-help]");
  const button = list.querySelector<HTMLButtonElement>("[data-mo-help]");
  if (button && help) {
    button.hidden = false;
    button.addEventListener("click", () => {
      help.showModal();
    });
  }
  return help;
}

function deedsOf(list: HTMLElement, walk: Walk, ticks: Ticks): Record<string, () => void> {
  return {
    j: () => {
      walk.go(1);
    },
    k: () => {
      walk.go(-1);
    },
    x: () => {
      if (walk.row) ticks.toggle(walk.row);
    },
    a: () => {
      ticks.toggleAll();
    },
    o: () => {
      follow(walk.row, "a.mo-list__code");
    },
    Enter: () => {
      follow(walk.row, "a[data-mo-open]");
    },
    n: () => {
      follow(list, 'a[rel="next"]');
    },
    p: () => {
      follow(list, 'a[rel="prev"]');
    },
    "/": () => {
      list.querySelector<HTMLInputElement>('input[type="search"]')?.focus();
    },
    Escape: () => {
      follow(list, "a[data-mo-close]");
    },
  };
}

/** Enter on a button or link does what that says, unless it is the row's own link. */
function isForControl(event: KeyboardEvent, target: HTMLElement | undefined): boolean {
  const control = target?.closest("a, button, summary");
  return event.key === "Enter" && !!control && !control.matches("a.mo-list__code");
}

export function addKeys(list: HTMLElement, ticks: Ticks): void {
  const help = openWithButton(list);
  if (!("moKeys" in list.dataset)) return;
  const walk = new Walk(list);
  const deeds = deedsOf(list, walk, ticks);
  deeds["?"] = () => {
    help?.showModal();
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector("dialog[open]")) return;
    const target = event.target instanceof HTMLElement ? event.target : undefined;
    if (target?.closest(TYPING) || isForControl(event, target)) return;
    if (event.key === "Enter" && !walk.row) return;
    const deed = deeds[event.key];
    if (!deed) return;
    event.preventDefault();
    deed();
  });
}
