import { fileURLToPath } from "node:url";
import { defaultServerConditions } from "vite";
import { defineConfig } from "vitest/config";

// Packages and lessons share this file: `vitest run --config ../../vitest.config.ts --root .`
// The condition makes `#exercise/NN-slug` resolve to solution.ts; a learner's run does without it.
const conditions = [...defaultServerConditions, "solution"];

/** `KERNELS=plain` runs any suite on the kernels that are plain loops. */
const setupFiles =
  process.env.KERNELS === "plain"
    ? [fileURLToPath(new URL("packages/core/src/test-support/use-plain-kernels.ts", import.meta.url))]
    : [];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ["src/**/*.test.{ts,tsx}", "*/lesson.test.ts"],
    // The grader's sample lesson is run by the grader, as every lesson's suite is.
    exclude: ["**/node_modules/**", "**/sample-lesson/**"],
    // Test files leave nothing behind them, so those of a worker share what they import: half of the time of most packages went there.
    isolate: false,
    setupFiles,
    // A busy machine is no failure; a test that hangs still ends.
    testTimeout: 60_000,
    // Some hooks take away whole copies of the course.
    hookTimeout: 300_000,
    reporters: ["default", ["json", { outputFile: "test-results/vitest.json" }]],
  },
});
