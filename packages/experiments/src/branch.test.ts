import { activation, linear, matrixFromRows, sequential, tanhElementwise } from "@vanishing/core";
import { expect, test } from "vitest";
import { branchOf } from "./branch.ts";

const weight = matrixFromRows([
  [0.5, -2],
  [1, 0.75],
]);

test("a linear layer as a branch: each row times W, and back each row times Wᵀ", () => {
  const branch = branchOf(linear({ weight }), 2);
  expect(branch.forward([1, 0, 2, -1])).toEqual([0.5, -2, 0, -4.75]);
  expect(branch.vjp([1, 0, 0, 2], [9, 9, 9, 9])).toEqual([0.5, 1, -4, 1.5]);
});

test("its vjp belongs to its function, at the x that is given", () => {
  const layer = sequential([activation(tanhElementwise), linear({ weight })]);
  const branch = branchOf(layer, 1);
  const x = [0.3, -0.8];
  const upstream = [1, -2];
  const value = (at: readonly number[]) =>
    branch.forward(at).reduce((sum, entry, i) => sum + entry * (upstream[i] ?? 0), 0);
  const step = 2 ** -8;
  for (const [i, slope] of branch.vjp(upstream, x).entries()) {
    const moved = (by: number) => value(x.map((entry, j) => (i === j ? entry + by : entry)));
    // h² |tanh‴| / 6 is 1e-5 at most, and the float32 values are off by 1e-7 / h.
    expect(slope).toBeCloseTo((moved(step) - moved(-step)) / (2 * step), 3);
  }
});

test("two calls do not know of each other", () => {
  const branch = branchOf(linear({ weight }), 1);
  const first = branch.forward([1, 2]);
  branch.vjp([1, 1], [3, 4]);
  expect(first).toEqual([2.5, -0.5]);
  expect(branch.forward([1, 2])).toEqual(first);
});

test("refuses numbers of rows that are none, and lists that do not divide", () => {
  expect(() => branchOf(linear({ weight }), 0)).toThrow(/^branchOf: expected/);
  expect(() => branchOf(linear({ weight }), 2).forward([1, 2, 3])).toThrow();
});
