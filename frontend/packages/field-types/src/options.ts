/** What the choice types share. */

import type { Option } from "@motcua/form-schema";
import { pick } from "./base.ts";

export const offers = (options: readonly Option[], value: unknown): boolean =>
  options.some((option) => option.value === value);

export function wordsFor(options: readonly Option[], value: unknown, language: string): string {
  const option = options.find((each) => each.value === value);
  return pick(option?.label ?? {}, language) || String(value);
}
