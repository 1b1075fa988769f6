import type { Activation } from "@vanishing/activations";
import { checkElementwise, type Elementwise } from "@vanishing/core";

/**
 * What the theory is applied to: an elementwise function φ of core, or a row of the table of activations. Where a row states
 * its pieces, each integral runs from one end of a piece to the next, and is as exact for a function with kinks as for a smooth one.
 * Between its pieces φ is taken to be smooth; a function that states none may also bend at 0.
 */
export type Nonlinearity = Elementwise & Partial<Pick<Activation, "pieces">>;

/** Refuses what is not an elementwise function. */
export function checkNonlinearity(operation: string, f: unknown): asserts f is Nonlinearity {
  checkElementwise(operation, f);
}

/** Where a smooth piece of φ ends and another begins, 0 left out. */
export function breaksOf(f: Nonlinearity): readonly number[] {
  return (f.pieces ?? []).map(({ from }) => from).filter((from) => from !== 0 && Number.isFinite(from));
}

/**
 * Whether φ(cx) = c φ(x) for every c > 0, as for the identity, ReLU and ReLU with a slope on the left: then no length is special.
 * The factors tried are powers of 2, which multiply without rounding.
 */
export function isHomogeneous(f: Nonlinearity): boolean {
  return [-1, 1].every((x) =>
    [2 ** -20, 2 ** -7, 1 / 2, 2, 2 ** 7, 2 ** 20].every((c) => f.value(c * x) === c * f.value(x)),
  );
}
