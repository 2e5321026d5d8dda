import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{apps,packages}/*/{src,test}/**/*.test.{ts,tsx}"],
    environment: "node",
    // No file leaves anything behind; a fresh world for each of them costs more than its tests.
    pool: "threads",
    isolate: false,
    passWithNoTests: false,
    benchmark: { include: ["{apps,packages}/*/bench/**/*.bench.ts"] },
    restoreMocks: true,
    // `make test` runs other things at the same time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
