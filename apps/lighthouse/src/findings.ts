import type { Audit, Report } from "./report.ts";

/** What keeps a category from being full. */
export interface Finding {
  readonly id: string;
  readonly title: string;
  /** The elements or addresses that it was found at, as they stand in the page. */
  readonly places: readonly string[];
}

/** The audits that take points from a category. */
export function findings(report: Report, category: string): Finding[] {
  return countingAudits(report, category)
    .filter(({ score, scoreDisplayMode }) => scoreDisplayMode === "error" || (score !== null && score < 1))
    .map(({ id, title, errorMessage, details }) => ({
      id,
      title: errorMessage ?? title,
      places: [...new Set((details?.items ?? []).map(placeOf).filter((place) => place !== undefined))],
    }));
}

/** What costs a page's performance most: what Lighthouse found, with the time that the page would gain without it. */
export interface Cost {
  readonly title: string;
  readonly milliseconds: number;
}

// Lighthouse gives the cost of a short cache in the time of a second visit, which is no part of the score of the first.
const ofLaterVisits = ["cache-insight"];

/** The most expensive first. */
export function costs({ audits }: Report): Cost[] {
  return Object.values(audits)
    .filter(({ id }) => !ofLaterVisits.includes(id))
    .map(({ title, metricSavings = {} }) => ({
      title,
      // A shift of the layout is not a time.
      milliseconds: Math.max(0, ...["FCP", "LCP", "TBT"].map((metric) => metricSavings[metric] ?? 0)),
    }))
    .filter(({ milliseconds }) => milliseconds > 0)
    .sort((a, b) => b.milliseconds - a.milliseconds);
}

function countingAudits({ audits, categories }: Report, category: string): Audit[] {
  const counting = categories[category]?.auditRefs.filter(({ weight }) => weight > 0) ?? [];
  return counting.map(({ id }) => audits[id]).filter((audit) => audit !== undefined);
}

/** The rows of an audit's table differ in shape; what says a place stands under one of these names. */
interface Row {
  node?: { selector?: string; snippet?: string };
  source?: { url?: string; line?: number } | string;
  url?: string;
  description?: string;
}

function placeOf(item: unknown): string | undefined {
  const { node, source, url, description } = item as Row;
  if (node?.snippet) return node.selector ? `${node.snippet}  (${node.selector})` : node.snippet;
  const address = url ?? (typeof source === "object" ? source.url : source);
  return [description, address].filter((part) => part !== undefined).join("  ") || undefined;
}
