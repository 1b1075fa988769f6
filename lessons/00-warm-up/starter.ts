// Warm-up. Replace the line that throws, then run:  pnpm test warm-up

/**
 * The slope of f at x, measured from two values of f: one a step h to the right of x, one a step h to the left.
 *
 *               f(x + h) - f(x - h)
 *   slope ≈  -------------------------
 *                    2 h
 *
 * Worked example: f(x) = x², x = 3, h = 1. To the right f(4) = 16, to the left f(2) = 4. They are 2 apart in x and 12 apart
 * in f, so the slope is 6.
 */
export function centralDifference(f: (x: number) => number, x: number, h: number): number {
  throw new Error("TODO: centralDifference");
}
