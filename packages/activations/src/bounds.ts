import type { Bound, Interval } from "./activation.ts";

export const everywhere: Interval = { from: -Infinity, to: Infinity };

/** The one point x; for ±∞, and for a bound that is not reached, the limit towards x. */
export function at(x: number): Interval {
  return { from: x, to: x };
}

/** Every number below x. */
export function below(x: number): Interval {
  return { from: -Infinity, to: x };
}

/** Every number above x. */
export function above(x: number): Interval {
  return { from: x, to: Infinity };
}

export function between(from: number, to: number): Interval {
  return { from, to };
}

export function reached(value: number, ...where: readonly Interval[]): Bound {
  return { value, reached: true, where };
}

export function reachedByConvention(value: number, ...where: readonly Interval[]): Bound {
  return { value, reached: "by convention", where };
}

export function approached(value: number, ...where: readonly Interval[]): Bound {
  return { value, reached: false, where };
}

/** The supremum of a function that grows without bound to the right. */
export const unboundedAbove = approached(Infinity, at(Infinity));

/** The infimum of a function that falls without bound to the left. */
export const unboundedBelow = approached(-Infinity, at(-Infinity));
