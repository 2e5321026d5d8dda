/** A form that could not be sent, or whose answer did not come, says so where its button is. */

import { UNSENT } from "@motcua/ui";

const WORDS = {
  vi: {
    offline:
      "Chưa có mạng nên chưa gửi được. Những gì ông/bà nhập vẫn còn trên trang này: xin đừng đóng trang, có mạng hãy bấm gửi lại.",
    online: "Đã có mạng lại. Hãy bấm gửi lại.",
    safe: "Mạng yếu: chưa nhận được trả lời của cổng. Những gì ông/bà nhập vẫn còn trên trang này. Cứ bấm gửi lại: gửi hai lần cổng cũng chỉ nhận một.",
    unsure:
      "Mạng yếu: chưa nhận được trả lời của cổng, nên chưa rõ đã gửi được hay chưa. Những gì ông/bà nhập vẫn còn trên trang này. Khi có mạng, hãy xem lại trước khi gửi lần nữa.",
  },
  en: {
    offline:
      "There is no network, so this was not sent. What you typed is still on this page: please keep it open and send again when you are online.",
    online: "You are online again. Please send again.",
    safe: "Weak network: the portal did not answer. What you typed is still on this page. You can send it again: the portal takes it only once.",
    unsure:
      "Weak network: the portal did not answer, so it is not certain whether this was sent. What you typed is still on this page. When you are online, please check before sending again.",
  },
} as const;

/** `unanswered`: it may have arrived. Sending again is harmless where the form carries a key. */
export function notSent(form: HTMLFormElement, why: "offline" | "unanswered"): void {
  const words = WORDS[document.documentElement.lang.startsWith("en") ? "en" : "vi"];
  const isSafe =
    "mcRunner" in form.dataset || form.querySelector('[name="idempotency_key"]') !== null;
  const place = placeIn(form);
  place.textContent = why === "offline" ? words.offline : isSafe ? words.safe : words.unsure;
  form.dispatchEvent(new Event(UNSENT));
  window.addEventListener(
    "online",
    () => {
      if (why === "offline" && place.isConnected) place.textContent = words.online;
    },
    { once: true },
  );
}

function placeIn(form: HTMLFormElement): HTMLElement {
  const there = form.querySelector<HTMLElement>("[data-mc-unsent]");
  if (there) return there;
  const made = document.createElement("p");
  made.className = "mc-unsent";
  made.dataset["mcUnsent"] = "";
  made.setAttribute("role", "alert");
  const buttons = [...form.querySelectorAll("button")].filter((each) => each.type === "submit");
  const last = buttons[buttons.length - 1];
  if (last) last.before(made);
  else form.append(made);
  return made;
}
