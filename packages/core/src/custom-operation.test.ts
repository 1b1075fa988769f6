import { describe, expect, test } from "vitest";
import type { CustomOperation } from "./custom-operation.ts";
import { checkGradient } from "./gradient-check.ts";
import { type Matrix, matrix, matrixFromRows } from "./matrix.ts";
import { normalMatrix, random } from "./random.ts";
import { Tape } from "./tape.ts";

const like = (m: Matrix, values: ArrayLike<number>) => matrix(m.rows, m.columns, values, "f64");

/** Y = A ⊙ B. ∂L/∂A = G ⊙ B, ∂L/∂B = G ⊙ A. */
const product: CustomOperation<[Matrix, Matrix]> = {
  name: "product",
  forward: (a, b) => timesEntries(a, b),
  vjp: ({ gradient, inputs: [a, b] }) => [timesEntries(gradient, b), timesEntries(gradient, a)],
};
function timesEntries(a: Matrix, b: Matrix): Matrix {
  return like(
    a,
    a.data.map((x, at) => x * (b.data[at] as number)),
  );
}

const point = [2, 3].map((_, place) => normalMatrix(random(place), 2, 3, 1, "f64"));
const check = (operation: CustomOperation<[Matrix, Matrix]>) =>
  checkGradient((tape, a, b) => tape.custom(operation, a, b), point);

test("an operation of one's own has the gradient that its vjp says", () => {
  expect(check(product)).toMatchObject({ passed: true });
});

describe("a wrong vjp fails the gradient check", () => {
  const wrong = (change: (m: Matrix) => Matrix | undefined): CustomOperation<[Matrix, Matrix]> => ({
    ...product,
    vjp: (step) => product.vjp(step).map((m) => change(m as Matrix)),
  });
  test.each([
    ["zero", () => like(point[0] as Matrix, new Float64Array(6))],
    ["nothing", () => undefined],
    [
      "the opposite sign",
      (m: Matrix) =>
        like(
          m,
          m.data.map((x) => -x),
        ),
    ],
    [
      "twice the gradient",
      (m: Matrix) =>
        like(
          m,
          m.data.map((x) => 2 * x),
        ),
    ],
    [
      "the gradient off by 1e-5",
      (m: Matrix) =>
        like(
          m,
          m.data.map((x) => x * (1 + 1e-5)),
        ),
    ],
    [
      "one entry NaN",
      (m: Matrix) =>
        like(
          m,
          m.data.map((x, at) => (at === 4 ? Number.NaN : x)),
        ),
    ],
  ])("%s", (_, change) => {
    expect(check(wrong(change))).toMatchObject({ passed: false });
  });
});

test("an input that is used twice gets the sum of both gradients", () => {
  const tape = new Tape({ precision: "f64" });
  const x = tape.parameter(matrixFromRows([[3]], "f64"));
  tape.custom(product, x, x).backward();
  expect([...(x.gradient?.data ?? [])]).toEqual([6]);
});

describe("refused with a message", () => {
  const tape = new Tape({ precision: "f64" });
  const x = tape.parameter(matrix(1, 2, [1, 2], "f64"));
  const y = tape.parameter(matrix(1, 2, [1, 2], "f64"));
  const cases: [string, () => void, string][] = [
    [
      "no operation",
      () => tape.custom(undefined as never, x),
      "custom: expected an operation { name, forward, vjp }",
    ],
    [
      "no vjp",
      () => tape.custom({ name: "f", forward: () => x.value } as never, x),
      "came an object (Object)",
    ],
    [
      "no inputs",
      () => tape.custom(product as never),
      "product: expected at least one input tensor, came none",
    ],
    [
      "a matrix as input",
      () => tape.custom(product, x, y.value as never),
      "product: expected a tensor, came an object",
    ],
    [
      "forward returns a number",
      () => tape.custom({ ...product, forward: () => 1 as never }, x, y),
      "forward of product: expected a matrix, came 1",
    ],
    [
      "forward returns f32",
      () => tape.custom({ ...product, forward: () => matrix(1, 2) }, x, y),
      "forward of product: expected an f64 matrix, as everything on this tape, came an f32 matrix",
    ],
    [
      "vjp returns one gradient for two inputs",
      () =>
        tape
          .custom({ ...product, vjp: () => [x.value] }, x, y)
          .sum()
          .backward(),
      "vjp of product: expected a list of 2 matrices, one for each input, came a list of 1",
    ],
    [
      "vjp returns a matrix",
      () =>
        tape
          .custom({ ...product, vjp: () => x.value as never }, x, y)
          .sum()
          .backward(),
      "vjp of product: expected a list of 2 matrices, one for each input, came an object (Object)",
    ],
    [
      "vjp returns numbers",
      () =>
        tape
          .custom({ ...product, vjp: () => [1, 2] as never }, x, y)
          .sum()
          .backward(),
      "vjp of product: expected a matrix, came 1",
    ],
    [
      "vjp returns the wrong shape",
      () =>
        tape
          .custom({ ...product, vjp: () => [matrix(2, 1, [1, 2], "f64"), y.value] }, x, y)
          .sum()
          .backward(),
      "vjp of product, input 0: expected a matrix of shape 1×2, came 2×1",
    ],
  ];
  test.each(cases)("%s", (_, run, message) => {
    expect(run).toThrow(message);
  });
});
