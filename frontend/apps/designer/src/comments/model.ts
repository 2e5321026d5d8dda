/** What colleagues say about parts of a draft; see `backoffice/designer/views/comments.py`. */
export interface Remark {
  id: string;
  body: string;
  by_name: string;
  at: string;
  mentions: { id: string; name: string }[];
}

export interface Thread {
  id: string;
  part_id: string;
  part_name: string;
  is_resolved: boolean;
  resolved_by_name: string;
  comments: Remark[];
}

export interface Talk {
  threads: readonly Thread[];
  colleagues: readonly { id: string; name: string }[];
}

export const SILENCE: Talk = { threads: [], colleagues: [] };

/** Open threads by the part they are about. */
export function openCounts(threads: readonly Thread[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const thread of threads) {
    if (!thread.is_resolved) {
      counts.set(thread.part_id, (counts.get(thread.part_id) ?? 0) + 1);
    }
  }
  return counts;
}

/** The threads with one of them as it is now. */
export function withThread(threads: readonly Thread[], thread: Thread): readonly Thread[] {
  const at = threads.findIndex((each) => each.id === thread.id);
  return at < 0 ? [...threads, thread] : threads.with(at, thread);
}
