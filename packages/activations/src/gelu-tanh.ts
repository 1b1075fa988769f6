import { sigmoid, tanh } from "@vanishing/core";
import type { Activation } from "./activation.ts";
import { at, everywhere, reached, unboundedAbove } from "./bounds.ts";
import { gelu } from "./gelu.ts";
import { timesSigmoid, timesSigmoidDerivative } from "./times-exp.ts";
import { inTwoParts, product, sum, type TwoParts } from "./two-parts.ts";

const k = 0.044715;
const scale = Math.sqrt(8 / Math.PI);
/** √(8/π) to 77 bits. */
const scaleInTwoParts: TwoParts = { head: 1.5957691669464111, tail: -4.534068042105272e-8 };
const kInTwoParts = inTwoParts(k);

const leastValue = -0.17004075057125406;
const steepestFall = -0.12899306865877178;
const steepestRise = 1 - steepestFall;

/** Beyond it e^−|v| is 0, and what multiplies it must not be infinite. */
const farthest = 30;

/**
 * The tanh approximation of GELU: x/2 (1 + tanh u) with u = √(2/π) (x + 0.044715 x³), within 4.74e-4 of GELU everywhere.
 *
 * It is x σ(v) with v = 2u, which keeps the digits that 1 + tanh u cancels left of 0. So f′ = σ(v) (1 + x v′ σ(−v)) and
 * f″ = σ′(v) (2v′ + x v″ − x v′² tanh(v/2)).
 *
 * Source: Hendrycks and Gimpel (2016).
 */
export const geluTanh: Activation = {
  id: "geluTanh",
  name: "GELU (tanh)",
  // Rounding carries some values a unit past the bounds, and must not.
  value(x) {
    const { head, tail } = argument(clipped(x));
    return Math.max(timesSigmoid(Math.max(x, -farthest), head, tail), leastValue);
  },
  derivative(x) {
    const t = clipped(x);
    const { head, tail } = argument(t);
    const v1 = rounded(argumentDerivative(t));
    const slope = timesSigmoid(1 + t * v1 * sigmoid(-head - tail), head, tail);
    return Math.min(Math.max(slope, steepestFall), steepestRise);
  },
  secondDerivative(x) {
    const t = clipped(x);
    const { head, tail } = argument(t);
    const v1 = argumentDerivative(t);
    const steep = rounded(product(product(v1, v1), inTwoParts(t)));
    // 2v′ + x v″ = √(8/π) (2 + 12 k x²)
    const bend = scale * (2 + 12 * k * t * t);
    return timesSigmoidDerivative(bend - steep * tanh((head + tail) / 2), head, tail);
  },
  parameters: { k },
  pieces: [{ ...everywhere, formula: "x * sigmoid(sqrt(8 / pi) * (x + k * x^3))" }],
  kinks: [],
  range: { infimum: reached(leastValue, at(-0.7524614220710163)), supremum: unboundedAbove },
  derivativeInfimum: reached(steepestFall, at(-1.4185040087908283)),
  derivativeSupremum: reached(steepestRise, at(1.4185040087908283)),
  lipschitz: steepestRise,
  criticalGain: undefined,
  symbolTex: "\\operatorname{GELU}_{\\tanh}",
  tex: "x\\cdot\\sigma\\left(\\sqrt{\\frac{8}{\\pi}}\\cdot\\left(x+k\\cdot{x}^{3}\\right)\\right)",
  derivativeTex:
    "\\sigma\\left(\\sqrt{\\frac{8}{\\pi}}\\cdot\\left(x+k\\cdot{x}^{3}\\right)\\right)\\cdot\\left(\\left(3\\cdot{x}^{3}\\cdot k+x\\right)\\cdot\\sigma\\left(-\\left(\\left(x+k\\cdot{x}^{3}\\right)\\cdot\\sqrt{\\frac{8}{\\pi}}\\right)\\right)\\cdot\\sqrt{\\frac{8}{\\pi}}+1\\right)",
  source: { ...gelu.source, note: "Section 2 gives it as a quick approximation of GELU." },
};

function clipped(x: number): number {
  return Math.min(Math.max(x, -farthest), farthest);
}

/** v = √(8/π) x (1 + k x²). */
function argument(x: number): TwoParts {
  return product(product(scaleInTwoParts, onePlusSquare(kInTwoParts, x)), inTwoParts(x));
}

/** v′ = √(8/π) (1 + 3k x²). */
function argumentDerivative(x: number): TwoParts {
  return product(scaleInTwoParts, onePlusSquare(product(inTwoParts(3), kInTwoParts), x));
}

/** 1 + c x². */
function onePlusSquare(c: TwoParts, x: number): TwoParts {
  const parts = inTwoParts(x);
  return sum(inTwoParts(1), product(c, product(parts, parts)));
}

function rounded({ head, tail }: TwoParts): number {
  return head + tail;
}
