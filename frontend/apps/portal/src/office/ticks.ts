/** Choosing rows: the whole page at once, and how many are chosen in words. */

export interface Ticks {
  toggle(row: HTMLElement): void;
  toggleAll(): void;
}

function boxes(list: HTMLElement): HTMLInputElement[] {
  return [...list.querySelectorAll<HTMLInputElement>('input[name="chon"]')];
}

export function addTicks(list: HTMLElement): Ticks {
  const all = list.querySelector<HTMLInputElement>("#chon-het");
  const count = list.querySelector<HTMLElement>("[data-mo-count]");
  const buttons = [...list.querySelectorAll<HTMLButtonElement>("[data-mo-many] button")];

  function tell(): void {
    const found = boxes(list);
    const chosen = found.filter((each) => each.checked).length;
    if (count) count.textContent = String(chosen);
    if (all) {
      all.checked = chosen > 0 && chosen === found.length;
      all.indeterminate = chosen > 0 && chosen < found.length;
    }
    for (const button of buttons) button.disabled = chosen === 0;
  }

  function setAll(checked: boolean): void {
    for (const box of boxes(list)) box.checked = checked;
    tell();
  }

  if (all?.parentElement) all.parentElement.hidden = false;
  all?.addEventListener("change", () => {
    setAll(all.checked);
  });
  list.addEventListener("change", (event) => {
    if ((event.target as HTMLElement).matches('input[name="chon"]')) tell();
  });
  // What a browser kept ticked on the way back is counted, too.
  window.addEventListener("pageshow", tell);
  if (boxes(list).length) tell();
  return {
    toggle(row) {
      const box = row.querySelector<HTMLInputElement>('input[name="chon"]');
      if (!box) return;
      box.checked = !box.checked;
      tell();
    },
    toggleAll() {
      setAll(boxes(list).some((each) => !each.checked));
    },
  };
}
