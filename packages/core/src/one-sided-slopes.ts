import { power } from "./power.ts";

/** How a function L changes from x to x + a. */
export interface Change {
  readonly rise: number;
  /** rise / a. */
  readonly slope: number;
  /** About how much rounding can move the rise. */
  readonly rounding: number;
}

/** The slopes of L just below and just above x. Undefined when they lead nowhere that float64 can see. */
export interface Sides {
  readonly slopes: { readonly left: number; readonly right: number } | undefined;
  /** L just above x minus L just below it, where it jumps; else 0. */
  readonly jump: number;
}

/**
 * Where the slopes of L over steps from ±h down to ±h/4096 lead as the step shrinks, up to a tenth of `bound`.
 *
 * Both sides or one of them must lead there from the largest step on. Steps too small for float64 to see have slope 0,
 * whatever L does, and would pass for a limit.
 */
export function slopesBeside(changeOver: (a: number) => Change, h: number, bound: number): Sides {
  const below = followSlopes(changeOver, -h, bound);
  const above = followSlopes(changeOver, h, bound);
  const left = limitBeside(below, above, bound);
  const right = limitBeside(above, below, bound);
  if (left === undefined || right === undefined || !(below.steady || above.steady)) {
    return { slopes: undefined, jump: above.jump - below.jump };
  }
  return { slopes: { left, right }, jump: 0 };
}

/** What the slopes of L from x to x + a do as a shrinks. */
interface OneSide {
  /** Slopes at a = 0, each on the line through the slopes over two steps that follow one another. */
  readonly leads: readonly number[];
  /** Where they settle, if they do. */
  readonly limit: number | undefined;
  /** True when they come nearer and nearer to the limit from the largest step on. */
  readonly steady: boolean;
  /** The rise from x to x + a where it does not shrink with a, else 0. */
  readonly jump: number;
}

/**
 * Follows the slopes over a = ±h, ±h/4, …, ±h/4096. The line through two of them leads to the slope at a = 0, with an
 * error of order a² where L is smooth. The limit is the first lead that all later ones keep to, but for rounding, which
 * grows like 1/a. Steps whose rounding is too large for the bound serve as this second opinion only.
 */
function followSlopes(changeOver: (a: number) => Change, h: number, bound: number): OneSide {
  const steps = [1, 4, 16, 64, 256, 1024, 4096].map((divisor) => h / divisor);
  const changes = steps.map(changeOver);
  const slopes = changes.map(({ slope }) => slope);
  const allLeads = slopes.slice(1).map((slope, k) => slope + (slope - (slopes[k] as number)) / 3);
  const tooRough = changes.findIndex(
    ({ rounding }, k) => rounding / Math.abs(steps[k] as number) > bound / 30,
  );
  const usable = changes.slice(0, tooRough === -1 ? undefined : tooRough);
  const leads = allLeads.slice(0, Math.max(0, usable.length - 1));
  const settled = leads.slice(0, -1).findIndex((lead, k) => isKept(lead, allLeads.slice(k + 1), bound));
  const limit = leads[settled];
  return {
    leads,
    limit,
    steady: limit !== undefined && comesNearer(leads.slice(0, settled), limit, bound),
    jump: limit === undefined ? lastJump(usable) : 0,
  };
}

/** True when the later leads stay within a tenth of the bound, and four times as far for each further step. */
function isKept(lead: number, later: readonly number[], bound: number): boolean {
  return later.every((next, k) => Math.abs(next - lead) <= (bound / 10) * power(4, k));
}

/** True when the first lead is within a hundredth of the limit, and each is at most half as far off as the one before. */
function comesNearer(leads: readonly number[], limit: number, bound: number): boolean {
  const distances = leads.map((lead) => Math.abs(lead - limit));
  return distances.every((distance, k) => {
    const before = distances[k - 1];
    return (
      distance <= (before === undefined ? Math.max(bound, Math.abs(limit) / 100) : before / 2 + bound / 40)
    );
  });
}

/** The rise over the smallest step, if the slope there is about four times that over four times the step. */
function lastJump(changes: readonly Change[]): number {
  const [before, last] = changes.slice(-2);
  if (before === undefined || last === undefined) return 0;
  return Math.abs(last.slope) > 3.5 * Math.abs(before.slope) ? last.rise : 0;
}

/**
 * The slope of L on one side of x. A kink so near x that too few steps fall between the two keeps the leads from
 * settling, but never takes them further from the slope of the other side, which then holds at x as well.
 */
function limitBeside({ leads, limit }: OneSide, other: OneSide, bound: number): number | undefined {
  const slope = other.limit;
  if (limit !== undefined || slope === undefined || !other.steady || leads.length < 2) return limit;
  const [first = Number.NaN] = leads;
  const furthest = Math.abs(first - slope) + bound / 10;
  return leads.every((lead) => Math.abs(lead - slope) <= furthest) ? slope : undefined;
}
