/** E-mail addresses. Linear by construction: no part matches what its neighbour matches. */

const ADDRESS =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9][A-Za-z0-9-]{0,62})+$/;

export const isEmail = (text: string): boolean => text.length <= 254 && ADDRESS.test(text);

export function lowerDomain(text: string): string {
  const at = text.lastIndexOf("@");
  return at < 0 ? text.toLowerCase() : text.slice(0, at) + text.slice(at).toLowerCase();
}
