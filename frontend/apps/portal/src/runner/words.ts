/** The few sentences that no template can hold, in the language of the page. */

const WORDS = {
  vi: {
    saving: "Đang lưu…",
    saved: "Đã lưu lúc {time}",
    offline: "Chưa lưu được vì mất kết nối. Sẽ thử lại.",
    expired:
      "Phiên đăng nhập đã hết. Những gì bạn nhập được giữ trên máy này: bấm “Tiếp tục”, đăng nhập lại, rồi làm tiếp.",
    restored: "Đã khôi phục những gì bạn nhập trước khi phiên đăng nhập hết.",
    refused: "Chưa lưu tự động được. Bấm “Tiếp tục” để lưu.",
  },
  en: {
    saving: "Saving…",
    saved: "Saved at {time}",
    offline: "Not saved: the connection was lost. We will try again.",
    expired:
      "Your session has ended. What you typed is kept on this device: press “Continue”, sign in again and go on.",
    restored: "What you typed before your session ended has been put back.",
    refused: "Could not save automatically. Press “Continue” to save.",
  },
} as const;

export type Word = keyof (typeof WORDS)["vi"];

export function say(word: Word, values: Readonly<Record<string, string>> = {}): string {
  const language = document.documentElement.lang.startsWith("en") ? "en" : "vi";
  return WORDS[language][word].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
}

/** Tell it where screen readers hear it. */
export function tell(form: HTMLFormElement, text: string, state: "well" | "trouble"): void {
  const place = form.querySelector<HTMLElement>("[data-mc-save-state]");
  if (!place) return;
  place.dataset["state"] = state;
  if (place.textContent !== text) place.textContent = text;
}
