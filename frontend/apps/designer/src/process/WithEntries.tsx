import type { ReactNode } from "react";
import type { ServiceDocument } from "../generated/service.ts";
import { DeskContext } from "../store/hooks.ts";
import { useInnerDesk, type Lens } from "../store/inner.ts";

// Only looked at: what is edited inside goes through the hands of whoever drew it.
const LENS: Lens = { key: "entries", get: withEntries, put: () => [] };

/** Around what may ask for answers of the citizen and of the officers alike. */
export function WithEntries({ children }: { children: ReactNode }): ReactNode {
  return <DeskContext value={useInnerDesk(LENS)}>{children}</DeskContext>;
}

function withEntries(document: ServiceDocument): ServiceDocument {
  const { steps, sub_processes } = document.process;
  const entries = [...steps, ...sub_processes.flatMap((sub) => sub.steps)]
    .map((step) => step.entry)
    .filter((entry) => entry !== null);
  if (entries.length === 0) return document;
  return { ...document, form: { ...document.form, pages: [...document.form.pages, ...entries] } };
}
