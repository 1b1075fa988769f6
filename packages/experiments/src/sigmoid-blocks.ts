import { sigmoid } from "@vanishing/activations";
import {
  adam,
  checkCount,
  convertPrecision,
  type Matrix,
  matrix,
  norm,
  normalMatrix,
  random,
  Tape,
  twoMoons,
} from "@vanishing/core";
import type { Branch } from "./branch.ts";

/** What stays the same in every run. */
export const sigmoidBlocksSetUp = {
  blocks: 20,
  width: 4,
  examples: 40,
  noise: 0.1,
  steps: 80,
  learningRate: 0.1,
} as const;

/** What a block makes of its branch, forward and back, on lists. */
export interface SigmoidBlock {
  forward(branch: Branch, x: readonly number[]): readonly number[];
  vjp(upstream: readonly number[], branch: Branch, x: readonly number[]): readonly number[];
}

export interface SigmoidBlocksStep {
  /** How many steps have been made. */
  readonly step: number;
  /** Mean binary cross-entropy over all points; a guess has ln 2. */
  readonly loss: number;
  /** Share of the points on the right side. */
  readonly accuracy: number;
  /** ‖∂L/∂x_0‖ / ‖∂L/∂x_L‖: what the L blocks leave of the gradient. */
  readonly gradientShare: number;
}

/**
 * Trains 20 blocks whose branches are x ↦ σ(x)·W on two moons, with Adam, all points in each step. Points enter through a random matrix
 * that stays as it is, and leave through one unit. What a block does with its branch is the caller's: `scale` is what the branch's weights
 * are to be moved by, 1 for blocks that are the branch alone.
 *
 * Yields the network before the first step and after each.
 *
 * @param settings.seed of points and weights
 * @param settings.steps left out: 80
 */
export function* sigmoidBlocks(
  block: SigmoidBlock,
  settings: { readonly seed: number; readonly scale: number; readonly steps?: number },
): Generator<SigmoidBlocksStep, void> {
  const { seed, scale, steps = sigmoidBlocksSetUp.steps } = settings;
  checkCount("sigmoidBlocks", "steps", steps, 0);
  const { blocks, width, examples, learningRate } = sigmoidBlocksSetUp;
  const draw = random(seed);
  const moons = twoMoons(sigmoidBlocksSetUp, draw);
  const [inputs, targets] = [moons.inputs, moons.targets].map((m) => convertPrecision(m, "f64")) as [
    Matrix,
    Matrix,
  ];
  const entry = normalMatrix(draw, 2, width, 1, "f64");
  const deviation = 1 / Math.sqrt(width);
  const weights = Array.from({ length: blocks }, () => normalMatrix(draw, width, width, deviation, "f64"));
  const exit = [normalMatrix(draw, width, 1, deviation, "f64"), matrix(1, 1, undefined, "f64")] as const;
  const branches = weights.map((weight) => sigmoidBranch(weight));
  const optimizer = adam({ learningRate });
  const tape = new Tape({ precision: "f64" });
  const start = [...tape.constant(inputs).matmul(tape.constant(entry)).value.data];

  for (let step = 0; ; step++) {
    const states: (readonly number[])[] = [start];
    for (const branch of branches) states.push(block.forward(branch, states.at(-1) as readonly number[]));

    tape.reset();
    const last = tape.parameter(matrix(examples, width, states.at(-1) as readonly number[], "f64"));
    const [weight, bias] = [tape.parameter(exit[0]), tape.parameter(exit[1])];
    const logits = last.linear(weight, bias);
    const loss = logits.binaryCrossEntropy(targets);
    loss.backward();
    const arrived: (readonly number[])[] = [[...(last.gradient as Matrix).data]];
    for (const [place, branch] of [...branches.entries()].toReversed()) {
      arrived.unshift(block.vjp(arrived[0] as readonly number[], branch, states[place] as readonly number[]));
    }

    const share = normOf(arrived[0]) / normOf(arrived.at(-1));
    const right = logits.value.data.filter((logit, e) => logit > 0 === (targets.data[e] ?? 0) > 0.5).length;
    yield {
      step,
      loss: loss.value.data[0] as number,
      accuracy: right / examples,
      gradientShare: share,
    };
    if (step === steps) return;

    const gradients = weights.map((_, place) =>
      weightGradient(
        width,
        states[place] as readonly number[],
        arrived[place + 1] as readonly number[],
        scale,
      ),
    );
    optimizer.step([...weights, ...exit], [...gradients, weight.gradient, bias.gradient]);
  }
}

/** x ↦ σ(x)·W for rows of x, with W as it is at the moment. Plain loops: a tape costs more than so few numbers. */
function sigmoidBranch({ rows: width, data: weight }: Matrix): Branch {
  return {
    forward(x) {
      const outputs = x.map(sigmoid.value);
      return outputs.map((_, at) => {
        const [start, column] = [at - (at % width), at % width];
        let sum = 0;
        for (let i = 0; i < width; i++) {
          sum += (outputs[start + i] as number) * (weight[i * width + column] as number);
        }
        return sum;
      });
    },
    vjp: (upstream, x) =>
      x.map((entry, at) => {
        const [start, row] = [at - (at % width), at % width];
        let sum = 0;
        for (let j = 0; j < width; j++) {
          sum += (upstream[start + j] as number) * (weight[row * width + j] as number);
        }
        return sigmoid.derivative(entry) * sum;
      }),
  };
}

/** ∂L/∂W = scale · σ(x)ᵀ·(what arrived at the block's end). */
function weightGradient(
  width: number,
  x: readonly number[],
  arrived: readonly number[],
  scale: number,
): Matrix {
  const gradient = matrix(width, width, undefined, "f64");
  for (const [at, entry] of x.entries()) {
    const [start, row] = [at - (at % width), at % width];
    const outer = scale * sigmoid.value(entry);
    for (let j = 0; j < width; j++) {
      const place = row * width + j;
      gradient.data[place] = (gradient.data[place] as number) + outer * (arrived[start + j] as number);
    }
  }
  return gradient;
}

function normOf(list: readonly number[] = []): number {
  return norm(matrix(1, list.length, list, "f64"));
}
