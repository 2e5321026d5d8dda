/** Every citizen page: behaviour of the components, and no form is sent twice by accident. */

import { afterReady, sendOnce } from "@motcua/ui";
import { createAll, ErrorSummary, NotificationBanner, SkipLink } from "govuk-frontend";
import { holdForm, holdWorker } from "./offline/network.ts";
import { enhanceSearch } from "./suggest.ts";

/** Those our templates use; all fourteen would weigh three times as much on every page. */
const COMPONENTS = [ErrorSummary, NotificationBanner, SkipLink];

afterReady(() => {
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
  holdWorker();
  for (const component of COMPONENTS) createAll(component);
  for (const form of document.querySelectorAll<HTMLFormElement>('form[method="post"]')) {
    sendOnce(form);
    holdForm(form);
  }
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-mc-suggest]")) {
    enhanceSearch(form);
  }
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-mc-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      window.print();
    });
  }
});
