import { type BigNumber, differentiate, exactly, parse } from "@vanishing/verification";
import type { Activation, Piece } from "../activation.ts";

/** f and f′ in 64-digit arithmetic, from the formulas of a row. */
export interface Reference {
  value(x: number): BigNumber;
  derivative(x: number): BigNumber;
}

/**
 * The largest |x| to ask a reference for. Here every sigmoid is as good as its limit: e^−1100 is far below the least
 * float64. Beyond, mathjs needs 0.3 s for tanh(1e5), and has no end at 1e15.
 */
export const farthest = 1100;

/**
 * The reference of a row: each piece evaluated by mathjs, and its symbolic derivative.
 * A point between two pieces counts to the left one.
 */
export function reference({ pieces, parameters }: Activation): Reference {
  const scope = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, exactly(value)]));
  const compiled = pieces.map((piece) => referenceOfPiece(piece, scope));
  const at = (x: number) => {
    const piece = compiled[pieces.findIndex(({ to }) => x <= to)];
    if (!piece || !(Math.abs(x) <= farthest)) throw new RangeError(`No reference at x = ${x}.`);
    return piece;
  };
  return { value: (x) => at(x).value(x), derivative: (x) => at(x).derivative(x) };
}

/** The reference of one piece, which its formula continues to the ends of the interval. */
export function referenceOfPiece(
  { formula }: Piece,
  parameters: Readonly<Record<string, BigNumber>> = {},
): Reference {
  const value = parse(formula).compile();
  const derivative = differentiate(formula).compile();
  return {
    value: (x) => value.evaluate({ ...parameters, x: exactly(x) }),
    derivative: (x) => derivative.evaluate({ ...parameters, x: exactly(x) }),
  };
}
