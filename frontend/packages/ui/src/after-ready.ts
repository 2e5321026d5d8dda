/** Run `work` as soon as the document can be read. */
export function afterReady(work: () => void): void {
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", work, { once: true });
  } else {
    work();
  }
}
