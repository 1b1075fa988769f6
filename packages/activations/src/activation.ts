import type { Elementwise } from "@vanishing/core";

/**
 * One row of the table of activations: an elementwise function f with all that the course needs to know of it.
 *
 * What a row says about bounds and kinks is true of the real function, not of its rounded values: sigmoid never
 * reaches 1, although `sigmoid.value(40)` is 1. In float64, `value` and `derivative` never pass a bound.
 *
 * `value`, `derivative` and `secondDerivative` are within 4 units in the last place of f, f′ and f″; the package's README says what that means
 * near a zero. NaN gives NaN, and ±∞ gives the limit.
 */
export interface Activation extends Elementwise {
  /** f″(x) from the input x. Where f″ does not exist, that of the piece on the left, whose slope `derivative` takes there. */
  secondDerivative(x: number): number;
  /** The key of the row in `activations`; also what a page's address carries. */
  readonly id: string;
  /** What a reader sees: "ReLU". */
  readonly name: string;
  /** The numbers that the formulas mention besides x, by the name that they have there; empty where there are none. */
  readonly parameters: Readonly<Record<string, number>>;
  /** f as smooth pieces from −∞ to ∞, each beginning where the one before it ends. */
  readonly pieces: readonly Piece[];
  /** Where f′ does not exist, in rising order. */
  readonly kinks: readonly Kink[];
  /** The bounds of f. */
  readonly range: { readonly infimum: Bound; readonly supremum: Bound };
  /** The bounds of f′ where it exists. */
  readonly derivativeInfimum: Bound;
  readonly derivativeSupremum: Bound;
  /**
   * The least L with |f(a) − f(b)| ≤ L |a − b| for all a and b: the larger of |inf f′| and |sup f′|. Infinity where f jumps, because there
   * is no such L.
   */
  readonly lipschitz: number;
  /**
   * The critical gain: the standard deviation σ_w of √fan-in · weight at which, without biases, a wide random network of this activation
   * neither shrinks nor grows its gradient, χ₁ = 1 at the fixed point of its length map. Undefined where there is none.
   */
  readonly criticalGain: number | undefined;
  /** TeX of the function's own symbol. With the next two it makes `symbolTex(x) = tex` and `symbolTex'(x) = derivativeTex`. */
  readonly symbolTex: string;
  /** TeX of f(x), made from `pieces`. */
  readonly tex: string;
  /** TeX of f′(x), made from the symbolic derivative of `pieces`; it leaves the kinks out. */
  readonly derivativeTex: string;
  readonly source: Source;
}

/**
 * Where something holds. With `from` < `to`: everywhere between the two, ends not included, and either may be infinite.
 * With `from` = `to`: at this one point, or, if it is infinite or a bound is not reached there, in the limit towards it.
 */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** One smooth piece of a function; both it and its derivative continue smoothly to the ends of the interval. */
export interface Piece extends Interval {
  /**
   * An expression in x (and the row's parameters) in the syntax of mathjs, which differentiates it.
   * It has no max, min or condition, because mathjs differentiates none of these: they make pieces.
   */
  readonly formula: string;
}

/**
 * A point where f′ does not exist, because the slopes from the left and from the right differ or f itself jumps. The table has one
 * convention for all: value and slope there are those on the left.
 */
export interface Kink {
  readonly at: number;
  /** f just right of the point minus f just left of it. Left out where f is continuous. */
  readonly jump?: number;
  /** f′ just left of the point. */
  readonly left: number;
  /** f′ just right of the point. */
  readonly right: number;
  /** What `derivative(at)` returns: a convention, since there is no derivative. */
  readonly derivative: number;
  /** The convention in words, and who keeps it or another one. */
  readonly convention: string;
}

/** The least upper or greatest lower bound of a function over the real numbers. */
export interface Bound {
  readonly value: number;
  /**
   * Whether the function takes this value. If not, it only comes as close as you like. A bound of f′ may be reached "by convention": at
   * a kink, by the slope on the left that stands there for f′.
   */
  readonly reached: boolean | "by convention";
  /** Every place where the value is taken; if it is not reached, every place towards which it is approached, from one side or both. */
  readonly where: readonly Interval[];
}

/** A publication to cite. */
export interface Source {
  readonly authors: readonly string[];
  readonly title: string;
  readonly year: number;
  readonly publication: string;
  readonly doi?: string;
  /** What this publication says about the function. */
  readonly note: string;
}
