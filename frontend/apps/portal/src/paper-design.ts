/** How papers look: buttons that insert placeholders, and a picture that follows the typing. */

import { afterReady } from "@motcua/ui";
import { addDesign } from "./office/design.ts";

afterReady(() => {
  const page = document.querySelector<HTMLElement>("[data-mo-design]");
  if (page) addDesign(page);
});
