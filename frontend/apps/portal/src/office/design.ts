/**
 * The picture is drawn by the server from what stands in the form, a moment after the last key; an
 * answer that was overtaken by a later one is dropped. What cannot stand is told at its field.
 */

const PAUSE = 600;

export function addDesign(page: HTMLElement): void {
  const form = page.querySelector<HTMLFormElement>("[data-mo-design-form]");
  const address = page.dataset["moDesign"];
  if (!form || !address) return;
  const look = new Look(page, form, address);
  for (const button of page.querySelectorAll<HTMLButtonElement>("[data-mo-insert]")) {
    button.addEventListener("click", () => {
      insert(button);
    });
  }
  form.addEventListener("input", () => {
    look.soon();
  });
  form.addEventListener("change", () => {
    look.soon();
  });
  page.querySelector("[data-mo-design-kind]")?.addEventListener("change", () => {
    void look.now();
  });
  // Opening a kind of paper shows that kind.
  for (const part of form.querySelectorAll<HTMLDetailsElement>("[data-mo-kind]")) {
    part.addEventListener("toggle", () => {
      if (part.open) look.choose(part.dataset["moKind"] ?? "");
    });
  }
}

export function insert(button: HTMLElement): void {
  const into = document.getElementById(button.dataset["moInto"] ?? "");
  if (!(into instanceof HTMLTextAreaElement)) return;
  const written = `{${button.dataset["moInsert"] ?? ""}}`;
  into.setRangeText(written, into.selectionStart, into.selectionEnd, "end");
  into.focus();
  into.dispatchEvent(new Event("input", { bubbles: true }));
}

type State = "busy" | "done" | "fault" | "lost";

class Look {
  private turn = 0;
  private timer = 0;
  private shown = "";

  constructor(
    private readonly page: HTMLElement,
    private readonly form: HTMLFormElement,
    private readonly address: string,
  ) {}

  soon(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.now(), PAUSE);
  }

  choose(kind: string): void {
    const choice = this.page.querySelector<HTMLSelectElement>("[data-mo-design-kind]");
    if (!choice || !kind || choice.value === kind) return;
    choice.value = kind;
    void this.now();
  }

  async now(): Promise<void> {
    const turn = ++this.turn;
    this.say("busy");
    try {
      const answer = await fetch(this.address, { method: "POST", body: this.body() });
      if (turn !== this.turn) return;
      if (answer.ok) {
        this.show(await answer.blob());
        this.tell({});
        this.say("done");
      } else {
        const found = (await answer.json()) as { faults: Record<string, string> };
        this.tell(found.faults);
        this.say("fault");
      }
    } catch {
      if (turn === this.turn) this.say("lost");
    }
  }

  private body(): FormData {
    const body = new FormData(this.form);
    // A picture is judged when it is saved; it is not sent with every key.
    body.delete("emblem_file");
    const choice = this.page.querySelector<HTMLSelectElement>("[data-mo-design-kind]");
    body.set("loai", choice?.value ?? "");
    return body;
  }

  private show(picture: Blob): void {
    const place = this.page.querySelector<HTMLImageElement>("[data-mo-design-page]");
    if (!place) return;
    if (this.shown) URL.revokeObjectURL(this.shown);
    this.shown = URL.createObjectURL(picture);
    place.src = this.shown;
  }

  private tell(faults: Record<string, string>): void {
    for (const line of this.form.querySelectorAll<HTMLElement>("[data-mo-design-fault]")) {
      const words = faults[line.dataset["moDesignFault"] ?? ""] ?? "";
      line.textContent = words;
      line.hidden = !words;
      line.closest(".mo-field")?.classList.toggle("mo-field--error", Boolean(words));
    }
  }

  private say(state: State): void {
    const words = this.page.querySelector(`[data-mo-design-words] [data-for="${state}"]`);
    const line = this.page.querySelector("[data-mo-design-state]");
    if (line) line.textContent = words?.textContent ?? "";
  }
}
