import { expect, test } from "vitest";
import { pageResult } from "./page-result.ts";
import type { Report } from "./report.ts";

function run(performance: number | null, accessibility: number, firstPaint: number): Report {
  const category = (score: number | null) => ({ title: "", score, auditRefs: [] });
  const metric = (numericValue: number) => ({
    id: "",
    title: "",
    score: 1,
    scoreDisplayMode: "numeric",
    numericValue,
  });
  return {
    categories: {
      performance: category(performance),
      accessibility: category(accessibility),
      "best-practices": category(1),
      seo: category(1),
    },
    audits: {
      "first-contentful-paint": metric(firstPaint),
      "largest-contentful-paint": metric(2 * firstPaint),
      "total-blocking-time": metric(0),
      "cumulative-layout-shift": metric(0.01),
    },
  };
}

test("one run in a bad moment does not move the result, and is kept where it was lowest", () => {
  const [good, slow, other] = [run(0.97, 1, 1000), run(0.4, 0.9, 9000), run(0.96, 1, 1100)];
  const result = pageResult("/", [good, slow, other]);
  expect(result.scores).toEqual({ performance: 96, accessibility: 100, "best-practices": 100, seo: 100 });
  expect(result.metrics).toEqual({ firstPaint: 1100, largestPaint: 2200, blocked: 0, shift: 0.01 });
  expect(result.median).toBe(other);
  expect(result.lowest.accessibility).toBe(slow);
});

test("a score that Lighthouse could not give is none", () => {
  expect(pageResult("/", [run(null, 1, 1000)]).scores.performance).toBe(0);
});
