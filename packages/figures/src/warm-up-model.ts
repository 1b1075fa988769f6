import { sigmoid, tanh } from "@vanishing/activations";
import { centralDifference } from "@vanishing/core";
import { formatNumber } from "./frame/format.ts";

/** A function whose derivatives are known exactly, so that an error can be measured. */
interface KnownFunction {
  readonly name: string;
  value(x: number): number;
  derivative(x: number): number;
  /** f‴, which sets how fast the central difference gets better as h falls. */
  thirdDerivative(x: number): number;
}

export const knownFunctions = {
  tanh: {
    name: "tanh x",
    value: tanh.value,
    derivative: tanh.derivative,
    thirdDerivative: (x) => tanh.derivative(x) * (4 - 6 * tanh.derivative(x)),
  },
  sigmoid: {
    name: "sigmoid x",
    value: sigmoid.value,
    derivative: sigmoid.derivative,
    thirdDerivative: (x) => sigmoid.derivative(x) * (1 - 6 * sigmoid.derivative(x)),
  },
  exp: { name: "eˣ", value: Math.exp, derivative: Math.exp, thirdDerivative: Math.exp },
  sin: { name: "sin x", value: Math.sin, derivative: Math.cos, thirdDerivative: (x) => -Math.cos(x) },
} as const satisfies Record<string, KnownFunction>;

export type KnownFunctionId = keyof typeof knownFunctions;

/** The absolute errors of both differences at one step h = 10^exponent. */
export interface DifferenceError {
  readonly exponent: number;
  readonly h: number;
  readonly central: number;
  readonly oneSided: number;
}

/** What the figure's controls hold. */
export interface WarmUpValues {
  readonly function: KnownFunctionId;
  readonly oneSided: boolean;
  readonly x: number;
  readonly exponent: number;
}

/** The slope of f at x by two evaluations, h to each side. */
export type CentralDifference = (f: (x: number) => number, x: number, h: number) => number;

export interface DifferenceErrors {
  readonly functionName: string;
  readonly x: number;
  /** Whether the one-sided difference is shown, too. */
  readonly withOneSided: boolean;
  /** f′(x) by formula. */
  readonly exact: number;
  /** From the smallest h to the largest, `stepsPerDecade` for each power of ten. */
  readonly errors: readonly DifferenceError[];
  /**
   * The step around which the central difference is most exact: the largest error within half a decade is smallest.
   * The step with the smallest error of all would often be one lucky rounding.
   */
  readonly best: DifferenceError;
  /** The step that the reader chose, with what the central difference gives there. */
  readonly chosen: DifferenceError & { readonly estimate: number };
  /** Truncation is `truncation · h²`: |f‴(x)| / 6, from Taylor's formula. */
  readonly truncation: number;
  /** Rounding is at most about `rounding / h`: 2⁻⁵³ |f(x)|, half a unit in the last place of each value. */
  readonly rounding: number;
}

export const smallestExponent = -12;
export const largestExponent = -1;
const stepsPerDecade = 8;

/**
 * How far the central and the one-sided difference are from f′(x), for steps from 10⁻¹ to 10⁻¹²: by core's central
 * difference, or by another one in its place.
 */
export function differenceErrors(
  { function: id, x, exponent: chosenExponent, oneSided }: WarmUpValues,
  central: CentralDifference = centralDifference,
): DifferenceErrors {
  const f: KnownFunction = knownFunctions[id];
  const exact = f.derivative(x);
  const errorAt = (exponent: number): DifferenceError => {
    const h = 10 ** exponent;
    return {
      exponent,
      h,
      central: Math.abs(central(f.value, x, h) - exact),
      oneSided: Math.abs(oneSidedDifference(f.value, x, h) - exact),
    };
  };
  const count = (largestExponent - smallestExponent) * stepsPerDecade + 1;
  const errors = Array.from({ length: count }, (_, step) =>
    errorAt(smallestExponent + step / stepsPerDecade),
  );
  const chosen = errorAt(chosenExponent);
  return {
    functionName: f.name,
    x,
    withOneSided: oneSided,
    exact,
    errors,
    best: mostExact(errors),
    chosen: { ...chosen, estimate: central(f.value, x, chosen.h) },
    truncation: Math.abs(f.thirdDerivative(x)) / 6,
    rounding: 2 ** -53 * Math.abs(f.value(x)),
  };
}

function mostExact(errors: readonly DifferenceError[]): DifferenceError {
  const reach = stepsPerDecade / 4;
  const candidates = errors.slice(reach, -reach).map((error, place) => ({
    error,
    worstNearby: Math.max(...errors.slice(place, place + 2 * reach + 1).map(({ central }) => central)),
  }));
  return candidates.reduce((best, candidate) =>
    candidate.worstNearby <= best.worstNearby ? candidate : best,
  ).error;
}

// (f(x + h) − f(x)) / h. As in core, the divisor is the step that x + h really takes after rounding.
function oneSidedDifference(f: (x: number) => number, x: number, h: number): number {
  return (f(x + h) - f(x)) / (x + h - x);
}

/** What the figure shows, in sentences. */
export function describeDifferenceErrors(model: DifferenceErrors): string {
  const { functionName, withOneSided, x, exact, best, chosen } = model;
  return (
    `The slope of ${functionName} at x = ${formatNumber(x)} is ${formatNumber(exact, 12)}. ` +
    `With h = ${formatNumber(chosen.h)} the central difference gives ${formatNumber(chosen.estimate, 12)}, ` +
    `off by ${formatNumber(chosen.central)}` +
    (withOneSided ? `; the one-sided difference is off by ${formatNumber(chosen.oneSided)}. ` : ". ") +
    `The central difference is most exact around h = ${formatNumber(best.h, 2)}: there it is off by ${formatNumber(best.central, 2)}.`
  );
}
