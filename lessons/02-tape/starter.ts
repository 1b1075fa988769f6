// The tape. Replace each line that throws, then run:  pnpm test tape

/**
 * One line of a tape: a number that was given or computed, written down at that moment.
 *
 * The value x · x at x = 3 is a tape of two records. Place 0 is x, place 1 is the product, which uses place 0 twice:
 *
 *   { inputs: [],     value: 3, vjp: () => [] }
 *   { inputs: [0, 0], value: 9, vjp: (upstream) => multiplyVjp(upstream, 3, 3) }
 */
interface TapeRecord {
  /** The places of the records whose values went in, counted from 0. They stand earlier on the tape; one may stand here twice. */
  readonly inputs: readonly number[];
  /** What came out. */
  readonly value: number;
  /** From ∂L/∂(value), the gradient that arrives here, to the gradients that are passed on: one an input, in their order. */
  readonly vjp: (upstream: number) => readonly number[];
}

/**
 * The product of two numbers, going forward.
 *
 *   y = a · b
 *
 * Worked example: a = 3, b = -2 give -6.
 */
export function multiply(a: number, b: number): number {
  throw new Error("TODO: multiply");
}

/**
 * The same product, going backward: what arrives for y, passed on to a and to b.
 *
 *   ∂L/∂a = ∂L/∂y · ∂y/∂a        ∂L/∂b = ∂L/∂y · ∂y/∂b        with y = a · b
 *
 * Worked example: upstream 0.5, a = 3, b = -2 give [-1, 1.5].
 *
 * @param upstream ∂L/∂y
 * @returns the list [∂L/∂a, ∂L/∂b]
 */
export function multiplyVjp(upstream: number, a: number, b: number): number[] {
  throw new Error("TODO: multiplyVjp");
}

/**
 * The hyperbolic tangent, going forward (Math.tanh in code).
 *
 * Worked example: tanh(1.5) = 0.9051482536 (ten digits).
 */
export function tanh(x: number): number {
  throw new Error("TODO: tanh");
}

/**
 * The same tanh, going backward. Its slope at the input x is
 *
 *   tanh′(x) = 1 - tanh(x)^2
 *
 * Worked example: upstream 1, x = 1.5 give [0.1807066389] (ten digits), and upstream 0.5 half of it.
 *
 * @param upstream ∂L/∂y, where y = tanh(x)
 * @returns the list [∂L/∂x], with one entry, since there is one input
 */
export function tanhVjp(upstream: number, x: number): number[] {
  throw new Error("TODO: tanhVjp");
}

/**
 * Walks through a tape from its end to its start, once, and gives the gradient of L for every record, where L is `seed` times the
 * value of the last record.
 *
 *   ∂L/∂(value of the last record) = seed
 *   ∂L/∂(value of any other)       = the sum of all that its users pass on to it, 0 where nobody uses it
 *
 * Worked example: the tape of x · x at x = 3 (above) with seed 1 gives [6, 1]: the product passes 3 on to x twice.
 *
 * @param tape at least one record
 * @returns a list as long as the tape
 */
export function backward(tape: readonly TapeRecord[], seed: number): number[] {
  throw new Error("TODO: backward");
}
