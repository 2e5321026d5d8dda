/** A sheet to draw a signature on. The typed name is the answer; the drawing is kept beside it. */

const WIDTH = 1000;
const HEIGHT = 400;
const LONGEST = 19_900;
const NEAR = 6;

type Point = readonly [x: number, y: number];

export default function enhance(field: HTMLElement): void {
  const pad = field.querySelector<HTMLElement>("[data-mc-signature]");
  const store = field.querySelector<HTMLInputElement>("[data-mc-drawn]");
  if (!pad || !store || store.disabled) return;
  const sheet = makeSheet(pad.dataset["draw"] ?? "", pad.dataset["clear"] ?? "");
  field.querySelector(".mc-signature__picture")?.remove();
  store.before(sheet.whole);
  const strokes = readStrokes(store.value);
  redraw(sheet.canvas, strokes);
  follow(sheet.canvas, strokes, () => {
    store.value = writeStrokes(strokes);
    store.dispatchEvent(new Event("input", { bubbles: true }));
  });
  sheet.clear.addEventListener("click", () => {
    strokes.length = 0;
    store.value = "";
    redraw(sheet.canvas, strokes);
    store.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

function makeSheet(
  words: string,
  clearWords: string,
): { whole: HTMLElement; canvas: HTMLCanvasElement; clear: HTMLButtonElement } {
  const whole = document.createElement("div");
  const label = document.createElement("p");
  const canvas = document.createElement("canvas");
  const clear = document.createElement("button");
  whole.className = "mc-signature__sheet";
  label.className = "govuk-hint";
  label.textContent = words;
  canvas.className = "mc-signature__canvas";
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", words);
  clear.type = "button";
  clear.className = "govuk-button govuk-button--secondary mc-button--small";
  clear.textContent = clearWords;
  whole.append(label, canvas, clear);
  return { whole, canvas, clear };
}

function follow(canvas: HTMLCanvasElement, strokes: Point[][], done: () => void): void {
  let current: Point[] | null = null;
  const pointOf = (event: PointerEvent): Point => {
    const box = canvas.getBoundingClientRect();
    const inside = (part: number, most: number): number =>
      Math.max(0, Math.min(most, Math.round(part * most)));
    return [
      inside((event.clientX - box.left) / box.width, WIDTH),
      inside((event.clientY - box.top) / box.height, HEIGHT),
    ];
  };
  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    current = [pointOf(event)];
    strokes.push(current);
  });
  canvas.addEventListener("pointermove", (event) => {
    const last = current?.slice(-1)[0];
    if (!current || !last) return;
    const point = pointOf(event);
    if (Math.hypot(point[0] - last[0], point[1] - last[1]) < NEAR) return;
    if (writeStrokes(strokes).length > LONGEST) return;
    current.push(point);
    redraw(canvas, strokes);
  });
  const end = (): void => {
    if (!current) return;
    current = null;
    redraw(canvas, strokes);
    done();
  };
  canvas.addEventListener("pointerup", end);
  canvas.addEventListener("pointercancel", end);
}

function redraw(canvas: HTMLCanvasElement, strokes: readonly Point[][]): void {
  const pen = canvas.getContext("2d");
  if (!pen) return;
  pen.clearRect(0, 0, WIDTH, HEIGHT);
  pen.lineWidth = 6;
  pen.lineCap = pen.lineJoin = "round";
  pen.strokeStyle = getComputedStyle(canvas).color;
  for (const stroke of strokes) {
    pen.beginPath();
    stroke.forEach(([x, y], at) => {
      if (at === 0) pen.moveTo(x, y);
      pen.lineTo(x, y);
    });
    pen.stroke();
  }
}

export const writeStrokes = (strokes: readonly Point[][]): string =>
  strokes.map((stroke) => stroke.map((point) => point.join(",")).join(" ")).join(";");

export function readStrokes(text: string): Point[][] {
  if (!/^[0-9, ;]+$/.test(text)) return [];
  return text.split(";").map((stroke) =>
    stroke.split(" ").map((point): Point => {
      const [x = 0, y = 0] = point.split(",").map(Number);
      return [x, y];
    }),
  );
}
