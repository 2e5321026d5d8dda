import { afterReady } from "@motcua/ui";
import { initAll } from "govuk-frontend";

afterReady(() => {
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
  initAll();
});
