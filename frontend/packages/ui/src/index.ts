export { afterReady } from "./after-ready.ts";
