declare module "govuk-frontend" {
  /** Start a component wherever its `data-module` stands; old browsers are left with plain HTML. */
  export function createAll(component: unknown, config?: unknown, scope?: Element): unknown[];
  export const ErrorSummary: unknown;
  export const NotificationBanner: unknown;
  export const SkipLink: unknown;
}
