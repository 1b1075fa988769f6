/** What Lighthouse writes about one run of a page: the parts that are read here. */
export interface Report {
  readonly categories: Readonly<Record<string, Category>>;
  readonly audits: Readonly<Record<string, Audit>>;
  readonly runtimeError?: { readonly message: string };
}

interface Category {
  readonly title: string;
  /** From 0 to 1; null when an audit of it could not be done. */
  readonly score: number | null;
  readonly auditRefs: readonly { readonly id: string; readonly weight: number }[];
}

export interface Audit {
  readonly id: string;
  readonly title: string;
  /** From 0 to 1; null when the page has nothing that it could be about. */
  readonly score: number | null;
  readonly scoreDisplayMode: string;
  readonly numericValue?: number;
  readonly displayValue?: string;
  readonly errorMessage?: string;
  /** The milliseconds by which a metric would be better without what the audit found. */
  readonly metricSavings?: Readonly<Record<string, number>>;
  readonly details?: { readonly items?: readonly unknown[] };
}

/** Must be 100 in the median. A value below it names something that is broken for somebody. */
export const mustBeFull = ["accessibility", "best-practices", "seo"] as const;

/** Reported against a target: it also depends on the machine and on what else runs on it. */
export const performanceTarget = 95;

/** The categories that are run. */
export const categories = ["performance", ...mustBeFull] as const;
