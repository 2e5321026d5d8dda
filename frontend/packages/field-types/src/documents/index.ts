import type { DocumentKind } from "@motcua/form-schema";
import {
  ANSWER,
  answer,
  define,
  isRecord,
  isText,
  issue,
  NOT_GIVEN,
  pick,
  wrongType,
} from "../base.ts";
import type { Issue } from "../base.ts";
import file from "../file/index.ts";
import { isFile } from "../stored_files.ts";
import type { StoredFile } from "../stored_files.ts";

const MOST = 50;
type Entry = StoredFile & { readonly document: string };

export default define({
  key: "documents",
  defaults: { ...ANSWER, documents: [] },
  read(posted, { documents }) {
    const added = documents.flatMap(({ key }) =>
      (posted.filesAt?.(`-${key}`) ?? []).map((entry) => ({ ...(entry as object), document: key })),
    );
    const removed = new Set(posted.many("-remove"));
    if (added.length === 0 && removed.size === 0) return NOT_GIVEN;
    const before: unknown[] = Array.isArray(posted.existing) ? posted.existing : [];
    const kept = before.filter((entry) => isEntry(entry) && !removed.has(entry.file_id));
    const all = [...kept, ...added].slice(0, MOST);
    return answer(all.length > 0 ? all : null);
  },
  check(value, { documents }, around) {
    if (!Array.isArray(value) || !value.every(isEntry)) return wrongType();
    const known = new Set(documents.map((each) => each.key));
    const twice = new Set(value.map((entry) => entry.file_id)).size !== value.length;
    if (twice || value.length > MOST || value.some((entry) => !known.has(entry.document))) {
      return wrongType();
    }
    return documents.flatMap((document) => {
      const own = value
        .filter((entry) => entry.document === document.key)
        .map((entry) => bare({ ...entry }));
      const part = `-${document.key}`;
      if (own.length < (document.min_count ?? 1)) return [issue("required", part)];
      if (own.length === 0) return [];
      return file
        .check(own, limitsOf(document), around)
        .map(({ code }): Issue => issue(code, part));
    });
  },
  display(value, { documents }, language) {
    const lines = documents.flatMap(({ key, label }) => {
      const names = (value as Entry[]).filter((e) => e.document === key).map((e) => e.name);
      return names.length > 0 ? [`${pick(label ?? {}, language)}: ${names.join(", ")}`] : [];
    });
    return lines.join("\n");
  },
});

const limitsOf = (document: DocumentKind): typeof file.defaults => ({
  ...file.defaults,
  kinds: document.kinds ?? ["pdf", "image"],
  max_size_mb: document.max_size_mb ?? 10,
  max_count: document.max_count ?? 1,
});

const bare = (entry: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(entry).filter(([key]) => key !== "document"));

const isEntry = (entry: unknown): entry is Entry =>
  isRecord(entry) && isText(entry["document"]) && isFile(bare(entry));
