declare module "govuk-frontend" {
  /** Start every component found in `scope`; unsupported browsers are left with plain HTML. */
  export function initAll(config?: { scope?: Element }): void;
}
