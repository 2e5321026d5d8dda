/**
 * What was typed and not yet received survives a lost network, a closed tab and an ended session.
 *
 * It is kept on this device, sealed with a key that only the draft's own page holds: whoever uses
 * the device next, without signing in as the same citizen, finds nothing readable. Where a browser
 * cannot seal (no secure connection), it is kept for this tab only.
 */

import { putTyped, readTyped } from "./controls.ts";
import type { Typed } from "./controls.ts";

interface Kept {
  at: number;
  typed: Typed;
}

const PREFIX = "mc-typed:";
const LONGEST_MS = 24 * 60 * 60 * 1000;
const NONCE = 12;

const keyOf = (form: HTMLFormElement): string =>
  `${PREFIX}${form.dataset["draft"] ?? ""}:${form.dataset["page"] ?? ""}`;

/** At a counter one device serves everybody in turn: nothing stays on it. */
const isShared = (form: HTMLFormElement): boolean => "shared" in form.dataset;

/** False when nothing could be kept. */
export async function keep(form: HTMLFormElement): Promise<boolean> {
  return !isShared(form) && store(form, { at: Date.now(), typed: readTyped(form) });
}

/** At once, for a page that is about to go: for this tab, where it needs no sealing. */
export function keepForTab(form: HTMLFormElement): void {
  if (isShared(form)) return;
  try {
    const kept: Kept = { at: Date.now(), typed: readTyped(form) };
    sessionStorage.setItem(keyOf(form), JSON.stringify(kept));
  } catch {
    // Storage is full or forbidden: the server's copy has to do.
  }
}

/** Put back what was kept for this page and is newer than what the server has, and than `touched`. */
export async function putBack(
  form: HTMLFormElement,
  touched: ReadonlySet<string> = new Set(),
): Promise<boolean> {
  const key = keyOf(form);
  const kept = newest(readJson(sessionStorage, key), await unsealed(form, key));
  forgetOld(key);
  const saved = Number(form.dataset["saved"] ?? 0);
  if (!kept || Date.now() - kept.at > LONGEST_MS || kept.at < saved) {
    forget(form);
    return false;
  }
  return putTyped(form, kept.typed, touched);
}

/** The server has it now. */
export function forget(form: HTMLFormElement): void {
  for (const storage of storages()) storage.removeItem(keyOf(form));
}

async function store(form: HTMLFormElement, kept: Kept): Promise<boolean> {
  try {
    const key = await sealingKey(form);
    if (!key) {
      sessionStorage.setItem(keyOf(form), JSON.stringify(kept));
      return true;
    }
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
    const plain = new TextEncoder().encode(JSON.stringify(kept));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, key, plain);
    const bytes = new Uint8Array([...nonce, ...new Uint8Array(sealed)]);
    localStorage.setItem(keyOf(form), `${kept.at}.${toBase64(bytes)}`);
    return true;
  } catch {
    return false;
  }
}

async function unsealed(form: HTMLFormElement, name: string): Promise<Kept | null> {
  try {
    const [, body] = (localStorage.getItem(name) ?? "").split(".");
    const key = body ? await sealingKey(form) : null;
    if (!key || !body) return null;
    const bytes = Uint8Array.from(atob(body), (letter) => letter.charCodeAt(0));
    const sealed = { name: "AES-GCM", iv: bytes.slice(0, NONCE) };
    const plain = await crypto.subtle.decrypt(sealed, key, bytes.slice(NONCE));
    return JSON.parse(new TextDecoder().decode(plain)) as Kept;
  } catch {
    return null;
  }
}

async function sealingKey(form: HTMLFormElement): Promise<CryptoKey | null> {
  const digits = /^[0-9a-f]{64}/.exec(form.dataset["keep"] ?? "")?.[0];
  // Older browsers, and pages without a secure connection, have none.
  const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined;
  if (!digits || !subtle) return null;
  const bytes = Uint8Array.from({ length: 32 }, (_, at) =>
    Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16),
  );
  return subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

const newest = (one: Kept | null, other: Kept | null): Kept | null =>
  one && other ? (one.at > other.at ? one : other) : (one ?? other);

function storages(): Storage[] {
  try {
    return [sessionStorage, localStorage];
  } catch {
    return [];
  }
}

function readJson(storage: Storage, key: string): Kept | null {
  try {
    const text = storage.getItem(key);
    return text === null ? null : (JSON.parse(text) as Kept);
  } catch {
    return null;
  }
}

/** Sealed pages of other drafts go when they are old; in this tab, all but this page's. */
function forgetOld(own: string): void {
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(PREFIX) && key !== own) sessionStorage.removeItem(key);
    }
    for (const key of Object.keys(localStorage)) {
      const at = Number.parseInt(localStorage.getItem(key) ?? "", 10);
      if (key.startsWith(PREFIX) && !(Date.now() - at < LONGEST_MS)) localStorage.removeItem(key);
    }
  } catch {
    // Nothing could be kept either.
  }
}
