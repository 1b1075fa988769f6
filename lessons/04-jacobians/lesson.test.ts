import { type Activation, sigmoid, tanh } from "@vanishing/activations";
import { forAll, integers, matchers, numbers } from "@vanishing/checks";
import {
  cos,
  jacobian,
  type Matrix,
  normalMatrix,
  type Random,
  random,
  sin,
  type Tape,
  type Tensor,
} from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { jacobianChain, layerJacobian, topSingularValue } from "#exercise/04-jacobians";

expect.extend(matchers);

const fewRoundings = "a few roundings of 1.1e-16 each, in whatever order";

const rowsOf = ({ rows, columns, data }: Matrix): number[][] =>
  Array.from({ length: rows }, (_, i) => [...data.slice(i * columns, (i + 1) * columns)]);
const columnsOf = (rows: readonly (readonly number[])[]): number[][] =>
  Array.from(rows[0] ?? [], (_, j) => rows.map((row) => row[j] as number));
const timesAll = (rows: readonly (readonly number[])[], factor: number) =>
  rows.map((row) => row.map((entry) => factor * entry));

/** A real network, its layers as the exercise takes them, and its Jacobian as core's tape finds it. */
function drawNetwork(widths: readonly number[], f: Activation, draw: Random) {
  const input = normalMatrix(draw, 1, widths[0] as number, 1, "f64");
  const parameters = widths.slice(1).map((fanOut, l) => ({
    weight: normalMatrix(draw, widths[l] as number, fanOut, 1, "f64"),
    bias: normalMatrix(draw, 1, fanOut, 0.5, "f64"),
  }));
  const slopes: number[][] = [];
  const build = (tape: Tape, x: Tensor) =>
    parameters.reduce((h, { weight, bias }) => {
      const z = h.matmul(tape.constant(weight)).add(tape.constant(bias));
      slopes.push(Array.from(z.value.data, f.derivative));
      return z.apply(f);
    }, x);
  const expected = rowsOf(jacobian(build, input));
  const layers = parameters.map(({ weight }, l) => ({
    weight: rowsOf(weight),
    slopes: slopes[l] as number[],
  }));
  return { layers, expected };
}

/** Turns every two rows by an angle of their own, which changes no singular value. */
function turnedRows(rows: readonly (readonly number[])[], draw: Random): number[][] {
  const turned = rows.map((row) => [...row]);
  for (let p = 0; p < rows.length; p++) {
    for (let q = p + 1; q < rows.length; q++) {
      const angle = 2 * Math.PI * draw.next();
      const [first, second] = [turned[p] as number[], turned[q] as number[]];
      turned[p] = first.map((x, j) => cos(angle) * x - sin(angle) * (second[j] as number));
      turned[q] = first.map((x, j) => sin(angle) * x + cos(angle) * (second[j] as number));
    }
  }
  return turned;
}

/** U Σ Vᵀ with Σ given and with rotations U and V drawn: a matrix whose singular values are known. */
function withSingularValues(values: readonly number[], rows: number, columns: number, draw: Random) {
  const diagonal = Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => (i === j ? (values[i] as number) : 0)),
  );
  return columnsOf(turnedRows(columnsOf(turnedRows(diagonal, draw)), draw));
}

/** Singular values from a top value down, the second at most 0.8 of it. */
const below = (top: number, count: number, draw: Random): number[] =>
  Array.from({ length: count }, (_, i) => (i === 0 ? top : 0.8 * top * draw.next()));

const afterFiftySteps =
  "with σ₂ at most 0.8 of σ₁, thirty steps leave an error of some 0.8^120 = 2e-12, and fifty one of 4e-20";
const steps = { tolerance: 1e-9, toleranceFrom: afterFiftySteps };

describe("layerJacobian", () => {
  test("has a row for each output and a column for each input", () => {
    expect(layerJacobian).toAgreeWith(
      [
        [
          [1, 4],
          [1, 2.5],
          [0.3, 0.6],
        ],
        [[-1, 2]],
      ],
      {
        why: "An output changes with an input by the weight between them, times the slope at the output's own unit.",
        inputs: [
          [
            {
              weight: [
                [1, 2, 3],
                [4, 5, 6],
              ],
              slopes: [1, 0.5, 0.1],
            },
          ],
          [{ weight: [[-2], [4]], slopes: [0.5] }],
        ],
        tolerance: 1e-12,
        toleranceFrom: fewRoundings,
      },
    );
  });

  test("gives each output its own slope, also where the weight is square", () => {
    expect(layerJacobian).toAgreeWith(
      [
        [
          [10, 30],
          [200, 400],
        ],
      ],
      {
        why: "In a square matrix a transpose that is missing goes unnoticed by its shape. Only the numbers tell.",
        inputs: [
          [
            {
              weight: [
                [1, 2],
                [3, 4],
              ],
              slopes: [10, 100],
            },
          ],
        ],
        tolerance: 1e-12,
        toleranceFrom: fewRoundings,
      },
    );
  });

  test.each([sigmoid, tanh])("is what backpropagation finds for a real layer of $name", (f) => {
    const seed = 1;
    const draw = random(seed);
    const networks = [
      [3, 5],
      [4, 2],
      [1, 4],
      [5, 1],
      [4, 4],
    ].map((widths) => drawNetwork(widths, f, draw));
    expect(layerJacobian).toAgreeWith(
      networks.map(({ expected }) => expected),
      {
        why: "The tape sends a gradient of 1 back from each output, and what arrives at the inputs is a row of the Jacobian.",
        inputs: networks.map(({ layers }) => layers),
        tolerance: 1e-12,
        toleranceFrom: fewRoundings,
        seed,
      },
    );
  });
});

describe("jacobianChain", () => {
  const narrow = { weight: [[1, 2]], slopes: [1, 0.5] };
  const closing = { weight: [[3], [4]], slopes: [0.1] };

  test("is the layer's own Jacobian where there is one layer", () => {
    expect(jacobianChain).toAgreeWith([[[1], [1]], [[0.3, 0.4]]], {
      why: "A stack of one layer changes its output as that layer does.",
      inputs: [[[narrow]], [[closing]]],
      tolerance: 1e-12,
      toleranceFrom: fewRoundings,
    });
  });

  test("adds up all paths from an input to an output", () => {
    expect(jacobianChain).toAgreeWith([[[0.7]]], {
      why: "The worked example has two paths, 1 · 1 · 3 · 0.1 and 2 · 0.5 · 4 · 0.1, and a product of matrices is the sum over the paths.",
      inputs: [[[narrow, closing]]],
      tolerance: 1e-12,
      toleranceFrom: fewRoundings,
    });
  });

  test("puts the last layer on the left", () => {
    const swap = {
      weight: [
        [0, 1],
        [1, 0],
      ],
      slopes: [1, 1],
    };
    const halve = {
      weight: [
        [1, 0],
        [0, 1],
      ],
      slopes: [1, 0.5],
    };
    expect(jacobianChain).toAgreeWith(
      [
        [
          [0, 1],
          [0.5, 0],
        ],
        [
          [0, 0.5],
          [1, 0],
        ],
      ],
      {
        why: "To exchange two numbers and then halve the second is something else than to halve first. Matrices do not commute.",
        inputs: [[[swap, halve]], [[halve, swap]]],
        tolerance: 0,
        toleranceFrom: "halves are not rounded",
      },
    );
  });

  test.each([sigmoid, tanh])("is what backpropagation finds for a real network of $name", (f) => {
    const seed = 2;
    const draw = random(seed);
    const networks = [[3, 5, 2], [2, 4, 4, 3], [4, 1, 4, 5, 1], Array<number>(13).fill(4)].map((widths) =>
      drawNetwork(widths, f, draw),
    );
    expect(jacobianChain).toAgreeWith(
      networks.map(({ expected }) => expected),
      {
        why: "This product is the whole backward pass. It must carry a gradient to where core's tape carries it, in twelve layers too.",
        inputs: networks.map(({ layers }) => [layers]),
        tolerance: 1e-9,
        toleranceFrom:
          "twelve products round by 5e-16 each, and terms that cancel on the way make that larger, by some thousands at most",
        seed,
      },
    );
  });
});

describe("topSingularValue", () => {
  test("is the largest stretch, in cases that can be done by hand", () => {
    expect(topSingularValue).toAgreeWith([3, 5, 2, 3], {
      why: "A diagonal matrix stretches along the axes. A single row stretches most along itself, by its own length.",
      inputs: [
        [
          [
            [3, 0],
            [0, 1],
          ],
        ],
        [[[3, 4]]],
        [
          [
            [0, 2],
            [0, 0],
          ],
        ],
        [[[-3]]],
      ],
      ...steps,
    });
  });

  test.each([
    ["square", 5, 5],
    ["wide", 2, 6],
    ["tall", 6, 3],
    ["single columns", 4, 1],
  ] as const)("finds Σ again in U Σ Vᵀ: %s", (_, rows, columns) => {
    const seed = 3;
    const draw = random(seed);
    const tops = Array.from({ length: 6 }, () => 0.1 + 5 * draw.next());
    const turned = tops.map((top) =>
      withSingularValues(below(top, Math.min(rows, columns), draw), rows, columns, draw),
    );
    expect(topSingularValue).toAgreeWith(tops, {
      why: "Rotations before and after change no length. What is left of the stretch is Σ, and here it is known.",
      inputs: turned.map((matrix) => [matrix]),
      ...steps,
      seed,
    });
  });

  test("has no unlucky start", () => {
    const inputs = [
      [
        [0, 0],
        [0, 2],
      ],
      [
        [2, 0],
        [0, 0],
      ],
      [[1, -1]],
      [[1, 1]],
      [[1, -2]],
      [[2, -1]],
      [[1, -2, 1]],
      [[1, -3, 3, -1]],
      [
        [1, -1, 0],
        [-1, 1, 0],
        [0, 0, 1],
      ],
      [
        [1, 0, 0],
        [0, 1, 1],
        [0, 1, 1],
      ],
    ];
    expect(topSingularValue).toAgreeWith(
      [2, 2, Math.SQRT2, Math.SQRT2, Math.sqrt(5), Math.sqrt(5), Math.sqrt(6), Math.sqrt(20), 2, 2],
      {
        why: "A start at a right angle to the top direction never finds it. (1, 0), (1, 1), (1, 2, 4) and (1, 1/2, 1/3) are such starts for matrices that one meets.",
        inputs: inputs.map((matrix) => [matrix]),
        ...steps,
      },
    );
  });

  test("holds where several directions share the top value", () => {
    const seed = 4;
    const draw = random(seed);
    const inputs = [
      [
        [0, 1],
        [1, 0],
      ],
      [
        [2, 0],
        [0, -2],
      ],
      withSingularValues([1, 1, 1, 1], 4, 4, draw),
      withSingularValues([3, 3, 1], 3, 5, draw),
    ];
    expect(topSingularValue).toAgreeWith([1, 2, 1, 3], {
      why: "Every direction among them is as good as another: orthogonal weights, which stretch nothing, are such a case.",
      inputs: inputs.map((matrix) => [matrix]),
      ...steps,
      seed,
    });
  });

  test("is 0 for a matrix of zeros", () => {
    expect(topSingularValue).toAgreeWith([0, 0], {
      why: "A layer of dead units has this Jacobian, and 0 / 0 would turn the report into NaN.",
      inputs: [
        [
          [
            [0, 0],
            [0, 0],
          ],
        ],
        [[[0, 0, 0]]],
      ],
      tolerance: 0,
      toleranceFrom: "nothing is rounded",
    });
  });

  test("is the same for a matrix and its transpose", () => {
    const seed = 5;
    const draw = random(seed);
    const matrices = Array.from({ length: 5 }, () => withSingularValues(below(2, 3, draw), 3, 5, draw));
    const ofTheTranspose = (matrix: number[][]) => topSingularValue(columnsOf(matrix));
    expect(ofTheTranspose).toAgreeWith(Array(5).fill(2), {
      why: "A change that goes forward and a gradient that goes back meet the same bound.",
      inputs: matrices.map((matrix) => [matrix]),
      ...steps,
      seed,
    });
  });

  test("works where entries are as small as 1e-60 or as large as 1e60", () => {
    const seed = 6;
    const matrix = withSingularValues(below(2, 3, random(seed)), 3, 3, random(seed));
    expect(topSingularValue).toAgreeWith([2e-60, 2e60], {
      why: "The Jacobian of a hundred sigmoid layers is that small. Divide the start and each later vector by its length, or it leaves the range of the machine's numbers.",
      inputs: [[timesAll(matrix, 1e-60)], [timesAll(matrix, 1e60)]],
      ...steps,
      seed,
    });
  });
});

describe("eigenvalues", () => {
  test("are 1/2 in [[0.5, 10], [0, 0.5]], and its powers grow long before they shrink", () => {
    const layer = {
      weight: [
        [0.5, 10],
        [0, 0.5],
      ],
      slopes: [1, 1],
    };
    const normOfThePower = (k: number) => topSingularValue(jacobianChain(Array(k).fill(layer)));
    expect(normOfThePower).toAgreeWith((k: number) => 0.5 ** k * (10 * k + Math.sqrt(100 * k * k + 1)), {
      why: "The power k is 0.5ᵏ [[1, 20k], [0, 1]]. Its eigenvalues are 0.5ᵏ, its norm is 0.5ᵏ (10k + √(100k² + 1)): 10.02 at k = 1, 0.195 at k = 10.",
      inputs: [[1], [2], [3], [10], [30]],
      tolerance: 1e-9,
      toleranceFrom: "σ₂ is below a hundredth of σ₁, so a few steps are enough; rounding adds some 1e-15",
    });
  });
});

describe("the bound", () => {
  test("holds for two matrices, and is reached where one stretches along the other's direction", () => {
    const seed = 7;
    const shareReached = (draws: number, angle: number) => {
      const draw = random(draws);
      const [a, b] = [0.5 + 2 * draw.next(), 0.5 + 2 * draw.next()];
      const first = { weight: diagonal(a, 0.3 * a), slopes: [1, 1] };
      const turn = { weight: rotation(angle), slopes: [1, 1] };
      const second = { weight: diagonal(b, 0.3 * b), slopes: [1, 1] };
      return topSingularValue(jacobianChain([first, turn, second])) / (a * b);
    };
    // ‖diag(1, r) R(t) diag(1, r)‖² is the larger root of λ² − (cos² t (1 + r⁴) + 2 r² sin² t) λ + r⁴ = 0.
    const expected = (_: number, angle: number) => {
      const [r2, c2, s2] = [0.09, cos(angle) ** 2, sin(angle) ** 2];
      const sum = c2 * (1 + r2 * r2) + 2 * r2 * s2;
      return Math.sqrt((sum + Math.sqrt(Math.max(sum * sum - 4 * r2 * r2, 0))) / 2);
    };
    expect(shareReached).toAgreeWith(expected, {
      why: "‖A·B‖ ≤ ‖A‖ ‖B‖: both stretch fully only if the direction that B makes longest is the one that A likes best.",
      inputs: [0, 0.2, 0.5, 1, 1.4].map((angle, i) => [seed + i, angle]),
      tolerance: 1e-9,
      toleranceFrom: "σ₂ is at most 0.6 of σ₁ up to this angle, and fifty steps leave nothing of that",
      seed,
    });
  });

  test.each([sigmoid, tanh])("Π ‖W‖ · sup φ′ is never passed by a stack of $name", (f) => {
    forAll(
      { why: "However weights and inputs are drawn: no gradient comes back larger.", seed: 8, runs: 20 },
      [integers(1, 10), integers(2, 5), numbers(0.2, 5), integers(1, 1000)],
      (depth, width, norm, seed) => {
        const draw = random(seed);
        const layers = Array.from({ length: depth }, () => ({
          weight: withSingularValues(below(norm, width, draw), width, width, draw),
          slopes: Array.from({ length: width }, () => f.derivative(2 * draw.normal())),
        }));
        const norms = layers.map((_, k) => topSingularValue(jacobianChain(layers.slice(0, k + 1))));
        expect([1, ...norms]).toDecayLike({
          why: `Each layer stretches by at most ‖W‖ = ${norm}, and its slopes by at most ${f.derivativeSupremum.value}.`,
          law: "at most",
          rate: norm * f.derivativeSupremum.value,
          tolerance: 1e-9,
          toleranceFrom: "power iteration comes from below, so only rounding can pass the bound",
        });
      },
    );
  });

  test("is reached by tanh at 0 with weights that only rotate", () => {
    const seed = 9;
    const draw = random(seed);
    const layers = Array.from({ length: 50 }, () => ({
      weight: withSingularValues([1, 1, 1], 3, 3, draw),
      slopes: Array(3).fill(tanh.derivative(0)),
    }));
    const norms = [10, 20, 30, 40, 50].map((depth) =>
      topSingularValue(jacobianChain(layers.slice(0, depth))),
    );
    expect([1, ...norms]).toDecayLike({
      why: "Depth alone takes nothing: fifty layers that turn a gradient and do not stretch it leave it as long as it was.",
      law: "geometric",
      rate: 1,
      tolerance: 1e-9,
      toleranceFrom: "fifty products of rotations round by some 1e-14",
      seed,
    });
  });

  test("lets a sigmoid keep a gradient only where its weight is 4 or more", () => {
    const gainWithWeight4 = (z: number) =>
      topSingularValue(jacobianChain([{ weight: [[4]], slopes: [sigmoid.derivative(z)] }]));
    expect(gainWithWeight4).toStayWithin({
      why: "|w σ′(z)| ≥ 1 needs |w| ≥ 4, since σ′ is at most 1/4. With a weight of exactly 4 one point is left: z = 0.",
      lower: { value: 0, reached: false },
      upper: { value: 1, reached: 0 },
      inputs: [-8, -4, -2, -1, -0.5, 0, 0.5, 1, 2, 4, 8],
      tolerance: 1e-9,
      toleranceFrom: "one multiplication and one division by a length",
    });
  });
});

function diagonal(first: number, second: number): number[][] {
  return [
    [first, 0],
    [0, second],
  ];
}

function rotation(angle: number): number[][] {
  return [
    [cos(angle), sin(angle)],
    [-sin(angle), cos(angle)],
  ];
}
