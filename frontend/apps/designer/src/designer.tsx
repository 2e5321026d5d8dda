import { afterReady } from "@motcua/ui";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { App } from "./app/App.tsx";
import type { HostFacts } from "./facts.ts";
import { setLanguage } from "./i18n.ts";
import { DeskContext } from "./store/hooks.ts";
import { startDesk } from "./store/start.ts";
import "./styles/designer.scss";

afterReady(() => {
  const root = document.getElementById("mcd-root");
  const facts = document.getElementById("mcd-facts")?.textContent;
  if (root === null || facts === undefined) {
    return;
  }
  // Written by our own server into our own page.
  const host = JSON.parse(facts) as HostFacts;
  setLanguage(host.words, host.time_zone);
  const desk = startDesk(host);
  const drawing = createRoot(root);
  // At once: left to itself React lets the scripts of the frame around run first.
  flushSync(() => {
    drawing.render(
      <DeskContext value={desk}>
        <App />
      </DeskContext>,
    );
  });
});
