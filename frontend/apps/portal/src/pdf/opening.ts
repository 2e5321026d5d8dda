/**
 * Opening a PDF of anybody's making. Nothing in it runs: forms are pictures, links are dead, there
 * is no annotation layer and no scripting; the page's policy forbids eval besides. Decoders and
 * typefaces come from our own build, by name from a list, when a document needs them.
 */

import * as pdfjs from "pdfjs-dist/legacy/build/pdf.mjs";
import workerAddress from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";

const MAX_PIXELS = 100_000_000;
const AREA = 4 * 16_000_000;

const wasm = import.meta.glob<string>("/node_modules/pdfjs-dist/wasm/*.{wasm,js}", {
  query: "?url",
  import: "default",
  eager: true,
});
const typefaces = import.meta.glob<string>("/node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}", {
  query: "?url",
  import: "default",
  eager: true,
});
const parts: Record<string, Record<string, string>> = {
  wasmUrl: byName(wasm),
  standardFontDataUrl: byName(typefaces),
};

class OwnParts {
  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const address = parts[kind]?.[filename];
    if (!address) throw new Error(`no ${filename}`);
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`no ${filename}`);
    return new Uint8Array(await answer.arrayBuffer());
  }
}

export async function openPdf(content: ArrayBuffer): Promise<pdfjs.PDFDocumentProxy> {
  pdfjs.GlobalWorkerOptions.workerSrc = workerAddress;
  const options = {
    data: content,
    isEvalSupported: false,
    enableXfa: false,
    disableAutoFetch: true,
    disableStream: true,
    stopAtErrors: false,
    maxImageSize: MAX_PIXELS,
    canvasMaxAreaInBytes: AREA,
    useWorkerFetch: false,
    BinaryDataFactory: OwnParts,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  };
  return pdfjs.getDocument(options).promise;
}

function byName(found: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(found).map(([path, address]) => [
      path.slice(path.lastIndexOf("/") + 1),
      address,
    ]),
  );
}

export { pdfjs };
