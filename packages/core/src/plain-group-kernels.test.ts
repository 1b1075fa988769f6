import { expect, test } from "vitest";
import { matrix } from "./matrix.ts";
import { plainGroupKernels } from "./plain-group-kernels.ts";

test("a total by column in f32 is kept in float64 until it is stored", () => {
  // In float32, 2²⁴ + 1 rounds back to 2²⁴, twice.
  const target = matrix(1, 1);
  plainGroupKernels.totals(matrix(3, 1, [2 ** 24, 1, 1]), "byColumn", 1, target);
  expect([...target.data]).toEqual([2 ** 24 + 2]);
});

test("kernels named add… add to what the target holds", () => {
  const a = matrix(1, 2, [0, 0], "f64");
  const held = () => matrix(1, 2, [100, 200], "f64");
  const one = matrix(1, 1, [1], "f64");
  const pair = matrix(1, 2, [1, 3], "f64");
  const atMaxima = held();
  plainGroupKernels.addAtMaxima(one, a, "byRow", atMaxima);
  expect([...atMaxima.data]).toEqual([101, 200]);
  const product = held();
  plainGroupKernels.addSoftmaxProduct(one, a, "byRow", product);
  expect([...product.data]).toEqual([100.5, 200.5]);
  const softmax = held();
  plainGroupKernels.addSoftmaxGradient(pair, a, "byRow", softmax);
  expect([...softmax.data]).toEqual([99.5, 200.5]);
  const logSoftmax = held();
  plainGroupKernels.addLogSoftmaxGradient(pair, a, "byRow", logSoftmax);
  expect([...logSoftmax.data]).toEqual([99, 201]);
  const crossEntropy = held();
  plainGroupKernels.addCrossEntropyGradient(a, [1], 2, crossEntropy);
  expect([...crossEntropy.data]).toEqual([101, 199]);
});
