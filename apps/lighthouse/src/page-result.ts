import { categories, type Report } from "./report.ts";

/** What came of the runs of one page. */
export interface PageResult {
  readonly path: string;
  /** The median score of each category, from 0 to 100. */
  readonly scores: Readonly<Record<string, number>>;
  /** The medians of what a reader waits for, in milliseconds, and of the layout's shift. */
  readonly metrics: Readonly<Record<keyof typeof metrics, number>>;
  /** The run with the median performance, to explain the numbers with; of an even number the slower. */
  readonly median: Report;
  /** For each category the run in which it was lowest. */
  readonly lowest: Readonly<Record<string, Report>>;
}

const metrics = {
  firstPaint: "first-contentful-paint",
  largestPaint: "largest-contentful-paint",
  blocked: "total-blocking-time",
  shift: "cumulative-layout-shift",
} as const;

/** @param reports of at least one run */
export function pageResult(path: string, reports: readonly Report[]): PageResult {
  const scoreIn = (category: string) => (report: Report) => (report.categories[category]?.score ?? 0) * 100;
  const byScore = (category: string) =>
    reports.toSorted((a, b) => scoreIn(category)(a) - scoreIn(category)(b));
  const lowerMiddle = Math.floor((reports.length - 1) / 2);
  return {
    path,
    scores: Object.fromEntries(
      categories.map((category) => [category, Math.round(median(reports.map(scoreIn(category))))]),
    ),
    metrics: Object.fromEntries(
      Object.entries(metrics).map(([name, audit]) => [
        name,
        median(reports.map(({ audits }) => audits[audit]?.numericValue ?? Number.NaN)),
      ]),
    ) as PageResult["metrics"],
    median: byScore("performance")[lowerMiddle] as Report,
    lowest: Object.fromEntries(categories.map((category) => [category, byScore(category)[0] as Report])),
  };
}

function median(sample: readonly number[]): number {
  const sorted = sample.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle)] as number)) / 2;
}
