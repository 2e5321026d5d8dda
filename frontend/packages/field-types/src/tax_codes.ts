/** Enterprise tax codes: ten digits, the last one a check; branches add `-001`. */

const WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3];

/** The ten digits carry their check digit. */
export function hasCheckDigit(code: string): boolean {
  if (!/^[0-9]{10}$/.test(code)) return false;
  const total = WEIGHTS.reduce((sum, weight, place) => sum + weight * Number(code[place]), 0);
  return 10 - (total % 11) === Number(code[9]);
}

/** Ten digits, or with the three of a branch. */
export const isEnterpriseCode = (text: string): boolean =>
  /^[0-9]{10}(?:-[0-9]{3})?$/.test(text) &&
  !text.endsWith("-000") &&
  hasCheckDigit(text.slice(0, 10));

/** Individuals and households use the personal number since July 2025. */
export const isTaxCode = (text: string): boolean =>
  /^[0-9]{12}$/.test(text) || isEnterpriseCode(text);
