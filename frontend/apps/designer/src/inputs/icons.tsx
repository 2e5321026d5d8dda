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
  bank: "M3 9l9-5 9 5v1H3V9Zm2 1v8m5-8v8m4-8v8m5-8v8M3 20h18",
  "briefcase-business": "M3 8h18v11H3V8Zm6 0V5h6v3M3 13h18m-9-1v2",
  building: "M5 20V4h10v16M15 10h4v10M3 20h18M8 8h1m3 0h1M8 12h1m3 0h1M8 16h1m3 0h1",
  calculator: "M6 3h12v18H6V3Zm3 4h6M9 12h.1M12 12h.1M15 12h.1M9 16h.1M12 16h.1M15 16h.1",
  "calendar-question": "M4 6h16v14H4V6Zm0 4h16M8 3v5m8-5v5m-6 6c0-2 4-2 4 0 0 1-2 1-2 2m0 1.5v.1",
  "calendar-range": "M4 6h16v14H4V6Zm0 4.5h16M8 3v5m8-5v5M7 15h10m-8-2-2 2 2 2m6-4 2 2-2 2",
  car: "M4 16v-4l2-5h12l2 5v4H4Zm2 0v2m12-2v2M4 12h16M7.5 14h.1m8.9 0h.1",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-14v5l3.5 2",
  coins: "M9 13a5 5 0 1 0 0-10 5 5 0 0 0 0 10Zm5-1a5 5 0 1 1-3 8",
  decimals: "M5 8v9M9 17h.1M15 8a2.5 3 0 0 1 2.5 3v3a2.5 3 0 0 1-5 0v-3A2.5 3 0 0 1 15 8Z",
  "file-text": "M6 3h9l4 4v14H6V3Zm9 0v4h4M9 12h7m-7 4h7",
  files: "M8 6h7l4 4v11H8V6Zm-3 12V3h9",
  heading: "M6 5v14M18 5v14M6 12h12",
  image: "M3 5h18v14H3V5Zm0 11 5-5 4 4 3-3 6 6M16 9h.1",
  "land-plot": "m12 3 9 5-9 5-9-5 9-5Zm-9 9 9 5 9-5M12 13v4",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1m2 4a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  list: "M8 6h13M8 12h13M8 18h13M4 6h.1M4 12h.1M4 18h.1",
  "mail-check": "M3 6h18v8M3 6v12h9M3 7l9 6 9-6m-7 11 2.5 2.5L21 16",
  "map-pin-house": "M4 21v-7l5-4 5 4v7H4Zm13-8s4-3.5 4-6.5a4 4 0 0 0-8 0",
  "map-pinned": "M12 14s5-4.4 5-8a5 5 0 0 0-10 0c0 3.6 5 8 5 8Zm0-8v.1M7 12l-4 2v7h18v-7l-4-2",
  megaphone: "M4 10v4h3l9 5V5l-9 5H4Zm15 0v4M8 14l1 6",
  minus: "M4 12h16",
  "page-break": "M6 9V3h12v6M6 15v6h12v-6M3 12h3m3 0h2m3 0h2m3 0h2",
  passport: "M6 3h12v18H6V3Zm6 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm-3 4h6",
  percent:
    "M6 18 18 6M8 9.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3Zm8 8a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3Z",
  "phone-globe":
    "M6 12h4l1 4-2 1.500a10 10 0 0 0 4 3l1.500-2 4 1M16 10a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-4-4h8",
  receipt: "M6 3h12v18l-3-2-3 2-3-2-3 2V3Zm3 5h6m-6 4h6",
  shop: "M4 10 5.500 4h13L20 10v1a2.700 2.700 0 0 1-5.300 0 2.700 2.700 0 0 1-5.400 0A2.700 2.700 0 0 1 4 11v-1Zm2 4v6h12v-6",
  signature: "M3 17c4 0 6-12 9-12 2 0 0 9-2 11m2-4c1-2 3-2 3 0s1 2 3 1M3 21h18",
  "signature-check": "M3 15c3 0 5-10 8-10 2 0 0 8-2 9m1-3c1-1 3-1 3 1M3 20h8m4-2 2 2 4-4",
  table: "M3 5h18v14H3V5Zm0 5h18M3 14.500h18M9 5v14",
  "table-properties": "M3 5h18v14H3V5Zm0 5h18M12 10v9m0-4.500h9",
  "user-round": "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-8 9c0-5 16-5 16 0",
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
