import { type Matrix, matrix, matrixFromRows, normalMatrix, random } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { jacobianProducts } from "./jacobian-products.ts";
import { product } from "./matrix-product.ts";

test("entry t is J_T ··· J_{t+1}, and the last one the identity", () => {
  const draw = random(1);
  const jacobians = Array.from({ length: 3 }, () => normalMatrix(draw, 2, 2, 1, "f64"));
  const [first, second, third] = jacobians as [Matrix, Matrix, Matrix];
  expect(jacobianProducts(jacobians)).toEqual([
    product(product(third, second), first),
    product(third, second),
    third,
    matrixFromRows(
      [
        [1, 0],
        [0, 1],
      ],
      "f64",
    ),
  ]);
});

test("is f64 for f32 Jacobians, and leaves the list as it is", () => {
  const jacobians = [matrix(1, 1, [0.5]), matrix(1, 1, [0.25])];
  const before = [...jacobians];
  expect(jacobianProducts(jacobians).map(({ data }) => data)).toEqual([
    Float64Array.of(0.125),
    Float64Array.of(0.25),
    Float64Array.of(1),
  ]);
  expect(jacobians).toEqual(before);
});

describe("refuses", () => {
  test.each<[string, () => unknown, string]>([
    [
      "no Jacobians",
      () => jacobianProducts([]),
      "jacobianProducts: expected a list of at least one Jacobian, came an array of length 0. Likely fix: pass one for each step, the first step first.",
    ],
    [
      "a single matrix",
      () => jacobianProducts(matrix(1, 1) as never),
      "jacobianProducts: expected a list of at least one Jacobian, came an object (Object). Likely fix: pass one for each step, the first step first.",
    ],
    [
      "what is no matrix",
      () => jacobianProducts([matrix(1, 1), 3 as never]),
      "jacobianProducts, jacobians[1]: expected a matrix, came 3. Likely fix: build it with matrix(rows, columns, values) or matrixFromRows(rows).",
    ],
    [
      "a matrix that is not square",
      () => jacobianProducts([matrix(1, 2)]),
      "jacobianProducts, jacobians[0]: expected a 1×1 matrix, came 1×2. Likely fix: a state has the same size before and after each step.",
    ],
    [
      "one that has more rows than columns",
      () => jacobianProducts([matrix(2, 2), matrix(3, 2)]),
      "jacobianProducts, jacobians[1]: expected a 2×2 matrix, came 3×2. Likely fix: a state has the same size before and after each step.",
    ],
    [
      "one of another size",
      () => jacobianProducts([matrix(2, 2), matrix(3, 3)]),
      "jacobianProducts, jacobians[1]: expected a 2×2 matrix, came 3×3. Likely fix: a state has the same size before and after each step.",
    ],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(message);
  });
});
