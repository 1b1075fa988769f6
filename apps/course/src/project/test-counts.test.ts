import { expect, test } from "vitest";
import { courseFolder } from "../course-folder.ts";
import { countsOf, reportFiles } from "./test-counts.ts";

test("vitest's report: tests, and files that broke before their first test", () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    testResults: [
      { status: "passed", assertionResults: [{}] },
      { status: "failed", assertionResults: [{}] },
      { status: "failed", assertionResults: [] },
    ],
  };
  expect(countsOf(JSON.stringify(report))).toEqual({ passed: 5, failed: 2 });
});

test("Playwright's report: unexpected, flaky and broken ones have failed", () => {
  const report = { stats: { expected: 7, unexpected: 2, flaky: 1, skipped: 0 }, errors: [{}] };
  expect(countsOf(JSON.stringify(report))).toEqual({ passed: 7, failed: 4 });
});

test("every member with a test script leaves a report of its runner", () => {
  const reports = reportFiles(courseFolder).map(({ name, file }) => [name, file.split(/[\\/]/).at(-1)]);
  expect(reports).toContainEqual(["packages/core", "vitest.json"]);
  expect(reports).toContainEqual(["lessons", "vitest.json"]);
  expect(reports).toContainEqual(["apps/site", "vitest.json"]);
  expect(reports).toContainEqual(["apps/site", "playwright.json"]);
});
