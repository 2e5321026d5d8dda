import { t } from "../i18n.ts";
import { ApiError } from "../store/api.ts";
import type { Desk } from "../store/start.ts";

/** What to tell when the server could not answer. */
export function troubleWords(error: unknown): string {
  if (!(error instanceof ApiError)) throw error;
  switch (error.trouble) {
    case "offline":
      return t("Chưa nối được máy chủ. Hãy thử lại sau ít phút.");
    case "signed-out":
      return t("Phiên làm việc đã hết. Hãy đăng nhập lại rồi mở lại trang.");
    default:
      return error.message === "" ? t("Chưa làm được. Hãy thử lại.") : error.message;
  }
}

/** The answer to a question about the draft as it is on the screen: what is pending goes first. */
export async function asked<T>(desk: Desk, ask: () => Promise<T>): Promise<T> {
  if (!(await desk.saver.flush())) {
    throw new ApiError("refused", t("Chưa lưu xong. Hãy đợi lưu xong rồi thử lại."));
  }
  return ask();
}
