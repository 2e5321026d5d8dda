/** The device tells where it is; own tiles, where the site has some, let one point at the place. */

const SIZE = 256;
const START = { lat: 16, lng: 106, zoom: 5 };
const CLOSE = 15;

interface Point {
  lat: number;
  lng: number;
}

export default function enhance(field: HTMLElement): void {
  const whole = field.querySelector<HTMLElement>("[data-mc-map]");
  const lat = field.querySelector<HTMLInputElement>('input[name$="-lat"]');
  const lng = field.querySelector<HTMLInputElement>('input[name$="-lng"]');
  if (!whole || !lat || !lng || lat.disabled) return;
  const set = (point: Point): void => {
    lat.value = point.lat.toFixed(6).replace(".", ",");
    lng.value = point.lng.toFixed(6).replace(".", ",");
    for (const input of [lat, lng]) input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const read = (): Point | null => {
    const point = { lat: numberOf(lat.value), lng: numberOf(lng.value) };
    return lat.value && lng.value && Number.isFinite(point.lat + point.lng) ? point : null;
  };
  if ("geolocation" in navigator) whole.append(locateButton(whole.dataset, set));
  const tiles = whole.dataset["tiles"];
  if (tiles) drawMap(whole, tiles, read, set);
}

const numberOf = (text: string): number => Number(text.trim().replace(",", "."));

function locateButton(words: DOMStringMap, set: (point: Point) => void): HTMLElement {
  const box = document.createElement("div");
  const button = document.createElement("button");
  const told = document.createElement("p");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary";
  button.textContent = words["locate"] ?? "";
  told.className = "govuk-hint";
  told.setAttribute("role", "status");
  button.addEventListener("click", () => {
    told.textContent = "";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        set({ lat: coords.latitude, lng: coords.longitude });
      },
      () => {
        told.textContent = words["failed"] ?? "";
      },
      { enableHighAccuracy: true, timeout: 15_000 },
    );
  });
  box.append(button, told);
  return box;
}

/** Nine tiles around the point; a click moves it. The inputs stay the way for everybody. */
function drawMap(
  whole: HTMLElement,
  tiles: string,
  read: () => Point | null,
  set: (point: Point) => void,
): void {
  const map = document.createElement("div");
  map.className = "mc-map__picture";
  map.setAttribute("role", "img");
  map.setAttribute("aria-label", whole.dataset["picture"] ?? "");
  whole.append(map);
  let zoom = read() ? CLOSE : START.zoom;
  const show = (): void => {
    const at = toTile(read() ?? START, zoom);
    const images = [-1, 0, 1].flatMap((down) =>
      [-1, 0, 1].map((right) =>
        tile(tiles, zoom, Math.floor(at.x) + right, Math.floor(at.y) + down),
      ),
    );
    map.replaceChildren(...images);
  };
  map.addEventListener("click", (event) => {
    const box = map.getBoundingClientRect();
    const at = toTile(read() ?? START, zoom);
    const x = Math.floor(at.x) - 1 + ((event.clientX - box.left) / box.width) * 3;
    const y = Math.floor(at.y) - 1 + ((event.clientY - box.top) / box.height) * 3;
    set(fromTile(x, y, zoom));
    zoom = Math.min(CLOSE, zoom + 3);
    show();
  });
  whole.addEventListener("change", show);
  show();
}

function tile(template: string, zoom: number, x: number, y: number): HTMLImageElement {
  const image = new Image(SIZE, SIZE);
  image.alt = "";
  image.src = template
    .replace("{z}", String(zoom))
    .replace("{x}", String(x))
    .replace("{y}", String(y));
  // A missing tile leaves its place empty.
  image.addEventListener("error", () => {
    image.removeAttribute("src");
  });
  return image;
}

export function toTile({ lat, lng }: Point, zoom: number): { x: number; y: number } {
  const size = 2 ** zoom;
  const angle = (Math.max(-85, Math.min(85, lat)) * Math.PI) / 180;
  return {
    x: ((lng + 180) / 360) * size,
    y: ((1 - Math.asinh(Math.tan(angle)) / Math.PI) / 2) * size,
  };
}

export function fromTile(x: number, y: number, zoom: number): Point {
  const size = 2 ** zoom;
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / size))) * 180) / Math.PI;
  return { lat, lng: (x / size) * 360 - 180 };
}
