import { expect, test } from "vitest";
import { costs, findings } from "./findings.ts";
import type { Audit, Report } from "./report.ts";

const audit = (id: string, score: number | null, more: Partial<Audit> = {}): Audit => ({
  id,
  title: `title of ${id}`,
  score,
  scoreDisplayMode: "binary",
  ...more,
});

function reportOf(audits: Audit[], weightless: string[] = []): Report {
  const auditRefs = audits.map(({ id }) => ({ id, weight: weightless.includes(id) ? 0 : 7 }));
  return {
    categories: { seo: { title: "SEO", score: 0.9, auditRefs } },
    audits: Object.fromEntries(audits.map((audit) => [audit.id, audit])),
  };
}

test("an audit takes points when it has a weight and is below 1, or could not be done", () => {
  const report = reportOf(
    [
      audit("full", 1),
      audit("not-about-this-page", null),
      audit("weightless", 0),
      audit("low", 0.5),
      audit("broken", null, { scoreDisplayMode: "error", errorMessage: "no trace" }),
    ],
    ["weightless"],
  );
  expect(findings(report, "seo")).toEqual([
    { id: "low", title: "title of low", places: [] },
    { id: "broken", title: "no trace", places: [] },
  ]);
  expect(findings(report, "accessibility")).toEqual([]);
});

test("a finding names each element and address once", () => {
  const items = [
    { node: { snippet: "<a>", selector: "main > a" } },
    { node: { snippet: "<a>", selector: "main > a" } },
    { node: { snippet: "<b>" } },
    { url: "http://localhost/x.js" },
    { description: "thrown", source: { url: "http://localhost/y.js", line: 3 } },
    { source: "network" },
    {},
  ];
  expect(findings(reportOf([audit("low", 0, { details: { items } })]), "seo")[0]?.places).toEqual([
    "<a>  (main > a)",
    "<b>",
    "http://localhost/x.js",
    "thrown  http://localhost/y.js",
    "network",
  ]);
});

test("costs are those in time, the largest first, without what only a second visit would gain", () => {
  const report = reportOf([
    audit("nothing", 1, { metricSavings: { FCP: 0, LCP: 0 } }),
    audit("small", 0, { metricSavings: { FCP: 20, LCP: 50 } }),
    audit("large", 0, { metricSavings: { FCP: 540 } }),
    audit("shift", 0, { metricSavings: { CLS: 0.3 } }),
    audit("cache-insight", 0, { metricSavings: { LCP: 1200 } }),
  ]);
  expect(costs(report)).toEqual([
    { title: "title of large", milliseconds: 540 },
    { title: "title of small", milliseconds: 50 },
  ]);
});
