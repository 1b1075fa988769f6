import { checkPositive, sigmoid, tanh } from "@vanishing/core";
import type { Activation } from "./activation.ts";
import { at, everywhere, reached, unboundedAbove } from "./bounds.ts";
import { timesSigmoid, timesSigmoidDerivative } from "./times-exp.ts";
import { inTwoParts, product, type TwoParts } from "./two-parts.ts";

/** W(1/e), the solution of w e^w = 1/e: the least value is −w/β, at −(1 + w)/β. */
const w = 0.2784645427610738;
/** The positive solution of x tanh(x/2) = 2: f″ is 0 at ±x₀/β, where f′ is 1/2 ± x₀/4. */
const x0 = 2.3993572805154675;
/** 1/2 − x₀/4, which the subtraction would round. */
const steepestFall = -0.09983932012886691;
const steepestRise = 1 - steepestFall;

/** Beyond it e^−|z| is 0, and what multiplies it must not be infinite. */
const farthest = 800;

/**
 * Swish x σ(βx), a smooth ReLU: it goes to ReLU for β → ∞ and to x/2 for β → 0. It is SiLU(βx)/β, so that the bounds of f′ do not
 * depend on β. f′ is negative left of −1.278/β and above 1 right of 1.278/β.
 *
 * With z = βx, f′ = σ(z) (1 + z σ(−z)) and f″ = β σ′(z) (2 − z tanh(z/2)).
 *
 * Source: Ramachandran, Zoph and Le (2017).
 *
 * @param beta β
 * @throws when β is not a finite number above 0.
 */
export function swishWithBeta(beta: number): Activation {
  checkPositive("swishWithBeta", "beta", beta);
  const leastValue = -w / beta;
  const argument = (x: number): TwoParts => {
    const z = Math.min(Math.max(beta * x, -farthest), farthest);
    return Math.abs(z) < farthest ? product(inTwoParts(beta), inTwoParts(x)) : { head: z, tail: 0 };
  };
  return {
    id: "swish",
    name: "Swish",
    // Rounding carries some values a unit past the bounds, and must not.
    value(x) {
      const { head, tail } = argument(x);
      return Math.max(timesSigmoid(Math.max(x, -farthest / beta), head, tail), leastValue);
    },
    derivative(x) {
      const { head, tail } = argument(x);
      const z = head + tail;
      const slope = timesSigmoid(1 + z * sigmoid(-z), head, tail);
      return Math.min(Math.max(slope, steepestFall), steepestRise);
    },
    secondDerivative(x) {
      const { head, tail } = argument(x);
      const z = head + tail;
      return timesSigmoidDerivative(beta * (2 - z * tanh(z / 2)), head, tail);
    },
    parameters: { beta },
    pieces: [{ ...everywhere, formula: "x * sigmoid(beta * x)" }],
    kinks: [],
    range: { infimum: reached(leastValue, at(-(1 + w) / beta)), supremum: unboundedAbove },
    derivativeInfimum: reached(steepestFall, at(-x0 / beta)),
    derivativeSupremum: reached(steepestRise, at(x0 / beta)),
    lipschitz: steepestRise,
    criticalGain: undefined,
    symbolTex: "\\operatorname{Swish}",
    tex: "x\\cdot\\sigma\\left(\\beta\\cdot x\\right)",
    derivativeTex:
      "\\sigma\\left(\\beta\\cdot x\\right)\\cdot\\left(x\\cdot\\sigma\\left(-\\left(\\beta\\cdot x\\right)\\right)\\cdot\\beta+1\\right)",
    source: {
      authors: ["Prajit Ramachandran", "Barret Zoph", "Quoc V. Le"],
      title: "Searching for Activation Functions",
      year: 2017,
      publication: "arXiv:1710.05941",
      note: "Found by search among many functions; β is fixed or learned.",
    },
  };
}
