export { afterReady } from "./after-ready.ts";
export { sendOnce, UNSENT } from "./send-once.ts";
