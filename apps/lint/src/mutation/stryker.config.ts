import { join } from "node:path";
import { tool } from "../tools.ts";

/** Git, TypeScript, Biome, knip and turbo pass over this folder; `pnpm test` leaves it alone. */
const results = "test-results/mutation";

/** Where Stryker copies a package to, from the package's folder. */
export const sandbox = `${results}/sandbox`;

/** How Stryker mutates a package, from whose folder it is started. */
export default {
  mutate: ["src/**/*.ts", "!src/**/*.test.ts", "!src/test-support/**"],
  thresholds: { high: 95, low: 90, break: 90 },
  testRunner: "vitest",
  plugins: [tool("@stryker-mutator/vitest-runner/dist/src/index.js")],
  vitest: { configFile: join(import.meta.dirname, "vitest.config.ts"), related: true },
  coverageAnalysis: "perTest",
  concurrency: 2,
  // A mistake that takes longer counts as noticed, which on a busy machine must not be one that is only slow.
  timeoutMS: 20_000,
  incremental: true,
  incrementalFile: `${results}/incremental.json`,
  tempDirName: sandbox,
  cleanTempDir: "always",
  ignorePatterns: ["test-results"],
  // Nothing compiles the sandbox's types.
  disableTypeChecks: false,
  reporters: ["progress", "clear-text", "html"],
  clearTextReporter: { reportTests: false, logTests: false },
  allowConsoleColors: process.stdout.isTTY === true,
  htmlReporter: { fileName: `${results}/report.html` },
  // Would advise to pass over the mutants of module-level values, which are most of a table.
  warnings: { slow: false },
};
