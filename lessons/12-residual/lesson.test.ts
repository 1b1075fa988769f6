import { tanh } from "@vanishing/activations";
import { matchers } from "@vanishing/checks";
import { random, uniformMatrix } from "@vanishing/core";
import {
  type Branch,
  residualFactors,
  residualGradients,
  sigmoidBlocks,
  sigmoidBlocksSetUp,
} from "@vanishing/experiments";
import { describe, expect, test } from "vitest";
import { residual, residualGain, residualVjp, reZero } from "#exercise/12-residual";

expect.extend(matchers);

const fewRoundings = "a few roundings of 1.1e-16 each";
const exact = "multiplying by 0 and adding 0 rounds nothing";

/** f(x) = 3x. */
const triple: Branch = {
  forward: (x) => x.map((entry) => 3 * entry),
  vjp: (upstream) => upstream.map((entry) => 3 * entry),
};

type Rows = readonly (readonly number[])[];
const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, entry, i) => sum + entry * (b[i] ?? Number.NaN), 0);
const transposed = (rows: Rows) => rows.map((_, j) => rows.map((row) => row[j] ?? Number.NaN));

/** f(x) = A·x. */
function linearBranch(a: Rows): Branch {
  const columns = transposed(a);
  return {
    forward: (x) => a.map((row) => dot(row, x)),
    vjp: (upstream) => columns.map((column) => dot(column, upstream)),
  };
}

const mixing = [
  [0.5, -2, 0.25],
  [1, 0.75, 0],
  [-0.5, 3, -1.5],
];

/** f(x) = tanh(A·x), whose slopes differ from place to place. */
const bent: Branch = {
  forward: (x) => linearBranch(mixing).forward(x).map(tanh.value),
  vjp(upstream, x) {
    const slopes = linearBranch(mixing).forward(x).map(tanh.derivative);
    return linearBranch(mixing).vjp(
      upstream.map((entry, i) => entry * (slopes[i] ?? Number.NaN)),
      x,
    );
  },
};

describe("residual", () => {
  const blockOfTriple = (x: readonly number[], scale: number) => residual(triple, x, scale);
  const blockOfTanh = (x: readonly number[], scale: number) => residual(bent, x, scale);

  test("adds what the branch makes of x to x", () => {
    expect(blockOfTriple).toAgreeWith(
      (x: readonly number[], scale: number) => x.map((entry) => entry + scale * 3 * entry),
      {
        why: "The branch is f(x) = 3x here. It does not replace x, it changes it: what it gives is multiplied by α and added.",
        inputs: [
          [[2, -1], 0.5],
          [[1], 1],
          [[0.3, -0.7, 4], 0.1],
          [[2, -1], -1],
        ],
        tolerance: 1e-14,
        toleranceFrom: fewRoundings,
      },
    );
  });

  test("takes any branch", () => {
    expect(blockOfTanh).toAgreeWith(
      (x: readonly number[], scale: number) =>
        bent.forward(x).map((change, i) => (x[i] ?? 0) + scale * change),
      {
        why: "The branch is f(x) = tanh(A·x) here, with a 3 by 3 matrix A. What stands in a branch is not the block's affair.",
        inputs: [
          [[1, -0.5, 0.25], 0.5],
          [[-2, 0.1, 1.5], 2],
        ],
        tolerance: 1e-14,
        toleranceFrom: fewRoundings,
      },
    );
  });

  test("leaves negative sums as they are", () => {
    expect(blockOfTriple).toAgreeWith(
      [
        [-2, -4],
        [-0.4, 0.4],
      ],
      {
        why: "In this form the activation is in the branch. If one came after the sum, x would have to pass it in every block, and the way around would be closed wherever it is 0.",
        inputs: [
          [[-0.5, -1], 1],
          [[-0.25, 0.25], 0.2],
        ],
        tolerance: 1e-14,
        toleranceFrom: fewRoundings,
      },
    );
  });

  test("gives x back, bit for bit, where α is 0", () => {
    expect(blockOfTanh).toAgreeWith((x) => x, {
      why: "With α = 0 a block does nothing, and a stack of a thousand such blocks does nothing either.",
      inputs: [
        [[0.1, -0.7, 1e-300], 0],
        [[1 / 3, 1e10, -2], 0],
      ],
      tolerance: 0,
      toleranceFrom: exact,
    });
  });
});

describe("residualVjp", () => {
  const vjpOfTanh = (upstream: readonly number[], x: readonly number[], scale: number) =>
    residualVjp(upstream, bent, x, scale);

  test("belongs to the block, whatever arrives: from 1 down to 1e-15", () => {
    const tanhBlock = (x: readonly number[], scale: number) =>
      bent.forward(x).map((change, i) => (x[i] ?? 0) + scale * change);
    expect(vjpOfTanh).toPassGradientCheck({
      why: "x goes two ways through the block, so its gradient comes back on both. The branch is f(x) = tanh(A·x), and its own vjp is right.",
      of: tanhBlock,
      withRespectTo: [0],
      inputs: [
        [[1, -0.5, 0.25], 0.5],
        [[-0.2, 0.1, 0.3], 2],
        [[0.4, 0.3, -0.8], -1],
      ],
      upstream: [1, 1e-5, 1e-15],
    });
  });

  test("is the Jacobian I + α A for a linear branch A·x", () => {
    const rowOfJacobian = (upstream: readonly number[], scale: number) =>
      residualVjp(upstream, linearBranch(mixing), [1, 2, 3], scale);
    const unit = (place: number) => [0, 1, 2].map((i) => (i === place ? 1 : 0));
    expect(rowOfJacobian).toAgreeWith(
      (upstream: readonly number[], scale: number) => {
        const place = upstream.indexOf(1);
        return mixing[place]?.map((entry, j) => (j === place ? 1 : 0) + scale * entry);
      },
      {
        why: `A unit vector that arrives for y picks a row of the Jacobian. The branch is A·x with the rows ${JSON.stringify(mixing).replaceAll(",", ", ")}. The I is the skip: it is there however small the rest is.`,
        inputs: [0, 1, 2].flatMap((place) => [1, 0.1].map((scale) => [unit(place), scale])),
        tolerance: 1e-14,
        toleranceFrom: fewRoundings,
      },
    );
  });

  test("passes on what arrives, bit for bit, where α is 0", () => {
    expect(vjpOfTanh).toAgreeWith((upstream) => upstream, {
      why: "A block that does nothing costs the gradient nothing: not a bit of it changes.",
      inputs: [
        [[0.1, -0.7, 1e-300], [1, 2, 3], 0],
        [[1 / 3, 1e10, -2], [-1, 0.5, 0.25], 0],
      ],
      tolerance: 0,
      toleranceFrom: exact,
    });
  });

  test("fifty times over keeps a gradient of which the branches pass a millionth", () => {
    const faint = linearBranch([[1e-6]]);
    const leftOf = (blocks: number) => {
      let gradient: readonly number[] = [1];
      for (let block = 0; block < blocks; block++) gradient = residualVjp(gradient, faint, [1], 1);
      return gradient;
    };
    expect(leftOf).toAgreeWith((blocks) => [(1 + 1e-6) ** blocks], {
      why: "The branch is f(x) = x/1,000,000. Without the skip 50 blocks would leave 1e-300 of the gradient.",
      inputs: [[1], [50]],
      tolerance: 1e-13,
      toleranceFrom:
        "a rounding in each of 50 blocks; what a branch adds is a millionth, ten million times that",
    });
  });
});

describe("residualGain", () => {
  const blocksTried = [1, 2, 20, 50, 200];
  const blocksPerPower = [200, 400, 800];
  const sumsAndProducts = "200 factors with three roundings each, or as many logarithms";

  test("without normalisation is (1 + α²)^L: unscaled it doubles in each block", () => {
    const gainOfPlain = (scale: number, blocks: number) => residualGain("none", scale, blocks);
    expect(gainOfPlain).toAgreeWith((scale, blocks) => (1 + scale ** 2) ** blocks, {
      why: "Random branches know nothing of the skip. So squares add up: 1 for the skip and α² for the branch, in each block.",
      inputs: [
        ...blocksTried.map((blocks) => [1, blocks]),
        [0.5, 10],
        [0.1, 200],
        [-0.5, 10],
        [0, 50],
        [1, 0],
      ],
      tolerance: 1e-10,
      toleranceFrom: sumsAndProducts,
    });
  });

  test("with α = 1/√L stays near e, however deep", () => {
    const gainAtRoot = (blocks: number) => residualGain("none", 1 / Math.sqrt(blocks), blocks);
    expect(gainAtRoot).toAgreeWith((blocks) => (1 + 1 / blocks) ** blocks, {
      why: "Each of L blocks adds the share 1/L, and (1 + 1/L)^L tends to e = 2.718.",
      inputs: [[20], [50], [100], [200]],
      tolerance: 1e-10,
      toleranceFrom: sumsAndProducts,
    });
  });

  test("with layer normalisation in the branch is 1 + α² L", () => {
    const gainWithLayerNorm = (scale: number, blocks: number) => residualGain("layer", scale, blocks);
    expect(gainWithLayerNorm).toAgreeWith((scale, blocks) => 1 + scale ** 2 * blocks, {
      why: "Each branch gives the same size, and x grows. The way back divides by the size of x, so later blocks add less and less: 2/1 · 3/2 · 4/3 …",
      inputs: [...blocksTried.map((blocks) => [1, blocks]), [0.5, 10], [2, 3], [0, 50], [1, 0]],
      tolerance: 1e-10,
      toleranceFrom: sumsAndProducts,
    });
  });

  test("with batch normalisation in the branch is the product of 1 + α²/v", () => {
    const gainWithBatchNorm = (scale: number, blocks: number) => residualGain("batch", scale, blocks);
    expect(gainWithBatchNorm).toAgreeWith(
      (scale, blocks) =>
        residualFactors({ normalization: "batch", scale, blocks }).reduce((a, b) => a * b, 1),
      {
        why: "ReLU's outputs have a mean above 0. So the share 1/π of what a branch adds is the same for all examples of a batch, and the next batch normalisation takes it away: v grows by less.",
        inputs: [...blocksTried.map((blocks) => [1, blocks]), [0.5, 10], [2, 3], [0, 50], [1, 0]],
        tolerance: 1e-10,
        toleranceFrom: sumsAndProducts,
      },
    );
  });

  test("with batch normalisation grows like L to the power of 1.47", () => {
    const powerBetween = (blocks: number) =>
      Math.log2(residualGain("batch", 1, 2 * blocks) / residualGain("batch", 1, blocks));
    expect(powerBetween).toAgreeWith(
      blocksPerPower.map(() => Math.PI / (Math.PI - 1)),
      {
        why: "Twice as many blocks multiply the growth by 2 to the power of π/(π − 1): a power of the depth, where plain stacks grow exponentially.",
        inputs: blocksPerPower.map((blocks) => [blocks]),
        tolerance: 0.01,
        toleranceFrom: "the next term of the law is about 1/L of it, here 1/200",
      },
    );
  });
});

describe("reZero", () => {
  const stepWithTanh = (
    alpha: number,
    learningRate: number,
    upstream: readonly number[],
    x: readonly number[],
  ) => reZero(alpha, learningRate, upstream, bent, x);

  test("goes downhill along α", () => {
    expect(stepWithTanh).toAgreeWith(
      (alpha, learningRate, upstream, x) => alpha - learningRate * dot(upstream, bent.forward(x)),
      {
        why: "y moves by f(x) when α moves by 1, entry by entry. Each entry counts by what arrives for it.",
        inputs: [
          [0.5, 0.1, [1, -2, 0.5], [1, -0.5, 0.25]],
          [-1, 0.01, [0.3, 0.2, 4], [-2, 0.1, 1.5]],
          [2, 1, [-1, -1, -1], [0.2, 0.3, -0.1]],
        ],
        tolerance: 1e-13,
        toleranceFrom: "a dozen roundings of 1.1e-16, and some cancelling",
      },
    );
  });

  test("leaves 0 with its first step", () => {
    const stepWithTriple = (learningRate: number, upstream: readonly number[], x: readonly number[]) =>
      reZero(0, learningRate, upstream, triple, x);
    expect(stepWithTriple).toAgreeWith(
      (learningRate, upstream, x) => -learningRate * dot(upstream, triple.forward(x)),
      {
        why: "A block that begins as nothing must be able to become something. The slope along α is not 0 where α is.",
        inputs: [
          [0.1, [1, -2], [2, -1]],
          [1, [0.25], [2]],
        ],
        tolerance: 1e-14,
        toleranceFrom: fewRoundings,
      },
    );
  });

  test("finds the right α of a block in one step, where the step has the right length", () => {
    const x = [1, -0.5, 0.25];
    const change = bent.forward(x);
    // The loss ½‖y − target‖² is a parabola in α with the curvature ‖f(x)‖², so that a step of 1/‖f(x)‖² ends at its lowest point.
    const alphaAfterOneStep = (alpha: number, wanted: number) => {
      const target = x.map((entry, i) => entry + wanted * (change[i] ?? 0));
      const upstream = residual(bent, x, alpha).map((entry, i) => entry - (target[i] ?? 0));
      return reZero(alpha, 1 / dot(change, change), upstream, bent, x);
    };
    expect(alphaAfterOneStep).toAgreeWith((_, wanted) => wanted, {
      why: "Your block and your step together: the target is a block with the wanted α, and the loss is half of the squared distance to it.",
      inputs: [
        [0, 0.7],
        [0, -2],
        [1, 0.25],
      ],
      tolerance: 1e-12,
      toleranceFrom: "some twenty roundings, and the difference to the target loses a digit or two",
    });
  });
});

/** A batch, as one list: so many examples of so many units each. */
interface Batch {
  readonly width: number;
  readonly examples: number;
}

/** f(x) = W·relu(x) for each example, W uniform with He's variance 2/width. */
function heBranch(draw: ReturnType<typeof random>, { width, examples }: Batch): Branch {
  const weight = uniformMatrix(draw, width, width, Math.sqrt(6 / width)).data;
  return {
    forward(x) {
      const y = new Array<number>(x.length).fill(0);
      for (let start = 0; start < examples * width; start += width) {
        for (let i = 0; i < width; i++) {
          const input = x[start + i] as number;
          if (input <= 0) continue;
          for (let j = 0; j < width; j++) {
            y[start + j] = (y[start + j] as number) + input * (weight[i * width + j] as number);
          }
        }
      }
      return y;
    },
    vjp: (upstream, x) =>
      x.map((input, at) => {
        if (input <= 0) return 0;
        const [start, row] = [at - (at % width), (at % width) * width];
        let sum = 0;
        for (let j = 0; j < width; j++) {
          sum += (upstream[start + j] as number) * (weight[row + j] as number);
        }
        return sum;
      }),
  };
}

const squaredNorm = (list: readonly number[]) => list.reduce((sum, entry) => sum + entry ** 2, 0);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** By how much the squares grow through the learner's blocks: of x on the way forward, of the gradient on the way back. */
function growthThrough(branches: readonly Branch[], scale: number, batch: Batch, seed: number) {
  const draw = random(seed);
  const normals = () => Array.from({ length: batch.width * batch.examples }, () => draw.normal());
  const states: (readonly number[])[] = [normals()];
  for (const branch of branches) states.push(residual(branch, states.at(-1) as readonly number[], scale));
  const upstream = normals();
  const gradient = branches.reduceRight(
    (arrived: readonly number[], branch, place) =>
      residualVjp(arrived, branch, states[place] as readonly number[], scale),
    upstream,
  );
  return {
    forward: squaredNorm(states.at(-1) as readonly number[]) / squaredNorm(states[0] as readonly number[]),
    back: squaredNorm(gradient) / squaredNorm(upstream),
  };
}

/**
 * The variance of the growth, relative to its square, for the mean over examples in networks. With p = c/(1 + c) for a block that adds the share c,
 * ln of the squared norm strays by 4p/n from the random weights, anew in each block and for each example; and by p/√n from the share of
 * units that are on, which stays alike from a block to later ones, and may be alike for all examples of a network. Batch normalisation holds
 * that share near one half in each unit: then it is another one for each example.
 */
function strays(
  factors: readonly number[],
  sizes: readonly number[],
  { width, examples }: Batch,
  networks: number,
  unitsDiffer = false,
): number {
  const shares = factors.map((factor) => 1 - 1 / factor);
  const weights = shares.reduce((sum, share) => sum + 4 * share, 0) / width;
  const units = shares.reduce((sum, share, i) => {
    const alike = (j: number) => (2 / Math.PI) * Math.asin(Math.sqrt((sizes[j] ?? 1) / (sizes[i] ?? 1)));
    return (
      sum + share ** 2 + 2 * share * shares.slice(0, i).reduce((part, other, j) => part + other * alike(j), 0)
    );
  }, 0);
  return (
    Math.expm1(weights) / (networks * examples) +
    Math.expm1(units / width) / (unitsDiffer ? networks * examples : networks)
  );
}

describe("a deep network", () => {
  test("of unscaled blocks doubles the squares of the gradient and of x in each block", () => {
    const [seed, networks, blocks] = [1, 4, 12];
    const batch = { width: 48, examples: 6 };
    const draw = random(seed);
    const growthOfEachBlock = () => {
      const grown = Array.from({ length: networks }, (_, k) => {
        const branches = Array.from({ length: blocks }, () => heBranch(draw, batch));
        return growthThrough(branches, 1, batch, seed + k);
      });
      const rate = (read: (growth: (typeof grown)[number]) => number) =>
        mean(grown.map(read)) ** (1 / blocks);
      return { back: rate(({ back }) => back), forward: rate(({ forward }) => forward) };
    };
    const factors = Array<number>(blocks).fill(2);
    const sizes = factors.map((_, block) => 2 ** block);
    const error = 4 * Math.sqrt(strays(factors, sizes, batch, networks));
    expect(growthOfEachBlock).toAgreeWith([{ back: 2, forward: 2 }], {
      why: `${networks} networks of ${blocks} blocks with He's weights were run through your two functions, with α = 1. The skip brings the squares along, and the branch as much again.`,
      inputs: [[]],
      // Forward the share of the squares that ReLU passes strays, with five times the variance of the share of units.
      tolerance: Math.expm1(Math.log1p(error * Math.sqrt(5)) / blocks),
      toleranceFrom: `four standard errors for ${networks} networks of ${blocks} blocks and width ${batch.width}: what random weights and the units that are on stray by`,
      seed,
    });
  });

  test("with α = 1/√L multiplies the squared gradient by about e, from 20 blocks to 200", () => {
    const [seed, networks] = [3, 3];
    const batch = { width: 32, examples: 6 };
    const depths = [20, 50, 100, 200];
    const draw = random(seed);
    const branches = Array.from({ length: networks }, () =>
      Array.from({ length: 200 }, () => heBranch(draw, batch)),
    );
    const growthOfSquares = (blocks: number) =>
      mean(
        branches.map(
          (all, k) => growthThrough(all.slice(0, blocks), 1 / Math.sqrt(blocks), batch, seed + k).back,
        ),
      );
    const factors = residualFactors({ normalization: "none", scale: 0.1, blocks: 100 });
    const error =
      4 *
      Math.sqrt(
        strays(
          factors,
          factors.map(() => 1),
          batch,
          networks,
        ),
      );
    expect(growthOfSquares).toAgreeWith((blocks) => (1 + 1 / blocks) ** blocks, {
      why: "Ten times as many blocks, and the gradient is as large as before. Real networks were run through your two functions.",
      inputs: depths.map((blocks) => [blocks]),
      tolerance: error,
      toleranceFrom: `four standard errors for ${networks * batch.examples} examples in ${networks} networks of width ${batch.width}: about 4/n and 1/n for what random weights and the units that are on stray by`,
      seed,
    });
  });

  test.each([
    { name: "layer", width: 32, examples: 2, networks: 20, finiteBatch: 0 },
    // The way back through the normalisation of a batch of B has the mean B/(B − 3) instead of 1.
    { name: "batch", width: 32, examples: 64, networks: 3, finiteBatch: 3 / 61 },
  ] as const)(
    "with $name normalisation in its branches grows as you say",
    ({ name: normalization, width, examples, networks, finiteBatch }) => {
      const [seed, depths] = [5, [4, 16]];
      const measured = Array.from({ length: networks }, (_, k) =>
        residualGradients({
          normalization,
          scale: 1,
          blocks: 16,
          depths,
          width,
          batch: examples,
          seed: seed + k,
        }),
      );
      const growthAt = (place: number) =>
        mean(measured.map((network) => network[place]?.squaredGradients[0] ?? Number.NaN));
      const factors = residualFactors({ normalization, scale: 1, blocks: 16 });
      const sizes = factors.map((_, block) => 1 + block);
      const stray = strays(factors, sizes, { width, examples }, networks, normalization === "batch");
      const batchError = finiteBatch * factors.reduce((sum, factor) => sum + 1 - 1 / factor, 0);
      const gainOf = (blocks: number) => residualGain(normalization, 1, blocks);
      expect(gainOf).toAgreeWith([growthAt(0), growthAt(1)], {
        why: "This growth of the squared gradient was measured in real networks, with α = 1. It is nowhere near 2 a block.",
        inputs: depths.map((blocks) => [blocks]),
        tolerance: 4 * Math.sqrt(stray) + batchError,
        toleranceFrom: `four standard errors for ${networks * examples} examples in ${networks} networks of width ${width}${finiteBatch ? `, and what a batch of ${examples} adds to an infinite one` : ""}`,
        seed,
      });
    },
  );

  test("of sigmoids learns with skips what it does not learn without", () => {
    const { blocks } = sigmoidBlocksSetUp;
    const scale = 1 / Math.sqrt(blocks);
    const steps = 30;
    const lossAfter = (seed: number) => {
      const withSkips = {
        forward: (branch: Branch, x: readonly number[]) => residual(branch, x, scale),
        vjp: (upstream: readonly number[], branch: Branch, x: readonly number[]) =>
          residualVjp(upstream, branch, x, scale),
      };
      return [...sigmoidBlocks(withSkips, { seed, scale, steps })].at(-1)?.loss ?? Number.NaN;
    };
    expect(lossAfter).toStayWithin({
      why: `${blocks} blocks with the branch σ(x)·W have ${steps} steps to tell two moons apart, through your functions. A guess has the loss ln 2 = 0.693, and without the skip the same network stays there. If no gradient came back to the blocks, a straight line between the moons would be all that is learned, with a loss of more than 0.25.`,
      lower: { value: 0, reached: false },
      upper: { value: 0.2, reached: false },
      inputs: [6],
    });
  });
});
