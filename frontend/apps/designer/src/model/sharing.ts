/** Equal JSON values, whatever the order of keys. */
export function sameJson(left: unknown, right: unknown): boolean {
  if (left === right) {
    return true;
  }
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) {
    return false;
  }
  if (Array.isArray(left) !== Array.isArray(right)) {
    return false;
  }
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every(
      (key) =>
        Object.hasOwn(right, key) &&
        sameJson((left as Record<string, unknown>)[key], (right as Record<string, unknown>)[key]),
    )
  );
}

/** `next`, made of pieces of `before` wherever they are equal, so that only changes are redrawn. */
export function share<T>(before: T, next: T): T {
  return shareValue(before, next) as T;
}

function shareValue(before: unknown, next: unknown): unknown {
  if (sameJson(before, next)) {
    return before;
  }
  if (Array.isArray(next)) {
    const known = Array.isArray(before) ? (before as unknown[]) : [];
    const byId = new Map(known.map((item, index) => [idOf(item) ?? index, item]));
    return next.map((item, index) => shareValue(byId.get(idOf(item) ?? index), item));
  }
  if (typeof next === "object" && next !== null && typeof before === "object" && before !== null) {
    const known = before as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(next).map(([key, value]) => [key, shareValue(known[key], value)]),
    );
  }
  return next;
}

function idOf(value: unknown): string | null {
  if (typeof value !== "object" || value === null || !("id" in value)) {
    return null;
  }
  return typeof value.id === "string" ? value.id : null;
}
