import { copyFileSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const PACKAGE = "node_modules/@expo-google-fonts/be-vietnam-pro";
const FACES = [
  "400Regular",
  "400Regular_Italic",
  "500Medium",
  "600SemiBold",
  "700Bold",
  "700Bold_Italic",
];

/** Puts the typeface, as TrueType with its licence, into `dist/fonts` for papers made as PDF. */
export function printFonts(): Plugin {
  return {
    name: "motcua-print-fonts",
    apply: "build",
    writeBundle({ dir }) {
      const target = join(dir ?? "dist", "fonts");
      mkdirSync(target, { recursive: true });
      for (const face of FACES) {
        const folder = join(PACKAGE, face);
        const font = readdirSync(folder).find((name) => name.endsWith(".ttf"));
        if (font === undefined) throw new Error(`no TrueType file in ${folder}`);
        copyFileSync(join(folder, font), join(target, font));
      }
      const licence = join(PACKAGE, "LICENSE_FONT");
      if (existsSync(licence)) copyFileSync(licence, join(target, "OFL.txt"));
    },
  };
}
