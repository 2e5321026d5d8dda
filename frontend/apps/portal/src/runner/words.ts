/** The few sentences that no template can hold, in the language of the page. */

const WORDS = {
  vi: {
    saving: "Đang lưu…",
    saved: "Đã lưu lúc {time}",
    offline: "Chưa có mạng, đã giữ trên máy này. Có mạng sẽ tự gửi lại.",
    unkept: "Chưa có mạng và máy này không giữ lại được. Xin đừng đóng trang.",
    expired:
      "Phiên đăng nhập đã hết. Những gì ông/bà nhập được giữ trên máy này: bấm “Tiếp tục”, đăng nhập lại, rồi làm tiếp.",
    restored: "Đã khôi phục những gì ông/bà nhập mà chưa gửi được.",
    refused: "Chưa lưu tự động được. Bấm “Tiếp tục” để lưu.",
    waiting: "Chưa có mạng nên chưa gửi được trang này. Đã giữ trên máy này.",
    uploading: "Đang gửi {percent}%",
    paused: "Tạm dừng ở {percent}%",
    stalled: "Mất mạng ở {percent}%, sẽ tự gửi tiếp",
    checking: "Đang kiểm tra tệp…",
    attached: "Đã nhận tệp {name}",
    failed: "Chưa gửi được tệp {name}: {reason}",
    pause: "Tạm dừng",
    resume: "Gửi tiếp",
    cancel: "Hủy",
    about: "{action} gửi tệp {name}",
    from: "từ {total}",
    busy: "Còn tệp đang gửi. Xin chờ gửi xong rồi bấm “Tiếp tục”.",
  },
  en: {
    saving: "Saving…",
    saved: "Saved at {time}",
    offline: "No network: kept on this device. It will be sent when you are online again.",
    unkept: "No network, and this device could not keep it. Please do not close the page.",
    expired:
      "Your session has ended. What you typed is kept on this device: press “Continue”, sign in again and go on.",
    restored: "What you typed and could not send has been put back.",
    refused: "Could not save automatically. Press “Continue” to save.",
    waiting: "No network: this page was not sent yet. It is kept on this device.",
    uploading: "Sending {percent}%",
    paused: "Paused at {percent}%",
    stalled: "Connection lost at {percent}%, will go on by itself",
    checking: "Checking the file…",
    attached: "File {name} received",
    failed: "File {name} was not sent: {reason}",
    pause: "Pause",
    resume: "Go on",
    cancel: "Cancel",
    about: "{action} sending {name}",
    from: "from {total}",
    busy: "A file is still being sent. Please wait, then press “Continue”.",
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
