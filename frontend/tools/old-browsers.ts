import type { Plugin } from "vite";

/**
 * Browsers of the last five years. Samsung Internet 16 and the Cốc Cốc of that autumn are Chromium
 * 92 below; 15.0 is what iPhones of 2015 stayed on for a while.
 */
export const BROWSERS = ["chrome92", "edge95", "firefox94", "safari15", "ios15"];

/** What citizens' pages ask for; staff's machines are the office's, and their pages may ask more. */
const CITIZENS =
  /apps\/portal\/src\/(?:portal|form-runner|speak|notices|service-worker)\.ts$|kept-pages\.ts$/;
const CITIZENS_STYLE = /^portal-.*\.css$/;

/**
 * Names and methods that the oldest of them have not. A build rewrites syntax, never these; each
 * has a plain way to write it.
 */
const TOO_NEW: readonly [RegExp, string][] = [
  [/\.(?:at|findLast|findLastIndex|toSorted|toReversed|toSpliced)\(/, "newer array methods"],
  [/\bObject\.(?:groupBy|hasOwn)\b/, "Object.groupBy, Object.hasOwn"],
  [/\bPromise\.(?:withResolvers|try)\b/, "Promise.withResolvers, Promise.try"],
  [/\bAbortSignal\.(?:timeout|any)\b/, "AbortSignal.timeout, AbortSignal.any"],
  [/\bURL\.(?:canParse|parse)\b/, "URL.canParse, URL.parse"],
  [/\bArray\.fromAsync\b/, "Array.fromAsync"],
  [/\bcrypto\.randomUUID\b/, "crypto.randomUUID"],
  [/\bstructuredClone\(/, "structuredClone"],
  [
    /\b(?:showPopover|requestSubmit\(|startViewTransition|scheduler\.(?:yield|postTask))/,
    "newer page functions",
  ],
  [/\(\?<[=!]/, "look-behind in a pattern"],
  [/\bstatic\s*\{/, "static blocks"],
];

/** Of a style sheet: what makes an old browser drop a whole rule, or have no value at all. */
const TOO_NEW_STYLE: readonly [RegExp, string][] = [
  [/@(?:container|layer|scope|property|starting-style)\b/, "newer at-rules"],
  [/[{;](?:translate|rotate|scale):/, "translate, rotate, scale as properties"],
  [
    /(?:^|[;{])(?!--)[a-z-]+:[^;{}]*\b(?:color-mix|light-dark|oklch|lch|oklab)\(/,
    "newer colour functions",
  ],
  [/\d(?:[dsl]v[hw]|cq[wh])\b/, "newer units"],
  [/\((?:width|height)\s*[<>]/, "ranges in media queries"],
  [/[;{]&|\}&/, "nested rules"],
];

export function tooNew(file: string, text: string): string[] {
  const isStyle = file.endsWith(".css");
  const rules = isStyle ? TOO_NEW_STYLE : TOO_NEW;
  const found = rules.filter(([pattern]) => pattern.test(text)).map(([, what]) => what);
  return isStyle && mixesUnasked(text) ? [...found, "colours mixed without asking"] : found;
}

/** Custom properties may mix colours only where a browser was asked whether it can. */
function mixesUnasked(text: string): boolean {
  const guarded = /@supports\s*\(color:color-mix\([^{]*\{(?:[^{}]|\{[^{}]*\})*\}/g;
  return text
    .replace(/\s*([:,(){}])\s*/g, "$1")
    .replace(guarded, "")
    .includes("color-mix(");
}

/** Fails the build when a page of citizens would need a newer browser. */
export function oldBrowsers(): Plugin {
  return {
    name: "old-browsers",
    apply: "build",
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((each) => each.type === "chunk");
      const starts = chunks.filter((each) => CITIZENS.test(each.facadeModuleId ?? ""));
      const reached = reachable(
        starts.map((each) => each.fileName),
        new Map(chunks.map((each) => [each.fileName, [...each.imports, ...each.dynamicImports]])),
      );
      for (const [path, file] of Object.entries(bundle)) {
        const name = path.slice(path.lastIndexOf("/") + 1);
        if (!reached.has(path) && !CITIZENS_STYLE.test(name)) continue;
        const text = file.type === "chunk" ? file.code : String(file.source);
        const found = tooNew(name, text);
        if (found.length > 0)
          this.error(`${name} is too new for old browsers: ${found.join("; ")}`);
        if (name.startsWith("service-worker") && file.type === "chunk" && file.imports.length > 0) {
          this.error("The worker is served as one file: it must import nothing that is shared.");
        }
      }
    },
  };
}

function reachable(starts: readonly string[], leads: ReadonlyMap<string, string[]>): Set<string> {
  const found = new Set(starts);
  for (const each of found) for (const next of leads.get(each) ?? []) found.add(next);
  return found;
}
