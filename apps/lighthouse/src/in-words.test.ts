import { describe, expect, test } from "vitest";
import { resultsInWords, shortcomings } from "./in-words.ts";
import type { PageResult } from "./page-result.ts";
import type { Report } from "./report.ts";

const report: Report = {
  categories: { seo: { title: "SEO", score: 0.9, auditRefs: [{ id: "link-text", weight: 1 }] } },
  audits: {
    "link-text": {
      id: "link-text",
      title: "Links do not have descriptive text",
      score: 0,
      scoreDisplayMode: "binary",
      metricSavings: { FCP: 120 },
      details: {
        items: Array.from({ length: 12 }, (_, index) => ({ node: { snippet: `<a id="${index}">` } })),
      },
    },
  },
};

const result = (scores: Record<string, number>): PageResult => ({
  path: "/lessons/x/",
  scores: { performance: 95, accessibility: 100, "best-practices": 100, seo: 100, ...scores },
  metrics: { firstPaint: 1234.5, largestPaint: 2000, blocked: 0, shift: 0.0123 },
  median: report,
  lowest: { seo: report },
});

describe("the table", () => {
  test("has a row for each page", () => {
    expect(resultsInWords([result({})], 5)).toContain(
      "| /lessons/x/ | 95 | 100 | 100 | 100 | 1235 | 2000 | 0 | 0.012 |",
    );
  });

  test.each([
    [{}, "SEO: met. Target: 95 for performance: met."],
    [{ seo: 99 }, "SEO: **not met**. Target: 95 for performance: met."],
    [{ performance: 94 }, "SEO: met. Target: 95 for performance: **not met**."],
  ])("with %j says: %s", (scores, sentence) => {
    expect(resultsInWords([result({}), result(scores)], 1)).toContain(sentence);
  });
});

describe("what keeps a page from its targets", () => {
  test("is nothing when they are met", () => {
    expect(shortcomings(result({}))).toEqual([]);
  });

  test("is each audit by its id and title, with the elements", () => {
    expect(shortcomings(result({ seo: 91 }))).toEqual([
      "/lessons/x/: 91 for seo, and it must be 100.",
      "  link-text: Links do not have descriptive text",
      ...Array.from({ length: 10 }, (_, index) => `    <a id="${index}">`),
      "    and 2 more",
    ]);
  });

  test("is what costs most of the performance", () => {
    expect(shortcomings(result({ performance: 80 }))).toEqual([
      "/lessons/x/: 80 for performance, target 95. What costs most:",
      "    120 ms  Links do not have descriptive text",
    ]);
  });
});
