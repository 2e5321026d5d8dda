import {
  ANSWER,
  answer,
  define,
  isRecord,
  isText,
  issue,
  NO_ANSWER,
  NOT_GIVEN,
  refuse,
  wrongType,
} from "../base.ts";
import { checkLength, isLine, readLine } from "../wording.ts";

const WIDTH = 1000;
const HEIGHT = 400;
const LONGEST = 20_000;
const STROKES = /^[0-9]{1,4},[0-9]{1,4}(?:[ ;][0-9]{1,4},[0-9]{1,4})*$/;

export default define({
  key: "signature",
  defaults: { ...ANSWER, drawing: true },
  read(posted, { drawing }) {
    const name = readLine({ ...posted, one: () => posted.one("-name") });
    const drawn = posted.one("-drawn");
    if (!name.given && drawn === null) return NOT_GIVEN;
    if (name.issue) return refuse(name.issue.code, "-name");
    const value: Record<string, string> = isText(name.value) ? { name: name.value } : {};
    if (drawn && drawing) {
      if (!isDrawing(drawn)) return refuse("drawing", "-name");
      value["drawn"] = drawn;
    }
    return Object.keys(value).length > 0 ? answer(value) : NO_ANSWER;
  },
  check(value) {
    if (!isRecord(value)) return wrongType();
    if (Object.keys(value).some((key) => key !== "name" && key !== "drawn")) return wrongType();
    if ("drawn" in value && !isDrawing(value["drawn"])) return wrongType();
    if (!("name" in value)) return [issue("required", "-name")];
    const { name } = value;
    if (!isLine(name)) return [issue("wrong_type", "-name")];
    const faults = checkLength(name, 0, 120).map(({ code }) => issue(code, "-name"));
    return /\p{Nd}/u.test(name) && faults.length === 0 ? [issue("name", "-name")] : faults;
  },
  display(value, _settings, language) {
    const { name, drawn } = value as { name: string; drawn?: string };
    if (drawn === undefined) return name;
    const note = language.startsWith("vi") ? "có chữ ký vẽ" : "with a drawn signature";
    return `${name} (${note})`;
  },
});

/** Strokes parted by ";", points by a blank, within 1000 × 400. */
export function isDrawing(drawn: unknown): boolean {
  if (!isText(drawn) || drawn.length > LONGEST || !STROKES.test(drawn)) return false;
  return drawn
    .split(/[ ;]/)
    .map((point) => point.split(",").map(Number))
    .every(([x = 0, y = 0]) => x <= WIDTH && y <= HEIGHT);
}
