import { defineConfig } from "@playwright/test";
import { findBrowser, thisMachine } from "./tests/support/find-browser.ts";

const machine = thisMachine();
// Still undefined when the global setup is about to install one; the workers read this file after it.
const browser = findBrowser(machine);

export default defineConfig({
  testDir: "tests",
  fullyParallel: true,
  forbidOnly: machine.environment.CI !== undefined,
  // A test that passes on the second try has found something: say so, do not hide it.
  retries: 0,
  timeout: 60_000,
  // Far more than any of these waits needs: other work on the machine must not decide a test.
  expect: { timeout: 15_000 },
  workers: "100%",
  // Playwright empties this folder before each run; the reports beside it stay.
  outputDir: "test-results/artifacts",
  reporter: [["list"], ["json", { outputFile: "test-results/playwright.json" }]],
  globalSetup: "./tests/support/global-setup.ts",
  use: {
    // Traces slow every test down by half; `playwright test --trace on` records them when one is needed.
    screenshot: "only-on-failure",
    launchOptions: {
      ...(browser === undefined ? {} : { executablePath: browser }),
      args: machine.isRoot ? ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] : [],
    },
  },
});
