import { type Matrix, matrix, matrixFromRows, normalMatrix, random } from "@vanishing/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gru, randomGruWeights } from "./gru.ts";
import { lstm, randomLstmWeights } from "./lstm.ts";
import { lstmGates } from "./lstm-gates.ts";
import {
  gruFromPyTorch,
  gruToPyTorch,
  lstmFromPyTorch,
  lstmToPyTorch,
  type PyTorchWeights,
  rnnFromPyTorch,
  rnnToPyTorch,
} from "./pytorch.ts";
import { randomRnnWeights, rnn } from "./rnn.ts";
import { expectClose } from "./test-support/expect-close.ts";
import { dot, logistic, outputsOf, outputsOfSteps, rowOfMatrix } from "./test-support/run-cell.ts";

function drawn(blocks: number, inputs = 2, hidden = 3, seed = blocks): PyTorchWeights {
  const draw = random(seed);
  return {
    weightIh: normalMatrix(draw, blocks * hidden, inputs, 1, "f64"),
    weightHh: normalMatrix(draw, blocks * hidden, hidden, 1, "f64"),
    biasIh: normalMatrix(draw, 1, blocks * hidden, 1, "f64"),
    biasHh: normalMatrix(draw, 1, blocks * hidden, 1, "f64"),
  };
}

/** Rows of W x + b, as PyTorch's documentation writes it. */
function affine(weight: Matrix, x: number[], bias: Matrix, row: number): number {
  return dot(rowOfMatrix(weight, row), x) + (bias.data[row] as number);
}

const units = [0, 1, 2];

// torch.nn.RNN: h_t = tanh(W_ih x_t + b_ih + W_hh h_{t−1} + b_hh)
test("rnnFromPyTorch computes what PyTorch's documentation says", () => {
  const w = drawn(1);
  const expected = outputsOfSteps((x, { h }) => ({
    h: units.map((u) => Math.tanh(affine(w.weightIh, x, w.biasIh, u) + affine(w.weightHh, h, w.biasHh, u))),
  }));
  expectClose(outputsOf(rnn(rnnFromPyTorch(w))), expected);
});

// torch.nn.LSTM: i, f, o = σ(…), g = tanh(…), c_t = f ⊙ c_{t−1} + i ⊙ g, h_t = o ⊙ tanh(c_t), with the rows (W_ii|W_if|W_ig|W_io)
test("lstmFromPyTorch computes what PyTorch's documentation says", () => {
  const w = drawn(4);
  const expected = outputsOfSteps((x, { h, c }) => {
    const z = (block: number, u: number) =>
      affine(w.weightIh, x, w.biasIh, 3 * block + u) + affine(w.weightHh, h, w.biasHh, 3 * block + u);
    const next = units.map(
      (u) => logistic(z(1, u)) * (c[u] as number) + logistic(z(0, u)) * Math.tanh(z(2, u)),
    );
    return { h: units.map((u) => logistic(z(3, u)) * Math.tanh(next[u] as number)), c: next };
  });
  expectClose(outputsOf(lstm(lstmFromPyTorch(w))), expected);
});

// torch.nn.GRU: r, z = σ(…), n = tanh(W_in x + b_in + r ⊙ (W_hn h + b_hn)), h_t = (1 − z) ⊙ n + z ⊙ h_{t−1}, with (W_ir|W_iz|W_in)
test("gruFromPyTorch computes what PyTorch's documentation says", () => {
  const w = drawn(3);
  const expected = outputsOfSteps((x, { h }) => ({
    h: units.map((u) => {
      const fromX = (block: number) => affine(w.weightIh, x, w.biasIh, 3 * block + u);
      const fromH = (block: number) => affine(w.weightHh, h, w.biasHh, 3 * block + u);
      const [r, z] = [logistic(fromX(0) + fromH(0)), logistic(fromX(1) + fromH(1))];
      return (1 - z) * Math.tanh(fromX(2) + r * fromH(2)) + z * (h[u] as number);
    }),
  }));
  expectClose(outputsOf(gru(gruFromPyTorch(w))), expected);
});

test("ones in the f block of both biases make a forget bias of 2", () => {
  const bias = matrixFromRows([[0, 1, 0, 0]], "f64");
  const converted = lstmFromPyTorch({
    weightIh: matrix(4, 1, undefined, "f64"),
    weightHh: matrix(4, 1, undefined, "f64"),
    biasIh: bias,
    biasHh: bias,
  });
  expect(converted.bias).toEqual(matrixFromRows([[0, 2, 0, 0]], "f64"));
  const zero = matrix(1, 1);
  expect(lstmGates(converted, zero, { h: zero, c: zero }).f.data[0]).toBeCloseTo(0.880797077977882, 15);
});

test("there and back again: our weights come back to the last bit, in either precision, as copies", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom("f32", "f64"),
      fc.nat(),
      (inputs, hidden, precision, seed) => {
        const ofRnn = randomRnnWeights(random(seed), inputs, hidden, { precision });
        expect(rnnFromPyTorch(rnnToPyTorch(ofRnn))).toEqual(ofRnn);
        const ofLstm = randomLstmWeights(random(seed), inputs, hidden, { precision });
        expect(lstmFromPyTorch(lstmToPyTorch(ofLstm))).toEqual(ofLstm);
        const ofGru = randomGruWeights(random(seed), inputs, hidden, { precision });
        if (ofGru.reset !== "after") throw new Error("unreachable");
        expect(gruFromPyTorch(gruToPyTorch(ofGru))).toEqual(ofGru);
        expect(lstmToPyTorch(ofLstm).biasIh.data).not.toBe(ofLstm.bias.data);
      },
    ),
    { seed: 7, numRuns: 100 },
  );
});

test("PyTorch's weights come back with the biases merged, where they are only ever added", () => {
  const ofLstm = drawn(4);
  const lstmBack = lstmToPyTorch(lstmFromPyTorch(ofLstm));
  expect([lstmBack.weightIh, lstmBack.weightHh]).toEqual([ofLstm.weightIh, ofLstm.weightHh]);
  const sums = ofLstm.biasIh.data.map((entry, at) => entry + (ofLstm.biasHh.data[at] as number));
  expect(lstmBack.biasIh.data).toEqual(sums);
  expect(lstmBack.biasHh).toEqual(matrix(1, 12, undefined, "f64"));
  const ofGru = drawn(3);
  const gruBack = gruToPyTorch(gruFromPyTorch(ofGru));
  expect([gruBack.weightIh, gruBack.weightHh]).toEqual([ofGru.weightIh, ofGru.weightHh]);
  expect(gruBack.biasIh.data.slice(6)).toEqual(ofGru.biasIh.data.slice(6));
  expect([...gruBack.biasHh.data]).toEqual([0, 0, 0, 0, 0, 0, ...ofGru.biasHh.data.slice(6)]);
});

describe("refuses", () => {
  const [one, four, three] = [drawn(1), drawn(4), drawn(3)];
  const before = randomGruWeights(random(1), 2, 3, { reset: "before" });
  const spoilt = matrix(12, 2, new Array(24).fill(Number.NaN), "f64");
  test.each<[string, () => unknown, string]>([
    [
      "no weights",
      () => lstmFromPyTorch(undefined as never),
      "lstmFromPyTorch: expected a record of settings, came undefined. Likely fix: write lstmFromPyTorch({ weightIh, weightHh, biasIh, biasHh }).",
    ],
    [
      "a missing bias",
      () => lstmFromPyTorch({ ...four, biasHh: undefined as never }),
      "lstmFromPyTorch, biasHh: expected a matrix, came undefined. Likely fix: build it with matrix(rows, columns, values) or matrixFromRows(rows).",
    ],
    [
      "NaN",
      () => lstmFromPyTorch({ ...four, weightIh: spoilt }),
      "lstmFromPyTorch: expected finite numbers in weightIh, came NaN in row 0, column 0. Likely fix: look for the step that made it; one such number spoils every later state.",
    ],
    [
      "mixed precisions",
      () => rnnFromPyTorch({ ...one, biasIh: matrix(1, 3) }),
      "rnnFromPyTorch: expected biasIh in f64, as weightIh, came f32. Likely fix: give all weights one precision with convertPrecision.",
    ],
    [
      "a GRU for an LSTM",
      () => lstmFromPyTorch(three),
      "lstmFromPyTorch: expected weightHh of shape 12×3, (4 · hidden, hidden), came 9×3. Likely fix: the hidden size is read from the recurrent weight; for the layout of another framework there is a conversion.",
    ],
    [
      "an LSTM for a GRU",
      () => gruFromPyTorch(four),
      "gruFromPyTorch: expected weightHh of shape 9×3, (3 · hidden, hidden), came 12×3. Likely fix: the hidden size is read from the recurrent weight; for the layout of another framework there is a conversion.",
    ],
    [
      "an LSTM for an RNN",
      () => rnnFromPyTorch(four),
      "rnnFromPyTorch: expected weightHh of shape 3×3, (hidden, hidden), came 12×3. Likely fix: the hidden size is read from the recurrent weight; for the layout of another framework there is a conversion.",
    ],
    [
      "no hidden unit",
      () => rnnFromPyTorch({ ...one, weightHh: matrix(0, 0, undefined, "f64") }),
      "rnnFromPyTorch: expected the hidden size to be a whole number from 1 on, came 0. Likely fix: pass the hidden size as a count.",
    ],
    [
      "a transposed input weight",
      () => lstmFromPyTorch({ ...four, weightIh: matrix(2, 12, undefined, "f64") }),
      "lstmFromPyTorch: expected weightIh of shape 12×12, (4 · hidden, input), came 2×12. Likely fix: the hidden size is read from the recurrent weight; for the layout of another framework there is a conversion.",
    ],
    [
      "an input bias column",
      () => lstmFromPyTorch({ ...four, biasIh: matrix(12, 1, undefined, "f64") }),
      "lstmFromPyTorch: expected biasIh of shape 1×12, (1, 4 · hidden), came 12×1. Likely fix: the hidden size is read from the recurrent weight; for the layout of another framework there is a conversion.",
    ],
    [
      "a hidden bias of another width",
      () => gruFromPyTorch({ ...three, biasHh: matrix(1, 3, undefined, "f64") }),
      "gruFromPyTorch: expected biasHh of shape 1×9, (1, 3 · hidden), came 1×3. Likely fix: the hidden size is read from the recurrent weight; for the layout of another framework there is a conversion.",
    ],
    [
      "what is no RNN",
      () => rnnToPyTorch({} as never),
      "rnnToPyTorch, inputWeight: expected a matrix, came undefined. Likely fix: build it with matrix(rows, columns, values) or matrixFromRows(rows).",
    ],
    [
      "what is no LSTM",
      () => lstmToPyTorch(undefined as never),
      "lstmToPyTorch: expected a record of settings, came undefined. Likely fix: write lstm({ inputWeight, recurrentWeight, bias }).",
    ],
    [
      "peepholes",
      () => lstmToPyTorch({ ...randomLstmWeights(random(1), 2, 3), peepholes: matrix(1, 9) }),
      "lstmToPyTorch: expected an LSTM without peepholes, came one with peepholes. Likely fix: of the three frameworks only ONNX has them: use lstmToOnnx.",
    ],
    [
      "a reset before the product",
      () => gruToPyTorch(before as never),
      'gruToPyTorch: expected a GRU with reset "after" the product, came "before". Likely fix: the two forms are different functions, and PyTorch has only this one; train one with reset: "after".',
    ],
    [
      "an unknown reset",
      () => gruToPyTorch({ ...before, reset: "never" } as never),
      'gruToPyTorch: expected reset to be "before" or "after" the product with the recurrent weight, came "never". Likely fix: PyTorch has "after"; Keras has "after" unless reset_after=False; ONNX has "before" unless linear_before_reset=1.',
    ],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(message);
  });
});
