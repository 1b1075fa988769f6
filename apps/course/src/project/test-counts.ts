import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

interface Report {
  /** The package's folder, from the project's. */
  readonly name: string;
  readonly file: string;
}

/** Where each package that has a test script leaves its runners' JSON reports. */
export function reportFiles(project: string): Report[] {
  const members = ["packages", "apps"].flatMap((folder) =>
    readdirSync(path.join(project, folder)).map((name) => `${folder}/${name}`),
  );
  return [...members, "lessons"].flatMap((name) => {
    const manifest = path.join(project, name, "package.json");
    if (!existsSync(manifest)) return [];
    const test: unknown = JSON.parse(readFileSync(manifest, "utf8")).scripts?.test;
    if (typeof test !== "string") return [];
    return ["vitest", "playwright"]
      .filter((runner) => test.includes(runner))
      .map((runner) => ({ name, file: path.join(project, name, "test-results", `${runner}.json`) }));
  });
}

/** The true counts of the suite, from the runners' own reports. `counts` is undefined where a package left none. */
export function countTests(project: string) {
  const rows = reportFiles(project).map(({ name, file }) => ({
    name,
    counts: existsSync(file) ? countsOf(readFileSync(file, "utf8")) : undefined,
  }));
  const total = (key: keyof Counts) => rows.reduce((sum, { counts }) => sum + (counts?.[key] ?? 0), 0);
  return { rows, passed: total("passed"), failed: total("failed") };
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

interface PlaywrightReport {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number };
  readonly errors: readonly unknown[];
}

/** Counts of a vitest or Playwright JSON report. A file or a run that broke before its tests counts as one failure. */
export function countsOf(text: string): Counts {
  const report: VitestReport | PlaywrightReport = JSON.parse(text);
  if ("stats" in report) {
    const { expected, unexpected, flaky } = report.stats;
    return { passed: expected, failed: unexpected + flaky + report.errors.length };
  }
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  ).length;
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken };
}
