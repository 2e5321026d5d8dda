/** Text as the server cleans it: NFC, nothing in it that no one can see. */

/* eslint-disable no-control-regex, no-misleading-character-class -- they are what is looked for */
const UNSEEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]/u;
const NOTHING =
  /[\u00ad\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\u{e0000}-\u{e0fff}]/gu;
/* eslint-enable no-control-regex, no-misleading-character-class */
const SPACES = /[ \t\u00a0\u2000-\u200a\u202f\u3000]+/g;

export const hasUnseen = (text: string): boolean => UNSEEN.test(text);

const composed = (text: string): string => text.replace(NOTHING, "").normalize("NFC");

/** Whether stored text is as cleaning would have left it. */
export const isClean = (text: string): boolean => !hasUnseen(text) && composed(text) === text;

export const cleanLine = (text: string): string =>
  composed(text)
    .replace(/[\r\n]/g, " ")
    .replace(SPACES, " ")
    .trim();

export const cleanLines = (text: string): string =>
  composed(text)
    .replace(/\r\n?/g, "\n")
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .trim();

/** Characters as people and the server count them. */
export const lengthOf = (text: string): number => Array.from(text).length;
