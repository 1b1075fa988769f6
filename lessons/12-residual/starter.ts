// Residual. Replace each line that throws, then run:  pnpm test residual

/** The branch f of a block. Lists are as long as x. */
interface Branch {
  /** f(x) */
  forward(x: readonly number[]): number[];
  /** What arrives for f(x), carried back through f to x. */
  vjp(upstream: readonly number[], x: readonly number[]): number[];
}

/** What happens to x on its way into the branch. The skip is never normalised. */
type Normalization = "none" | "layer" | "batch";

/**
 * A residual block, going forward. Nothing comes after the sum.
 *
 *   y = x + α · f(x)        α is `scale`
 *
 * Worked example: f(x) = 3x, x = [2, -1], α = 0.5 give [5, -2.5].
 */
export function residual(branch: Branch, x: readonly number[], scale: number): number[] {
  throw new Error("TODO: residual");
}

/**
 * The same block, going backward: what arrives for y, passed on to x. There are two ways back, and the gradients of both add up.
 *
 * Worked example: f(x) = 3x, upstream [1, -2], α = 0.5 give [2.5, -5], whatever x is.
 *
 * @param upstream ∂(loss)/∂y, as long as x
 */
export function residualVjp(
  upstream: readonly number[],
  branch: Branch,
  x: readonly number[],
  scale: number,
): number[] {
  throw new Error("TODO: residualVjp");
}

/**
 * By how much a stack of blocks with He's weights and ReLU multiplies the mean of the squared gradient, from its end to its start.
 *
 * Block after block from the input on, with v = 1 at first:
 *
 *   the growth is multiplied by    1 + α²/v
 *   then v becomes                 v + α²               for "layer"
 *                                  v + (1 - 1/π) α²     for "batch"
 *                                  v                    for "none"
 *
 * Worked example: α = 1 and 2 blocks give 4 for "none", 3 for "layer", and 3.1892797511 for "batch" (ten digits).
 */
export function residualGain(normalization: Normalization, scale: number, blocks: number): number {
  throw new Error("TODO: residualGain");
}

/**
 * One step of plain gradient descent on the scale of a block y = x + α · f(x), with learning rate η.
 *
 *   α ← α - η · ∂(loss)/∂α
 *
 * Worked example: f(x) = 3x, x = [2, -1], upstream [1, -2], α = 0, η = 0.1 give -1.2.
 *
 * @param upstream ∂(loss)/∂y, as long as x
 */
export function reZero(
  alpha: number,
  learningRate: number,
  upstream: readonly number[],
  branch: Branch,
  x: readonly number[],
): number {
  throw new Error("TODO: reZero");
}
