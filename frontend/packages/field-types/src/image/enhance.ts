/** Pictures are made smaller before they are sent: a phone's photo is ten times what is needed. */

const QUALITY = 0.85;
const SMALL_BYTES = 500_000;

export default function enhance(field: HTMLElement): void {
  const input = field.querySelector<HTMLInputElement>("input[data-mc-shrink]");
  if (!input) return;
  const most = Number(input.dataset["mcShrink"]) || 2000;
  input.addEventListener("change", () => void shrinkAll(input, most));
}

async function shrinkAll(input: HTMLInputElement, most: number): Promise<void> {
  const files = [...(input.files ?? [])];
  const shrunk = await Promise.all(files.map((file) => shrink(file, most)));
  if (shrunk.every((file, at) => file === files[at])) return;
  const chosen = new DataTransfer();
  for (const file of shrunk) chosen.items.add(file);
  input.files = chosen.files;
}

/** The picture with its longer side at most `most` pixels; the file itself when that fails. */
export async function shrink(file: File, most: number): Promise<File> {
  if (!file.type.startsWith("image/")) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, most / Math.max(picture.width, picture.height));
    if (scale === 1 && file.size <= SMALL_BYTES) return file;
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise<Blob | null>((done) => {
      canvas.toBlob(done, "image/jpeg", QUALITY);
    });
    if (!blob || blob.size >= file.size) return file;
    const name = file.name.replace(/\.[^.]*$/, "") || "anh";
    return new File([blob], `${name}.jpg`, { type: "image/jpeg" });
  } catch {
    return file;
  }
}
