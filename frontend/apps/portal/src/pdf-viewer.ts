/** A PDF shown in our own page; loaded on that page alone (it weighs 1.8 MB). */

import "./styles/pdf-viewer.scss";
import { afterReady } from "@motcua/ui";
import { showPdf } from "./pdf/viewer.ts";

afterReady(() => {
  const place = document.querySelector<HTMLElement>("[data-pdf]");
  if (place) void showPdf(place);
});
