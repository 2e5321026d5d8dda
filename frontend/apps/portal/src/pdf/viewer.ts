/**
 * Pages below each other, each drawn when it comes near the window and given up when it is far, so
 * that a long scan does not fill a phone. The text lies over the picture for marking and for screen
 * readers. Keys are the browser's own: the pages are a region that scrolls.
 */

import { openPdf, pdfjs } from "./opening.ts";

const NEAR = "800px 0px";
const STEPS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];
const MAX_SIDE = 4_096;

type Document = pdfjs.PDFDocumentProxy;
type Words = "loading" | "shown" | "locked" | "broken" | "lost";

export async function showPdf(place: HTMLElement): Promise<void> {
  const say = (key: Words, more = ""): void => {
    const words = place.querySelector(`[data-pdf-words] [data-for="${key}"]`);
    const line = place.querySelector<HTMLElement>("[data-pdf-state]");
    if (line) line.textContent = `${words?.textContent ?? ""}${more}`;
  };
  say("loading");
  const content = await load(place.dataset["pdf"] ?? "");
  if (!content) {
    say("lost");
    return;
  }
  try {
    const opened = await openPdf(content);
    await new Viewer(place, opened).start();
    say("shown");
    place.dataset["pdfReady"] = String(opened.numPages);
  } catch (error) {
    say(error instanceof Error && error.name === "PasswordException" ? "locked" : "broken");
  }
}

async function load(address: string): Promise<ArrayBuffer | null> {
  try {
    const answer = await fetch(address, { credentials: "same-origin" });
    return answer.ok ? await answer.arrayBuffer() : null;
  } catch {
    return null;
  }
}

class Viewer {
  private readonly pages: HTMLElement;
  private readonly sheets: Sheet[] = [];
  private zoom = 1;

  constructor(
    private readonly place: HTMLElement,
    private readonly opened: Document,
  ) {
    this.pages = place.querySelector<HTMLElement>("[data-pdf-pages]") ?? place;
  }

  async start(): Promise<void> {
    const label = this.pages.dataset["pdfPages"] ?? "";
    for (let number = 1; number <= this.opened.numPages; number += 1) {
      const sheet = new Sheet(await this.opened.getPage(number), `${label} ${String(number)}`);
      this.sheets.push(sheet);
      this.pages.append(sheet.box);
    }
    this.resize();
    this.watch();
    this.addButtons();
    new ResizeObserver(() => {
      this.resize();
    }).observe(this.pages);
  }

  private watch(): void {
    const drawn = new IntersectionObserver(
      (seen) => {
        for (const each of seen) {
          const sheet = this.sheets.find(({ box }) => box === each.target);
          if (each.isIntersecting) void sheet?.draw();
          else sheet?.forget();
        }
      },
      { root: this.pages, rootMargin: NEAR },
    );
    for (const { box } of this.sheets) drawn.observe(box);
    this.pages.addEventListener("scroll", () => {
      this.count();
    });
    this.count();
  }

  private addButtons(): void {
    for (const button of this.place.querySelectorAll<HTMLButtonElement>("[data-pdf-do]")) {
      button.addEventListener("click", () => {
        const what = button.dataset["pdfDo"];
        if (what === "in") this.zoomTo(1);
        else if (what === "out") this.zoomTo(-1);
        else this.turn(what === "next" ? 1 : -1);
      });
    }
    const bar = this.place.querySelector<HTMLElement>("[data-pdf-bar]");
    if (bar) bar.hidden = false;
  }

  private zoomTo(direction: 1 | -1): void {
    const at = STEPS.indexOf(this.zoom) + direction;
    this.zoom = STEPS[Math.max(0, Math.min(at, STEPS.length - 1))] ?? 1;
    this.resize();
  }

  private turn(direction: 1 | -1): void {
    const number = Math.max(0, Math.min(this.current() + direction, this.sheets.length - 1));
    const box = this.sheets[number]?.box;
    if (box) this.pages.scrollTop = box.offsetTop - this.pages.offsetTop;
    this.count(number);
  }

  private current(): number {
    const line = this.pages.scrollTop + this.pages.offsetTop + 8;
    const past = this.sheets.findIndex(({ box }) => box.offsetTop + box.offsetHeight > line);
    return past < 0 ? this.sheets.length - 1 : past;
  }

  private count(number = this.current()): void {
    const line = this.place.querySelector<HTMLElement>("[data-pdf-count]");
    if (line) line.textContent = `${String(number + 1)} / ${String(this.sheets.length)}`;
  }

  private resize(): void {
    const room = this.pages.clientWidth - 16;
    if (room <= 0) return;
    for (const sheet of this.sheets) sheet.fit(room, this.zoom);
  }
}

class Sheet {
  readonly box = document.createElement("div");
  private drawing: { cancel(): void } | null = null;
  private drawn = 0;
  private scale = 1;
  private near = false;

  constructor(
    private readonly page: pdfjs.PDFPageProxy,
    label: string,
  ) {
    this.box.className = "mpdf-page";
    this.box.setAttribute("role", "group");
    this.box.setAttribute("aria-label", label);
  }

  /** As wide as the room at a zoom of 1, never wider than 900 pixels. */
  fit(room: number, zoom: number): void {
    const natural = this.page.getViewport({ scale: 1 });
    const scale = (Math.min(room, 900) / natural.width) * zoom;
    if (Math.abs(scale - this.scale) < 0.001 && this.box.style.width) return;
    this.scale = scale;
    this.box.style.width = `${String(Math.floor(natural.width * scale))}px`;
    this.box.style.height = `${String(Math.floor(natural.height * scale))}px`;
    this.box.style.setProperty("--scale-factor", String(scale));
    this.box.style.setProperty("--total-scale-factor", String(scale));
    if (this.near) void this.draw();
  }

  async draw(): Promise<void> {
    this.near = true;
    if (this.drawn === this.scale) return;
    this.drawn = this.scale;
    this.drawing?.cancel();
    const viewport = this.page.getViewport({ scale: this.scale });
    const sharp = Math.min(
      window.devicePixelRatio || 1,
      MAX_SIDE / Math.max(viewport.width, viewport.height),
    );
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.floor(viewport.width * sharp));
    canvas.height = Math.max(1, Math.floor(viewport.height * sharp));
    canvas.setAttribute("aria-hidden", "true");
    const task = this.page.render({
      canvas,
      viewport,
      transform: [sharp, 0, 0, sharp, 0, 0],
      // Signatures are drawn as the pictures they are.
      annotationMode: pdfjs.AnnotationMode.ENABLE,
    });
    this.drawing = task;
    try {
      await task.promise;
      const words = document.createElement("div");
      words.className = "mpdf-text";
      this.box.replaceChildren(canvas, words);
      await new pdfjs.TextLayer({
        textContentSource: this.page.streamTextContent(),
        container: words,
        viewport,
      }).render();
    } catch {
      // Overtaken by another size, or a page that cannot be drawn: the others can.
    } finally {
      if (this.drawing === task) this.drawing = null;
    }
  }

  forget(): void {
    this.near = false;
    this.drawing?.cancel();
    this.drawn = 0;
    this.box.replaceChildren();
    this.page.cleanup();
  }
}
