/** What the form keeps of a file: enough to find and prove it, never its content. */

import { isRecord, isText } from "./base.ts";
import { isClean, lengthOf } from "./cleaning.ts";

export interface StoredFile {
  readonly file_id: string;
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  readonly media_type: string;
}
export type FileKind = "pdf" | "image" | "word" | "excel";

const OFFICE = "application/vnd.openxmlformats-officedocument";
export const MEDIA_TYPES: Readonly<Record<FileKind, readonly string[]>> = {
  pdf: ["application/pdf"],
  image: ["image/jpeg", "image/png"],
  word: [`${OFFICE}.wordprocessingml.document`],
  excel: [`${OFFICE}.spreadsheetml.sheet`],
};
const KEYS = ["file_id", "media_type", "name", "sha256", "size"];

export function isFile(entry: unknown): entry is StoredFile {
  if (!isRecord(entry) || Object.keys(entry).sort().join() !== KEYS.join()) return false;
  const { file_id: id, media_type: media, name, sha256, size } = entry;
  return (
    [id, media, name, sha256].every(isText) &&
    Number.isInteger(size) &&
    (size as number) >= 0 &&
    lengthOf(name as string) > 0 &&
    lengthOf(name as string) <= 255 &&
    isClean(name as string) &&
    /^[0-9A-Za-z-]{8,64}$/.test(id as string) &&
    /^[0-9a-f]{64}$/.test(sha256 as string)
  );
}
