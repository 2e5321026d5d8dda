import type { ReactNode } from "react";

const PATHS: Readonly<Record<string, string>> = {
  "map-pin":
    "M12 21s7-6.2 7-11a7 7 0 1 0-14 0c0 4.8 7 11 7 11Zm0-8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
  calendar: "M4 6h16v14H4V6Zm0 4.5h16M8 3v5m8-5v5",
  mail: "M3 6h18v12H3V6Zm0 1 9 6.5L21 7",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-10v6m0-9.5v.5",
  paperclip:
    "m20 11-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 4.7 4.7l-8.3 8.3a1.7 1.7 0 0 1-2.4-2.4L14.5 7",
  "rows-3": "M4 4h16v16H4V4Zm0 5.3h16M4 14.7h16",
  text: "M4 6h16M4 11h16M4 16h10",
  banknote: "M3 6h18v12H3V6Zm9 8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM6.5 12h.1m10.9 0h.1",
  "list-checks": "m3 6 1.5 1.5L7 5m-4 7 1.5 1.5L7 11m-4 7 1.5 1.5L7 17m4-11h10M11 12h10M11 18h10",
  hash: "M9 4 7 20M17 4l-2 16M4 9h17M3 15h17",
  "id-card":
    "M3 5h18v14H3V5Zm4 9.5c0-1.5 4-1.5 4 0M9 11.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM14 10h4m-4 4h4",
  phone:
    "M6 3h4l1.5 5-2.5 1.5a12 12 0 0 0 5.5 5.5L16 12.5l5 1.5v4a2 2 0 0 1-2 2A16 16 0 0 1 4 5a2 2 0 0 1 2-2Z",
  "text-cursor-input": "M5 7V5h14v2M12 5v14m-3 0h6",
  "circle-dot": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-6.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
  "circle-check": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm-4-9 3 3 5-6",
  page: "M6 3h9l4 4v14H6V3Zm9 0v4h4",
  up: "m6 14 6-6 6 6",
  down: "m6 10 6 6 6-6",
  copy: "M8 8h12v12H8V8Zm-4 8V4h12",
  trash: "M4 7h16M9 7V4h6v3m-8 0 1 13h8l1-13",
  plus: "M12 5v14M5 12h14",
  undo: "M9 7 4 12l5 5M4 12h10a5 5 0 0 1 0 10h-2",
  redo: "m15 7 5 5-5 5m5-5H10a5 5 0 0 0 0 10h2",
  warning: "M12 3 2 20h20L12 3Zm0 7v5m0 2.5v.1",
  check: "m5 12.5 4.5 4.5L19 7",
  grip: "M9 6h.1M15 6h.1M9 12h.1M15 12h.1M9 18h.1M15 18h.1",
  comment: "M4 5h16v11H10l-5 4v-4H4V5Zm4 4h8m-8 3h5",
  paste: "M9 4h6v3H9V4ZM8 5H5v15h14V5h-3M9 12h6m-6 4h4",
  cut: "M6 20a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Zm12 0a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM7.5 15.5 17 4m-.5 11.5L7 4",
  dice: "M5 5h14v14H5V5Zm4 4h.1M15 9h.1M12 12h.1M9 15h.1M15 15h.1",
  eye: "M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12Zm10 3a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z",
};

/** A line drawing beside words; never the only carrier of a meaning. */
export function Icon({ name }: { name: string }): ReactNode {
  return (
    <svg className="mcd-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name] ?? PATHS["text"]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
