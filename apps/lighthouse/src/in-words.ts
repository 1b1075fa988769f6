import { costs, findings } from "./findings.ts";
import type { PageResult } from "./page-result.ts";
import { mustBeFull, performanceTarget } from "./report.ts";

const head = [
  "page",
  "performance",
  "accessibility",
  "best practices",
  "SEO",
  "first paint, ms",
  "largest paint, ms",
  "blocked, ms",
  "shift",
];

/** The results as a Markdown table, and whether the targets are met. */
export function resultsInWords(results: readonly PageResult[], runs: number): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rows = results.map(({ path, scores, metrics }) => [
    path,
    ...["performance", ...mustBeFull].map((category) => String(scores[category])),
    ...[metrics.firstPaint, metrics.largestPaint, metrics.blocked].map((value) => value.toFixed(0)),
    metrics.shift.toFixed(3),
  ]);
  const full = results.every(({ scores }) => mustBeFull.every((category) => scores[category] === 100));
  const fast = results.every(({ scores }) => (scores.performance ?? 0) >= performanceTarget);
  return [
    `Lighthouse as on a phone with a slow connection (its defaults), on the built files served with gzip, ${
      runs === 1 ? "one run" : `medians of ${runs} runs`
    }.`,
    "",
    line(head),
    line(head.map((_, column) => (column === 0 ? "---" : "---:"))),
    ...rows.map(line),
    "",
    `Must: 100 for accessibility, best practices and SEO: ${met(full)}. Target: ${performanceTarget} for performance: ${met(fast)}.`,
  ].join("\n");
}

const met = (yes: boolean): string => (yes ? "met" : "**not met**");

const mostCosts = 5;
const mostPlaces = 10;

/** What keeps the page from its targets, for a person who is to mend it. Empty when nothing does. */
export function shortcomings({ path, scores, median, lowest }: PageResult): string[] {
  const lines: string[] = [];
  for (const category of mustBeFull) {
    if (scores[category] === 100) continue;
    lines.push(`${path}: ${scores[category]} for ${category}, and it must be 100.`);
    for (const { id, title, places } of findings(lowest[category] ?? median, category)) {
      lines.push(`  ${id}: ${title}`, ...places.slice(0, mostPlaces).map((place) => `    ${place}`));
      if (places.length > mostPlaces) lines.push(`    and ${places.length - mostPlaces} more`);
    }
  }
  if ((scores.performance ?? 0) < performanceTarget) {
    lines.push(
      `${path}: ${scores.performance} for performance, target ${performanceTarget}. What costs most:`,
    );
    for (const { title, milliseconds } of costs(median).slice(0, mostCosts)) {
      lines.push(`  ${String(Math.round(milliseconds)).padStart(5)} ms  ${title}`);
    }
  }
  return lines;
}
