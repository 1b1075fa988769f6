import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matrix } from "../matrix.ts";
import { normalMatrix, random } from "../random.ts";
import { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { type ByHand, rowsOf, valueAndGradients } from "./by-hand.ts";

const cases: ByHand[] = [
  ["matmul", [[[1, 2]], [[3], [4]]], (a, b) => a.matmul(b as Tensor), [[11]], [[[3, 4]], [[1], [2]]]],
  [
    "matmul, the left one transposed",
    [
      [[1], [2]],
      [[3], [4]],
    ],
    (a, b) => a.matmul(b as Tensor, { transposeLeft: true }),
    [[11]],
    [
      [[3], [4]],
      [[1], [2]],
    ],
  ],
  [
    "matmul, the right one transposed",
    [[[1, 2]], [[3, 4]]],
    (a, b) => a.matmul(b as Tensor, { transposeRight: true }),
    [[11]],
    [[[3, 4]], [[1, 2]]],
  ],
  [
    "matmul, both transposed",
    [[[1], [2]], [[3, 4]]],
    (a, b) => a.matmul(b as Tensor, { transposeLeft: true, transposeRight: true }),
    [[11]],
    [[[3], [4]], [[1, 2]]],
  ],
  ["add a row", [[[1], [2]], [[10]]], (a, b) => a.add(b as Tensor), [[11], [12]], [[[1], [1]], [[2]]]],
  ["sub a column", [[[1, 2]], [[5]]], (a, b) => a.sub(b as Tensor), [[-4, -3]], [[[1, 1]], [[-2]]]],
  ["mul", [[[2, 3]], [[5, 7]]], (a, b) => a.mul(b as Tensor), [[10, 21]], [[[5, 7]], [[2, 3]]]],
  [
    "div",
    [[[6, 3]], [[2, 4]]],
    (a, b) => a.div(b as Tensor),
    [[3, 0.75]],
    [[[0.5, 0.25]], [[-1.5, -3 / 16]]],
  ],
  ["div by a scalar", [[[6, 3]], [[2]]], (a, b) => a.div(b as Tensor), [[3, 1.5]], [[[0.5, 0.5]], [[-2.25]]]],
  [
    "div of a row by a column",
    [[[8]], [[2], [4]]],
    (a, b) => a.div(b as Tensor),
    [[4], [2]],
    [[[0.75]], [[-2], [-0.5]]],
  ],
  ["neg", [[[2, -3, 0]]], (x) => x.neg(), [[-2, 3, -0]], [[[-1, -1, -1]]]],
  ["scale", [[[2, 3]]], (x) => x.scale(-2), [[-4, -6]], [[[-2, -2]]]],
];

test.each(cases)("%s by hand", (_, inputs, build, value, gradients) => {
  expect(valueAndGradients(inputs, build)).toEqual({ value, gradients });
});

test("a transposed operand gives the bits of the product with its transpose", () => {
  const size = fc.integer({ min: 0, max: 4 });
  const both = fc.tuple(fc.boolean(), fc.boolean());
  fc.assert(
    fc.property(size, size, size, both, fc.integer(), (m, k, n, [transposeLeft, transposeRight], seed) => {
      const tape = new Tape();
      const draw = random(seed);
      const a = tape.constant(transposeLeft ? normalMatrix(draw, k, m, 1) : normalMatrix(draw, m, k, 1));
      const b = tape.constant(transposeRight ? normalMatrix(draw, n, k, 1) : normalMatrix(draw, k, n, 1));
      const product = a.matmul(b, { transposeLeft, transposeRight });
      const plain = (transposeLeft ? a.transpose() : a).matmul(transposeRight ? b.transpose() : b);
      expect(product.value).toEqual(plain.value);
    }),
    { seed: 1 },
  );
});

test("the gradient of a quotient stays in range where the square of the divisor does not", () => {
  const { gradients } = valueAndGradients([[[1e-200]], [[1e-200]]], (a, b) => a.div(b as Tensor));
  expect(gradients).toEqual([[[1e200]], [[-1e200]]]);
});

describe("NaN and infinities pass through", () => {
  const programs: [string, (x: Tensor, tape: Tape) => Tensor][] = [
    ["matmul", (x, tape) => x.matmul(tape.constant(matrix(2, 2)))],
    ["matmul, transposed", (x, tape) => x.matmul(tape.constant(matrix(2, 2)), { transposeRight: true })],
    ["add", (x, tape) => x.add(tape.constant(matrix(1, 2)))],
    ["sub", (x, tape) => tape.constant(matrix(1, 2)).sub(x)],
    ["mul", (x, tape) => x.mul(tape.constant(matrix(1, 1)))],
    ["div", (x, tape) => tape.constant(matrix(1, 2)).div(x)],
    ["neg", (x) => x.neg()],
    ["scale", (x) => x.scale(0)],
  ];
  test.each(programs)("%s", (_, build) => {
    const tape = new Tape();
    const result = build(tape.parameter(matrix(1, 2, [1, Number.NaN])), tape);
    expect(result.value.data.some(Number.isNaN)).toBe(true);
  });

  test("a quotient by zero is ±∞, or NaN for 0 / 0, and the sign of a zero is kept", () => {
    const { value } = valueAndGradients([[[1, -1, 0, -0]], [[0, 0, 0, 5]]], (a, b) => a.div(b as Tensor));
    expect(value).toEqual([[Infinity, -Infinity, Number.NaN, -0]]);
  });

  test("back from the seed to the parameter", () => {
    const { gradients } = valueAndGradients([[[1]]], (x) => x.tanh().scale(2).neg(), {
      upstream: [[Number.NaN]],
    });
    expect(gradients).toEqual([[[Number.NaN]]]);
  });
});

describe("refuses what does not fit", () => {
  const tape = new Tape();
  const of = (rows: number, columns: number) => tape.constant(matrix(rows, columns));
  const refused: [string, () => Tensor, string][] = [
    [
      "matmul",
      () => of(2, 3).matmul(of(2, 3)),
      "matmul: expected as many rows on the right as columns on the left (3), came 2×3 · 2×3. Likely fix: examples are rows: x (batch, fan-in) · w (fan-in, fan-out).",
    ],
    [
      "matmul, transposed on the left",
      () => of(2, 3).matmul(of(3, 2), { transposeLeft: true }),
      "matmul: expected as many rows on the right as columns on the left (2), came 3×2 · 3×2 (the left one transposed)",
    ],
    [
      "matmul, transposed on the right",
      () => of(2, 3).matmul(of(3, 2), { transposeRight: true }),
      "came 2×3 · 2×3 (the right one transposed)",
    ],
    [
      "matmul, both transposed",
      () => of(2, 3).matmul(of(2, 3), { transposeLeft: true, transposeRight: true }),
      "came 3×2 · 3×2 (both transposed)",
    ],
    [
      "matmul, a setting of another type",
      () => of(2, 3).matmul(of(2, 3), { transposeRight: 1 as unknown as boolean }),
      "matmul: expected transposeLeft and transposeRight to be true or false, came 1. Likely fix: write a.matmul(b, { transposeRight: true }).",
    ],
    [
      "add",
      () => of(2, 3).add(of(3, 1)),
      "add: expected the same shape, a row 1×3, a column 2×1 or a scalar 1×1 beside 2×3, came 3×1. Likely fix: compare the sizes; a bias is one row, 1×fan-out.",
    ],
    ["sub", () => of(2, 3).sub(of(1, 2)), "sub: expected the same shape, a row 1×3"],
    ["mul, a row with a column", () => of(1, 3).mul(of(2, 1)), "mul: expected the same shape"],
    ["div", () => of(2, 3).div(of(3, 3)), "div: expected the same shape, a row 1×3"],
    [
      "scale",
      () => of(1, 1).scale("2" as unknown as number),
      'scale: expected a number, came "2". Likely fix: use mul for a tensor.',
    ],
  ];
  test.each(refused)("%s", (_, run, message) => {
    expect(run).toThrow(message);
  });
});

test("an operation that was refused leaves the tape as it was", () => {
  const tape = new Tape();
  const x = tape.constant(matrix(1, 2, [1, 2]));
  expect(() => x.div(tape.constant(matrix(2, 3)))).toThrow("div");
  expect(rowsOf(x.neg().value)).toEqual([[-1, -2]]);
});
