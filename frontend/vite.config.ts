import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { BROWSERS, oldBrowsers } from "./tools/old-browsers.ts";
import { printFonts } from "./tools/print-fonts.ts";

const here = fileURLToPath(new URL(".", import.meta.url));

// One entry for each file a page may ask Django for; Django finds the built name in the manifest
// under the very path that stands here.
const entries = [
  "apps/portal/src/portal.ts",
  "apps/portal/src/form-runner.ts",
  "apps/portal/src/speak.ts",
  "apps/portal/src/notices.ts",
  "apps/portal/src/service-worker.ts",
  "apps/portal/src/offline/kept-pages.ts",
  "apps/portal/src/office.ts",
  "apps/portal/src/paper-design.ts",
  "apps/portal/src/pdf-viewer.ts",
  "apps/portal/src/styles/portal.scss",
  "apps/portal/src/styles/backoffice.scss",
  "apps/designer/src/designer.tsx",
].filter((path) => existsSync(resolve(here, path)));

export default defineConfig({
  root: here,
  // Django serves `dist` below this (STATIC_URL and the prefix in STATICFILES_DIRS).
  base: "/static/app/",
  publicDir: false,
  plugins: [printFonts(), oldBrowsers()],
  css: {
    // govuk-frontend keeps a few rules that only old browsers understand.
    lightningcss: { errorRecovery: true },
    preprocessorOptions: {
      scss: { loadPaths: [resolve(here, "node_modules")], quietDeps: true },
    },
  },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    manifest: true,
    target: BROWSERS,
    // A typeface inside a style sheet would be fetched even where it is not used.
    assetsInlineLimit: 0,
    rolldownOptions: { input: entries.map((path) => resolve(here, path)) },
  },
});
