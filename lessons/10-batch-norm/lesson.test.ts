import { relu } from "@vanishing/activations";
import { forAll, lists, matchers, numbers } from "@vanishing/checks";
import { type Matrix, matrix, matrixFromRows, norm, normalMatrix, random, Tape } from "@vanishing/core";
import { batchNormalize } from "@vanishing/normalization";
import { describe, expect, test } from "vitest";
import { batchNorm, batchNormBackward, batchNormEvaluation, updateStatistics } from "#exercise/10-batch-norm";

expect.extend(matchers);

const fewRoundings = "sums of a few numbers, with a rounding of 1.1e-16 each";
const batches: number[][] = [
  [1, 2, 4, 9],
  [-3, 0.5, 0.25, 7, -2],
  [100, 101, 103],
];

/** What the package computes, for one feature. */
function onTape(x: readonly number[], gamma: number, beta: number, epsilon: number) {
  const tape = new Tape({ precision: "f64" });
  const column = matrixFromRows(
    x.map((entry) => [entry]),
    "f64",
  );
  const number = (value: number) => tape.parameter(matrix(1, 1, [value], "f64"));
  const operands = [tape.parameter(column), number(gamma), number(beta)] as const;
  const y = batchNormalize(...operands, { epsilon });
  return {
    y: [...y.value.data],
    backward(upstream: readonly number[]) {
      y.backward(matrix(x.length, 1, upstream, "f64"));
      const [ofX, ofGamma, ofBeta] = operands.map(({ gradient }) => [...(gradient?.data ?? [])]);
      return { x: ofX ?? [], gamma: ofGamma?.[0] ?? 0, beta: ofBeta?.[0] ?? 0 };
    },
  };
}

const sumOf = (entries: readonly number[]) => entries.reduce((sum, entry) => sum + entry, 0);

describe("batchNorm", () => {
  test("gives the batch mean 0 and variance 1, then gamma and beta", () => {
    expect(batchNorm).toAgreeWith((x, gamma, beta, epsilon) => onTape(x, gamma, beta, epsilon).y, {
      why: "This is the transform itself: the statistics of the batch go out, and two learned numbers come in.",
      inputs: batches.flatMap((x): [number[], number, number, number][] => [
        [x, 1, 0, 0],
        [x, 2, -0.5, 0],
      ]),
      tolerance: 1e-13,
      toleranceFrom: fewRoundings,
    });
  });

  test("has epsilon under the root, beside the variance", () => {
    expect(batchNorm).toAgreeWith(
      [
        [-Math.SQRT1_2, Math.SQRT1_2],
        [-0.5, 0.5],
      ],
      {
        why: "Where a feature hardly varies, epsilon keeps the division from making noise large.",
        inputs: [
          [[3, 5], 1, 0, 1],
          [[3, 5], 1, 0, 3],
        ],
        tolerance: 1e-13,
        toleranceFrom: fewRoundings,
      },
    );
  });

  test("does not see a factor on all examples, at epsilon 0", () => {
    const tenfold = (x: readonly number[]) =>
      batchNorm(
        x.map((entry) => 10 * entry),
        1,
        0,
        0,
      );
    expect(tenfold).toAgreeWith((x) => onTape(x, 1, 0, 0).y, {
      why: "Ten times the weights give ten times the input, and the same output. Scale no longer runs through the layers.",
      inputs: batches.map((x) => [x]),
      tolerance: 1e-13,
      toleranceFrom: fewRoundings,
    });
  });

  test("makes −1 and 1 of any two examples, at epsilon 0", () => {
    expect(batchNorm).toAgreeWith(
      [
        [-1, 1],
        [1, -1],
      ],
      {
        why: "Of two numbers all that is left is which one is larger.",
        inputs: [
          [[3, 5], 1, 0, 0],
          [[1000, -0.25], 1, 0, 0],
        ],
        tolerance: 1e-13,
        toleranceFrom: fewRoundings,
      },
    );
  });

  test("refuses a batch of one", () => {
    batchNorm([1, 2], 1, 0, 0);
    expect(
      () => batchNorm([5], 1, 0, 1e-5),
      "one example is its own mean: its output would be beta, whatever it is",
    ).toThrow(/batch/i);
  });
});

describe("batchNormBackward", () => {
  const upstreams = [
    [1, 0, 0, 0],
    [0.5, -2, 1, 3, 0.25],
    [1, -1, 2],
  ];
  const calls = batches.map((x, i): [number[], number, number, number[]] => [
    x,
    1.5,
    0.1,
    upstreams[i] as number[],
  ]);

  test("passes to x what central differences say", () => {
    const ofX = (upstream: readonly number[], x: readonly number[]) =>
      batchNormBackward(x, 1.5, 0.1, upstream).x;
    expect(ofX).toPassGradientCheck({
      why: "Mean and variance depend on every example, so every example feels the gradient of every other.",
      of: (x: readonly number[]) => batchNorm(x, 1.5, 0.3, 0.1),
      inputs: batches.map((x) => [x]),
      upstream: [1, 1e-15],
    });
  });

  test("agrees with the reference for x, gamma and beta", () => {
    expect(batchNormBackward).toAgreeWith(
      (x, gamma, epsilon, upstream) => onTape(x, gamma, 0, epsilon).backward(upstream),
      {
        why: "All three gradients come out of the same few sums.",
        inputs: calls,
        tolerance: 1e-12,
        toleranceFrom: "differences of nearly equal sums cost a digit or two",
      },
    );
  });

  test("sums to 0 over the batch, whatever epsilon is", () => {
    forAll(
      {
        why: "Adding the same number to all examples changes nothing, so nothing can be gained that way.",
        seed: 10,
      },
      [lists(numbers(-10, 10), 4, 9), numbers(0.001, 1)],
      (drawn, epsilon) => {
        const x = drawn.map((entry, i) => entry + i);
        const upstream = drawn.map((entry, i) => Math.sin(entry + 3 * i));
        const { x: gradient } = batchNormBackward(x, 1, epsilon, upstream);
        const largest = Math.max(...gradient.map(Math.abs));
        expect(() => [sumOf(gradient) + largest, gradient.length]).toAgreeWith([[largest, x.length]], {
          why: "The sum of the gradient over the batch, beside its largest entry.",
          inputs: [[]],
          tolerance: 1e-9,
          toleranceFrom: "sums of at most 9 numbers, relative to the largest",
        });
      },
    );
  });

  test("is a tenth for inputs ten times as large, at epsilon 0", () => {
    const timesTen = (x: readonly number[], upstream: readonly number[]) =>
      batchNormBackward(
        x.map((entry) => 10 * entry),
        1,
        0,
        upstream,
      ).x.map((entry) => 10 * entry);
    expect(timesTen).toAgreeWith((x, upstream) => onTape(x, 1, 0, 0).backward(upstream).x, {
      why: "The output is the same, so the slope is smaller by as much as the input is larger.",
      inputs: batches.map((x, i) => [x, upstreams[i] as number[]]),
      tolerance: 1e-11,
      toleranceFrom: "at epsilon 0 the two means nearly cancel the upstream gradient",
    });
  });

  test("passes the share ε / (v + ε) through a batch of two, and so nothing at epsilon 0", () => {
    const passedByTwo = (epsilon: number) => {
      const [passed = 0] = batchNormBackward([3, 5], 1, epsilon, [1, -1]).x;
      return passed * Math.sqrt(1 + epsilon);
    };
    const epsilons = [1, 0.25, 1e-3];
    expect(passedByTwo).toAgreeWith(
      epsilons.map((epsilon) => epsilon / (1 + epsilon)),
      {
        why: "Two examples become −1 and 1 whatever they are. Only through epsilon do they still matter.",
        inputs: epsilons.map((epsilon) => [epsilon]),
        tolerance: 1e-12,
        toleranceFrom: "one difference of numbers near 1, relative to a share of 0.001 at the least",
      },
    );
  });
});

describe("updateStatistics", () => {
  test("moves towards the batch, with the unbiased variance", () => {
    expect(updateStatistics).toAgreeWith(ofBatchUnbiased, {
      why: "A batch is a sample. Its variance with m in the denominator is too small by (m − 1)/m on average.",
      inputs: [
        [{ mean: 0, variance: 1 }, [1, 3], 0.1],
        [{ mean: 2, variance: 5 }, [1, 2, 4, 9], 0.25],
        [{ mean: -1, variance: 0.5 }, [0, 0.5, 7], 1],
      ],
      tolerance: 1e-13,
      toleranceFrom: fewRoundings,
    });
  });

  test("forgets the beginning by the share 1 − momentum a batch", () => {
    const afterBatches = (count: number) => {
      let statistics = { mean: 0, variance: 1 };
      // Mean 2, and 9 is the unbiased variance of its three numbers.
      for (let batch = 0; batch < count; batch++)
        statistics = { ...updateStatistics(statistics, [-1, 2, 5], 0.1) };
      return [statistics.mean, statistics.variance];
    };
    const kept = (count: number) => 0.9 ** count;
    expect(afterBatches).toAgreeWith(
      (count) => [(1 - kept(count)) * 2, kept(count) + (1 - kept(count)) * 9],
      {
        why: "After t batches alike, (1 − momentum)ᵗ of the start is left. Evaluate too early, and you evaluate the start.",
        inputs: [[1], [10], [50]],
        tolerance: 1e-12,
        toleranceFrom: "50 steps with a few roundings each",
      },
    );
  });
});

describe("batchNormEvaluation", () => {
  test("normalises with the statistics that were kept, one example at a time", () => {
    const one = (
      x: number[],
      s: { mean: number; variance: number },
      gamma: number,
      beta: number,
      epsilon: number,
    ) => x.map((entry) => (gamma * (entry - s.mean)) / Math.sqrt(s.variance + epsilon) + beta);
    expect(batchNormEvaluation).toAgreeWith(one, {
      why: "What the network says of one example must not depend on which others are in the batch.",
      inputs: [
        [[5], { mean: 1, variance: 4 }, 3, 0.5, 0],
        [[5, -7, 1000], { mean: 1, variance: 4 }, 3, 0.5, 0],
        [[0.5, 0.25], { mean: -1, variance: 0.01 }, 1, 0, 0.05],
      ],
      tolerance: 1e-13,
      toleranceFrom: fewRoundings,
    });
  });
});

describe("a deep network of your layers", () => {
  const [depth, width, batch, seed] = [25, 48, 16, 3];

  /** Applies a function to every column, and puts the columns side by side again. */
  function byColumn(x: Matrix, f: (column: number[], place: number) => readonly number[]): Matrix {
    const result = matrix(x.rows, x.columns, undefined, "f64");
    for (let place = 0; place < x.columns; place++) {
      const column = Array.from({ length: x.rows }, (_, row) => x.data[row * x.columns + place] as number);
      f(column, place).forEach((entry, row) => {
        result.data[row * x.columns + place] = entry;
      });
    }
    return result;
  }

  const normalization = {
    name: "batch norm",
    forward: (x: Matrix) => byColumn(x, (column) => batchNorm(column, 1, 0, 0)),
    vjp: ({ gradient, inputs: [x] }: { gradient: Matrix; inputs: readonly [Matrix] }) => [
      byColumn(gradient, (upstream, place) => {
        const column = Array.from({ length: x.rows }, (_, row) => x.data[row * x.columns + place] as number);
        return batchNormBackward(column, 1, 0, upstream).x;
      }),
    ],
  };

  /** Norms of the gradient from the last layer back to the first, and the RMS of each normalised layer. */
  function run(sigmaW: number) {
    const draw = random(seed);
    const tape = new Tape({ precision: "f64" });
    let h = tape.parameter(normalMatrix(draw, batch, width, 1, "f64"));
    const states = [h];
    const rms: number[] = [];
    for (let layer = 0; layer < depth; layer++) {
      const z = h.matmul(tape.constant(normalMatrix(draw, width, width, sigmaW / Math.sqrt(width), "f64")));
      const normalized = tape.custom(normalization, z);
      rms.push(norm(normalized.value) / Math.sqrt(batch * width));
      h = normalized.apply(relu);
      states.push(h);
    }
    h.backward(normalMatrix(draw, batch, width, 1, "f64"));
    return { rms, norms: states.toReversed().map(({ gradient }) => norm(gradient as Matrix)) };
  }

  test("has the same size in every layer, however small the weights are", () => {
    const sizes = (sigmaW: number) => run(sigmaW).rms;
    expect(sizes).toAgreeWith([Array(depth).fill(1), Array(depth).fill(1)], {
      why: "This is the cure: no layer inherits the scale of the one before.",
      inputs: [[0.01], [100]],
      tolerance: 1e-9,
      toleranceFrom: "sums of some hundred numbers",
      seed,
    });
  });

  test("has a gradient that grows on its way back, by about a quarter a layer", () => {
    expect(run(1).norms).toDecayLike({
      why: "And this is the new disease: without skips, ReLU and batch norm make the gradient grow in every layer.",
      law: "between",
      lowerRate: 1.13,
      upperRate: 1.4,
      from: 4,
      layers: depth,
      tolerance: 0.15,
      toleranceFrom:
        "theory has 1.21 a layer for endless batches and 1.26 for 16; a layer of 48 units strays by a few per cent",
      seed,
    });
  });
});

/** The update by hand: the share `momentum` of the batch, with its unbiased variance. */
function ofBatchUnbiased(old: { mean: number; variance: number }, x: readonly number[], momentum: number) {
  const mean = sumOf(x) / x.length;
  const unbiased = sumOf(x.map((entry) => (entry - mean) ** 2)) / (x.length - 1);
  return {
    mean: old.mean + momentum * (mean - old.mean),
    variance: old.variance + momentum * (unbiased - old.variance),
  };
}
