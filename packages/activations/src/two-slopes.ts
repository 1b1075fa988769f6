import type { Activation, Interval } from "./activation.ts";
import { above, at, below, everywhere, reached, unboundedAbove, unboundedBelow } from "./bounds.ts";
import { gainAtZero } from "./gain-at-zero.ts";
import { relu } from "./relu.ts";
import { zero } from "./zero.ts";

/** What a record holds that follows from the slope left of 0. */
type TwoSlopes = Omit<Activation, "id" | "name" | "symbolTex" | "source">;

/**
 * x for x > 0 and a·x for x ≤ 0, for any finite slope a: what Leaky ReLU and PReLU are.
 *
 * @param symbol what the convention at the kink calls the function
 */
export function twoSlopes(symbol: string, slope: number): TwoSlopes {
  const smooth = slope === 1;
  const onLeft = reached(slope, smooth ? everywhere : below(0));
  const onRight = reached(1, smooth ? everywhere : above(0));
  return {
    // 0 · x would be −0, and NaN at −∞.
    value: slope === 0 ? relu.value : (x) => (x > 0 ? x : slope * x),
    derivative(x) {
      return x > 0 ? 1 : slope + zero(x);
    },
    secondDerivative: zero,
    parameters: { a: slope },
    pieces: [
      { ...below(0), formula: "a * x" },
      { ...above(0), formula: "x" },
    ],
    kinks: smooth
      ? []
      : [
          {
            at: 0,
            left: slope,
            right: 1,
            derivative: slope,
            convention: `${symbol}′(0) = a, the slope on the left, as in PyTorch and TensorFlow.`,
          },
        ],
    range: { infimum: slope > 0 ? unboundedBelow : reached(0, ...zeros(slope)), supremum: unboundedAbove },
    derivativeInfimum: slope < 1 ? onLeft : onRight,
    derivativeSupremum: slope < 1 ? onRight : onLeft,
    lipschitz: Math.max(1, Math.abs(slope)),
    criticalGain: gainAtZero(slope, 1),
    tex: "\\begin{cases} a\\cdot x & \\text{if } x \\le 0 \\\\ x & \\text{if } x > 0 \\end{cases}",
    derivativeTex: `\\begin{cases} a & \\text{if } x ${smooth ? "\\le" : "<"} 0 \\\\ 1 & \\text{if } x > 0 \\end{cases}`,
  };
}

/** Where the function is 0, for a slope that is not positive. */
function zeros(slope: number): Interval[] {
  return slope === 0 ? [below(0), at(0)] : [at(0)];
}
