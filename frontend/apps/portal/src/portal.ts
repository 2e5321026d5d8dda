/** Every citizen page: behaviour of the components, and no form is sent twice by accident. */

import { afterReady, sendOnce } from "@motcua/ui";
import { initAll } from "govuk-frontend";

afterReady(() => {
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
  initAll();
  for (const form of document.querySelectorAll<HTMLFormElement>('form[method="post"]')) {
    sendOnce(form);
  }
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-mc-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      window.print();
    });
  }
});
