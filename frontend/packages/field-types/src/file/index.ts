import { ANSWER, answer, define, isRecord, isText, issue, NOT_GIVEN, wrongType } from "../base.ts";
import { isFile, MEDIA_TYPES } from "../stored_files.ts";

const MEBIBYTE = 1024 * 1024;
const MOST = 50;

export default define({
  key: "file",
  defaults: { ...ANSWER, kinds: ["pdf", "image"], max_size_mb: 10, max_count: 5 },
  /** Files kept on the server less those let go, and those just stored. */
  read(posted) {
    const removed = new Set(posted.many("-remove"));
    if (posted.files.length === 0 && removed.size === 0) return NOT_GIVEN;
    const before: unknown[] = Array.isArray(posted.existing) ? posted.existing : [];
    const kept = before.filter(
      (entry) => isRecord(entry) && isText(entry["file_id"]) && !removed.has(entry["file_id"]),
    );
    const all = [...kept, ...posted.files].slice(0, MOST);
    return answer(all.length > 0 ? all : null);
  },
  check(value, settings) {
    if (!Array.isArray(value) || !value.every(isFile)) return wrongType();
    const allowed = settings.kinds.flatMap((kind) => MEDIA_TYPES[kind]);
    const twice = new Set(value.map((entry) => entry.file_id)).size !== value.length;
    return [
      ...(twice ? wrongType() : []),
      ...(value.length > settings.max_count ? [issue("too_many")] : []),
      ...value.flatMap((entry) => [
        ...(entry.size > settings.max_size_mb * MEBIBYTE ? [issue("too_big")] : []),
        ...(entry.size === 0 ? [issue("empty_file")] : []),
        ...(allowed.includes(entry.media_type) ? [] : [issue("file_kind")]),
      ]),
    ];
  },
  display: (value) => (value as { name: string }[]).map((entry) => entry.name).join(", "),
});
