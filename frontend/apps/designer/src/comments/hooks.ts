import { useMemo } from "react";
import { t } from "../i18n.ts";
import { ApiError } from "../store/api.ts";
import { useDesigner } from "../store/hooks.ts";
import type { Desk } from "../store/start.ts";
import { openCounts, withThread, type Thread } from "./model.ts";

export function useCommentCounts(): ReadonlyMap<string, number> {
  const threads = useDesigner((state) => state.talk.threads);
  return useMemo(() => openCounts(threads), [threads]);
}

/** Send a remark, or settle a thread; true when the server has it. */
export async function speak(
  { store }: Desk,
  saying: Promise<{ thread: Thread }>,
): Promise<boolean> {
  try {
    const { thread } = await saying;
    const { talk } = store.state;
    store.set({ talk: { ...talk, threads: withThread(talk.threads, thread) } });
    return true;
  } catch (error) {
    const said = error instanceof ApiError ? error.message : "";
    store.say(said === "" ? t("Chưa gửi được ý kiến. Hãy kiểm tra mạng rồi thử lại.") : said, {
      isError: true,
    });
    return false;
  }
}
