import { type BigNumber, differentiate, exactly, parse, settled } from "@vanishing/verification";
import type { Activation, Piece } from "../activation.ts";

/** f, f′ and f″ in 64-digit arithmetic, from the formulas of a row. */
export interface Reference {
  value(x: number): BigNumber;
  derivative(x: number): BigNumber;
  secondDerivative(x: number): BigNumber;
}

/**
 * The largest |x| to ask a row's reference for. Beyond 1100 every exponential is as good as its limit: e^−1100 is far below the least
 * float64. And mathjs needs 0.3 s for tanh(1e5), and has no end at 1e15.
 */
export function farthest({ pieces }: Activation): number {
  return pieces.some(({ formula }) => /exp|tanh|sigmoid|erf|standardNormal/.test(formula)) ? 1100 : Infinity;
}

/**
 * The reference of a row: each piece evaluated by mathjs, and its first and second symbolic derivative.
 * A point between two pieces counts to the left one.
 */
export function reference(row: Activation): Reference {
  const { pieces, parameters } = row;
  const compiled = pieces.map((piece) => referenceOfPiece(piece, parameters));
  const at = (x: number) => {
    const piece = compiled[pieces.findIndex(({ to }) => x <= to)];
    if (!piece || !(Math.abs(x) <= farthest(row))) throw new RangeError(`No reference at x = ${x}.`);
    return piece;
  };
  return {
    value: (x) => at(x).value(x),
    derivative: (x) => at(x).derivative(x),
    secondDerivative: (x) => at(x).secondDerivative(x),
  };
}

/** The reference of one piece, which its formula continues to the ends of the interval. */
export function referenceOfPiece(
  { formula }: Piece,
  parameters: Readonly<Record<string, number>> = {},
): Reference {
  const scope = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, exactly(value)]));
  const derivative = differentiate(formula);
  const [value, first, second] = [parse(formula), derivative, differentiate(derivative)].map((node) => {
    const compiled = node.compile();
    return (x: number) => settled(() => compiled.evaluate({ ...scope, x: exactly(x) }));
  }) as [Reference["value"], Reference["value"], Reference["value"]];
  return { value, derivative: first, secondDerivative: second };
}
