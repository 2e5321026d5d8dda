import { ANSWER, define } from "../base.ts";
import { inner, ofParts, readParts } from "../composite.ts";
import number from "../number/index.ts";

const degrees = (most: number): { min: number; max: number; decimals: number } => ({
  min: -most,
  max: most,
  decimals: 6,
});
const PARTS = [
  inner("lat", number, degrees(90), { vi: "Vĩ độ", en: "Latitude" }, true),
  inner("lng", number, degrees(180), { vi: "Kinh độ", en: "Longitude" }, true),
];
const MARKS = { vi: ["B", "N", "Đ", "T"], en: ["N", "S", "E", "W"] } as const;

export default define({
  key: "map_point",
  defaults: { ...ANSWER, tiles: "", only_viet_nam: true },
  ...ofParts(() => PARTS),
  /** Maps are copied from as "21.028511, 105.804817": taken from the first input too. */
  read(posted, _settings, around) {
    const pair = (posted.one("-lat") ?? "").split(", ").map((text) => text.trim());
    const [lat = "", lng = ""] = pair;
    if (pair.length !== 2 || (posted.one("-lng") ?? "").trim()) {
      return readParts(posted, PARTS, around);
    }
    const own = new Map([
      ["-lat", lat],
      ["-lng", lng],
    ]);
    const one = (part = ""): string | null => own.get(part) ?? posted.one(part);
    return readParts({ ...posted, one }, PARTS, around);
  },
  display(value, _settings, language) {
    const { lat, lng } = value as { lat: number; lng: number };
    const [north, south, east, west] = language.startsWith("vi") ? MARKS.vi : MARKS.en;
    const shown = (degree: number): string => Math.abs(degree).toFixed(6);
    return `${shown(lat)}° ${lat >= 0 ? north : south}, ${shown(lng)}° ${lng >= 0 ? east : west}`;
  },
});
