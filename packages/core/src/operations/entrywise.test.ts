import { describe, expect, test } from "vitest";
import { tanhElementwise } from "../elementwise.ts";
import { matrix } from "../matrix.ts";
import { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { type ByHand, valueAndGradients } from "./by-hand.ts";

const cases: ByHand[] = [
  ["sigmoid", [[[0]]], (x) => x.sigmoid(), [[0.5]], [[[0.25]]]],
  ["tanh", [[[0]]], (x) => x.tanh(), [[0]], [[[1]]]],
  ["exp", [[[0, 1]]], (x) => x.exp(), [[1, Math.E]], [[[1, Math.E]]]],
  ["log", [[[1, 4]]], (x) => x.log(), [[0, Math.log(4)]], [[[1, 0.25]]]],
  ["sqrt", [[[4, 0.25]]], (x) => x.sqrt(), [[2, 0.5]], [[[0.25, 1]]]],
  ["pow 3", [[[2, -2, 0]]], (x) => x.pow(3), [[8, -8, 0]], [[[12, 12, 0]]]],
  ["pow −1", [[[2, -4]]], (x) => x.pow(-1), [[0.5, -0.25]], [[[-0.25, -1 / 16]]]],
  ["pow 0", [[[0, 7]]], (x) => x.pow(0), [[1, 1]], [[[0, 0]]]],
  ["pow 1", [[[0, 7]]], (x) => x.pow(1), [[0, 7]], [[[1, 1]]]],
];

test.each(cases)("%s by hand", (_, inputs, build, value, gradients) => {
  expect(valueAndGradients(inputs, build)).toEqual({ value, gradients });
});

test("tanh in f32 takes its derivative from its input: at 10 the output is 1, and 1 − y² would be 0", () => {
  const { value, gradients } = valueAndGradients([[[10]]], (x) => x.tanh(), { precision: "f32" });
  expect(value).toEqual([[1]]);
  expect(gradients).toEqual([[[Math.fround(tanhElementwise.derivative(10))]]]);
});

describe("at the edges, value and gradient are", () => {
  const edges: [string, number, (x: Tensor) => Tensor, number, number][] = [
    ["NaN for the log of a negative number", -1, (x) => x.log(), Number.NaN, Number.NaN],
    ["−∞ and ∞ for log 0", 0, (x) => x.log(), -Infinity, Infinity],
    ["∞ and 0 for log ∞", Infinity, (x) => x.log(), Infinity, 0],
    ["NaN for the root of a negative number", -1, (x) => x.sqrt(), Number.NaN, Number.NaN],
    ["0 and ∞ for the root of 0", 0, (x) => x.sqrt(), 0, Infinity],
    ["0 for exp −∞", -Infinity, (x) => x.exp(), 0, 0],
    ["∞ for exp ∞", Infinity, (x) => x.exp(), Infinity, Infinity],
    ["NaN for the power 1/2 of a negative number", -1, (x) => x.pow(0.5), Number.NaN, Number.NaN],
    ["∞ and −∞ for 0 to the power −1", 0, (x) => x.pow(-1), Infinity, -Infinity],
    ["1 and 0 for NaN to the power 0", Number.NaN, (x) => x.pow(0), 1, 0],
    ["NaN for NaN in exp", Number.NaN, (x) => x.exp(), Number.NaN, Number.NaN],
    ["NaN for NaN in log", Number.NaN, (x) => x.log(), Number.NaN, Number.NaN],
    ["NaN for NaN in sqrt", Number.NaN, (x) => x.sqrt(), Number.NaN, Number.NaN],
    ["NaN for NaN in pow", Number.NaN, (x) => x.pow(2), Number.NaN, Number.NaN],
    ["NaN for NaN in tanh", Number.NaN, (x) => x.tanh(), Number.NaN, Number.NaN],
    ["NaN for NaN in sigmoid", Number.NaN, (x) => x.sigmoid(), Number.NaN, Number.NaN],
  ];
  test.each(edges)("%s", (_, x, build, value, gradient) => {
    expect(valueAndGradients([[[x]]], build)).toEqual({ value: [[value]], gradients: [[[gradient]]] });
  });
});

test.each([Number.NaN, Infinity, "2", undefined])("pow refuses the exponent %s", (exponent) => {
  const x = new Tape().constant(matrix(1, 1));
  expect(() => x.pow(exponent as number)).toThrow("pow: expected a finite number as exponent, came ");
});
