/** What is known of this browser. */

/** A VAPID key as browsers want it: the bytes of a base64url text. */
export function keyBytes(key: string): Uint8Array<ArrayBuffer> {
  const raw = atob(key.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(raw, (char) => char.charCodeAt(0));
}

/** What the person recognises their machine by: "Firefox, Android". */
export function deviceName(agent: string): string {
  const browsers = ["Edg", "OPR", "coc_coc_browser", "Firefox", "Chrome", "Safari"];
  const names = ["Edge", "Opera", "Cốc Cốc", "Firefox", "Chrome", "Safari"];
  const systems = ["Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux"];
  const browser = names[browsers.findIndex((name) => agent.includes(name))];
  const system = systems.find((name) => agent.includes(name));
  return [browser, system].filter(Boolean).join(", ");
}

export async function digestOf(endpoint: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
