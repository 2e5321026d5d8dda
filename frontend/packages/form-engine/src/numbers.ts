/** Exact decimals: a number is a bigint count of millionths below 10^15 in size. */

export const ONE = 1_000_000n;
const LIMIT = 10n ** 15n * ONE;

export function bounded(millionths: bigint): bigint | null {
  return -LIMIT < millionths && millionths < LIMIT ? millionths : null;
}

const magnitude = (n: bigint): bigint => (n < 0n ? -n : n);

/** Rounded half away from zero. */
export function divide(numerator: bigint, denominator: bigint): bigint {
  const bottom = magnitude(denominator);
  const result = (2n * magnitude(numerator) + bottom) / (2n * bottom);
  return numerator < 0n === denominator < 0n ? result : -result;
}

/** Towards minus infinity, to a whole number. */
export function floor(millionths: bigint): bigint {
  const rest = millionths % ONE;
  return millionths - rest - (rest < 0n ? ONE : 0n);
}

export function fromText(text: string): bigint | null {
  const match = /^(-?)([0-9]+)(?:\.([0-9]+))?(?:e([+-]?[0-9]+))?$/.exec(text);
  if (!match) return null;
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  const digits = BigInt(whole + fraction);
  const shift = Number(exponent) - fraction.length + 6;
  const size = shift >= 0 ? digits * 10n ** BigInt(shift) : divide(digits, 10n ** BigInt(-shift));
  return bounded(sign ? -size : size);
}

export function fromJson(value: unknown): bigint | null {
  if (typeof value !== "number") return null;
  return Number.isSafeInteger(value) ? bounded(BigInt(value) * ONE) : fromText(String(value));
}

export function toText(millionths: bigint): string {
  const size = magnitude(millionths);
  const fraction = String(size % ONE)
    .padStart(6, "0")
    .replace(/0+$/, "");
  return `${millionths < 0n ? "-" : ""}${String(size / ONE)}${fraction ? `.${fraction}` : ""}`;
}

export const toJson = (millionths: bigint): number => Number(toText(millionths));

export function rounded(millionths: bigint, digits: number): bigint | null {
  const unit = 10n ** BigInt(6 - digits);
  return bounded(divide(millionths, unit) * unit);
}
