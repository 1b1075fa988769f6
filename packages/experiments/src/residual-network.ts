import { relu } from "@vanishing/activations";
import {
  checkCount,
  type Layer,
  type Matrix,
  matrix,
  norm,
  normalMatrix,
  type Random,
  random,
  residual,
  Tape,
  type Tensor,
  uniformMatrix,
} from "@vanishing/core";
import { batchNormalize, layerNormalize } from "@vanishing/normalization";

/** What normalises x on its way into a branch; the skip is never normalised. */
export type BranchNormalization = "none" | "layer" | "batch";

/** A stack of blocks x + α W relu(N x), with N the normalisation. */
export interface ResidualSettings {
  readonly normalization: BranchNormalization;
  /** α, the same in all blocks. */
  readonly scale: number;
  readonly blocks: number;
}

/**
 * The factor by which each block, from the input on, multiplies the mean of the squared gradient on its way back: 1 + α²/v. Here v is the
 * mean square of what the normalisation divides by, and v = 1 where there is none. It begins at 1. What the blocks add to it is α² each
 * for layer normalisation. Batch normalisation takes away what the examples of a batch have in common, the share 1/π of it.
 *
 * The weights are independent with the variance 2/width (He), and width and batch are infinite. The growth is the product: (1 + α²)^L
 * without normalisation, 1 + α² L for layer normalisation, and a power of L, π/(π − 1) = 1.47, for batch normalisation.
 *
 * @throws when blocks is not a whole number from 0 on.
 */
export function residualFactors({ normalization, scale, blocks }: ResidualSettings): number[] {
  checkCount("residualFactors", "blocks", blocks, 0);
  const squaredScale = scale * scale;
  const kept = { none: 0, layer: 1, batch: 1 - 1 / Math.PI }[normalization];
  return Array.from({ length: blocks }, (_, block) => 1 + squaredScale / (1 + kept * squaredScale * block));
}

/** The branches x ↦ W relu(N x) of a random network: W `(width, width)`, uniform with the variance 2/width, and no bias. ε = 0. */
export function residualBranches(
  draw: Random,
  settings: {
    readonly normalization: BranchNormalization;
    readonly blocks: number;
    readonly width: number;
  },
): Layer[] {
  const { normalization, blocks, width } = settings;
  checkCount("residualBranches", "blocks", blocks, 1);
  checkCount("residualBranches", "width", width, 2);
  const ones = matrix(1, width, Array<number>(width).fill(1));
  const zeros = matrix(1, width);
  const normalized = (tape: Tape, x: Tensor) => {
    if (normalization === "none") return x;
    const normalize = normalization === "layer" ? layerNormalize : batchNormalize;
    return normalize(x, tape.constant(ones), tape.constant(zeros), { epsilon: 0 });
  };
  return Array.from({ length: blocks }, () => {
    const weight = uniformMatrix(draw, width, width, Math.sqrt(6 / width));
    return {
      parameters: () => [],
      forward: (tape, x) => normalized(tape, x).apply(relu).matmul(tape.constant(weight)),
    };
  });
}

/** What is measured in the first blocks of a network, cut off there. */
export interface ResidualGradients {
  readonly blocks: number;
  /** ‖∂L/∂x_l‖² for l = 0 … blocks, divided by the last one; x_0 is the input. */
  readonly squaredGradients: readonly number[];
}

/**
 * Runs a batch of standard normal inputs forward through a random network, and a standard normal gradient back from each of the depths.
 * The weights depend on the seed alone, so that another scale or depth is the same network. In float32.
 *
 * @param settings.depths where to cut: numbers of blocks, none above `blocks`
 */
export function residualGradients(
  settings: ResidualSettings & {
    readonly depths: readonly number[];
    readonly width: number;
    readonly batch: number;
    readonly seed: number;
  },
): ResidualGradients[] {
  const { scale, depths, width, batch, seed } = settings;
  const draw = random(seed);
  const branches = residualBranches(draw, settings);
  const tape = new Tape();
  const states = [tape.parameter(normalMatrix(draw, batch, width, 1))];
  for (const branch of branches) {
    states.push(residual(branch, scale).forward(tape, states.at(-1) as Tensor));
  }
  return depths.map((blocks) => {
    const kept = states.slice(0, blocks + 1);
    tape.clearGradients();
    kept.at(-1)?.backward(normalMatrix(draw, batch, width, 1));
    const norms = kept.map(({ gradient }) => norm(gradient as Matrix));
    const shares = norms.map((length) => length / (norms.at(-1) as number));
    return { blocks, squaredGradients: shares.map((share) => share * share) };
  });
}
