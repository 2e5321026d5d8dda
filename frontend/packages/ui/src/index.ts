export { afterReady } from "./after-ready.ts";
export { sendOnce } from "./send-once.ts";
