import { matrix, matrixFromRows, precisionOf } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { cellGain } from "./forget-bias.ts";
import { pathGain } from "./path-gain.ts";

test("is the product, entry by entry, and changes no gate", () => {
  const gates = [
    matrixFromRows([[0.5, 0.25]], "f64"),
    matrixFromRows([[0.5, 1]], "f64"),
    matrixFromRows([[0.125, 0]], "f64"),
  ];
  expect(pathGain(gates)).toEqual(matrixFromRows([[0.03125, 0]], "f64"));
  expect(gates[2]).toEqual(matrixFromRows([[0.125, 0]], "f64"));
  expect(pathGain(gates.slice(0, 1))).toEqual(gates[0]);
  expect(precisionOf(pathGain([matrix(1, 1)]))).toBe("f32");
});

test("equal gates give the gain of their bias", () => {
  const gate = matrix(1, 1, [1 / (1 + Math.exp(-2))], "f64");
  const received = pathGain(new Array(100).fill(gate)).data[0] as number;
  expect(received / cellGain(2, 100)).toBeCloseTo(1, 13);
});

test("goes from the last step to the first, as backpropagation does", () => {
  // 1e-200 · 1e-200 is 0; 1e200 · 1e-200 comes first here.
  const gates = [1e-200, 1e-200, 1e200].map((gate) => matrix(1, 1, [gate], "f64"));
  expect(pathGain(gates).data[0]).toBeCloseTo(1e-200, 210);
  expect(pathGain(gates).data[0]).toBeGreaterThan(0);
});

describe("refuses", () => {
  test.each<[string, () => unknown, string]>([
    [
      "no gates",
      () => pathGain([]),
      "pathGain: expected a list of the gates of at least one step, came an array of length 0. Likely fix: pass the forget gates of an LSTM, or the update gates of a GRU.",
    ],
    [
      "a single matrix",
      () => pathGain(matrix(1, 1) as never),
      "pathGain: expected a list of the gates of at least one step, came an object (Object). Likely fix: pass the forget gates of an LSTM, or the update gates of a GRU.",
    ],
    [
      "numbers",
      () => pathGain([matrix(1, 1), 0.5 as never]),
      "pathGain, gates[1]: expected a matrix, came 0.5. Likely fix: build it with matrix(rows, columns, values) or matrixFromRows(rows).",
    ],
    [
      "another number of columns",
      () => pathGain([matrix(1, 1), matrix(1, 2)]),
      "pathGain, gates[1]: expected the shape of gates[0], 1×1, came 1×2. Likely fix: take the same examples in each step.",
    ],
    [
      "another number of rows",
      () => pathGain([matrix(1, 1), matrix(2, 1)]),
      "pathGain, gates[1]: expected the shape of gates[0], 1×1, came 2×1. Likely fix: take the same examples in each step.",
    ],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(message);
  });
});
