import { type Matrix, matrix, normalMatrix, random } from "@vanishing/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gru, randomGruWeights } from "./gru.ts";
import { lstm, randomLstmWeights } from "./lstm.ts";
import {
  gruFromOnnx,
  gruToOnnx,
  lstmFromOnnx,
  lstmToOnnx,
  type OnnxLstmWeights,
  rnnFromOnnx,
  rnnToOnnx,
} from "./onnx.ts";
import { randomRnnWeights, rnn } from "./rnn.ts";
import { expectClose } from "./test-support/expect-close.ts";
import { dot, logistic, outputsOf, outputsOfSteps, rowOfMatrix } from "./test-support/run-cell.ts";

function drawn(blocks: number): Required<OnnxLstmWeights> {
  const draw = random(blocks);
  return {
    W: normalMatrix(draw, 3 * blocks, 2, 1, "f64"),
    R: normalMatrix(draw, 3 * blocks, 3, 1, "f64"),
    B: normalMatrix(draw, 1, 6 * blocks, 1, "f64"),
    P: normalMatrix(draw, 1, 9, 1, "f64"),
  };
}

const units = [0, 1, 2];
const entry = (m: Matrix, at: number) => m.data[at] as number;

// ONNX RNN: Ht = tanh(Xt*(Wi^T) + Ht-1*(Ri^T) + Wbi + Rbi)
test("rnnFromOnnx computes what the operator's documentation says", () => {
  const { W, R, B } = drawn(1);
  const expected = outputsOfSteps((x, { h }) => ({
    h: units.map((u) =>
      Math.tanh(dot(x, rowOfMatrix(W, u)) + dot(h, rowOfMatrix(R, u)) + entry(B, u) + entry(B, 3 + u)),
    ),
  }));
  expectClose(outputsOf(rnn(rnnFromOnnx({ W, R, B }))), expected);
});

// ONNX LSTM, W[iofc]: it = f(Xt*(Wi^T) + Ht-1*(Ri^T) + Pi (.) Ct-1 + Wbi + Rbi), ft with Pf (.) Ct-1, ct = g(Xt*(Wc^T) + Ht-1*(Rc^T) +
// Wbc + Rbc), Ct = ft (.) Ct-1 + it (.) ct, ot = f(… + Po (.) Ct + Wbo + Rbo), Ht = ot (.) h(Ct); P is [iof]
test.each([true, false])(
  "lstmFromOnnx computes what the operator's documentation says, with peepholes: %s",
  (withPeepholes) => {
    const { W, R, B, P } = drawn(4);
    const peephole = (at: number) => (withPeepholes ? entry(P, at) : 0);
    const expected = outputsOfSteps((x, { h, c }) => {
      const z = (block: number, u: number) => {
        const row = 3 * block + u;
        return dot(x, rowOfMatrix(W, row)) + dot(h, rowOfMatrix(R, row)) + entry(B, row) + entry(B, 12 + row);
      };
      const next = units.map((u) => {
        const before = c[u] as number;
        const i = logistic(z(0, u) + peephole(u) * before);
        const f = logistic(z(2, u) + peephole(6 + u) * before);
        return f * before + i * Math.tanh(z(3, u));
      });
      return {
        h: units.map((u) => {
          const cell = next[u] as number;
          return logistic(z(1, u) + peephole(3 + u) * cell) * Math.tanh(cell);
        }),
        c: next,
      };
    });
    const converted = lstmFromOnnx(withPeepholes ? { W, R, B, P } : { W, R, B });
    expect(converted.peepholes !== undefined).toBe(withPeepholes);
    expectClose(outputsOf(lstm(converted)), expected);
  },
);

// ONNX GRU, W[zrh]: zt, rt = f(…), ht = g(Xt*(Wh^T) + (rt (.) Ht-1)*(Rh^T) + Rbh + Wbh) by default, ht = g(Xt*(Wh^T) + (rt (.)
// (Ht-1*(Rh^T) + Rbh)) + Wbh) when linear_before_reset != 0, Ht = (1 - zt) (.) ht + zt (.) Ht-1
test.each([0, 1, undefined] as const)(
  "gruFromOnnx computes what the operator's documentation says, linear_before_reset: %s",
  (linearBeforeReset) => {
    const { W, R, B } = drawn(3);
    const expected = outputsOfSteps((x, { h }) => {
      const fromX = (block: number, u: number) =>
        dot(x, rowOfMatrix(W, 3 * block + u)) + entry(B, 3 * block + u);
      const bias = (block: number, u: number) => entry(B, 9 + 3 * block + u);
      const gate = (block: number, u: number) =>
        logistic(fromX(block, u) + dot(h, rowOfMatrix(R, 3 * block + u)) + bias(block, u));
      const reset = units.map((u) => gate(1, u) * (h[u] as number));
      return {
        h: units.map((u) => {
          const z = gate(0, u);
          const row = rowOfMatrix(R, 6 + u);
          const inner =
            linearBeforeReset === 1 ? gate(1, u) * (dot(h, row) + bias(2, u)) : dot(reset, row) + bias(2, u);
          return (1 - z) * Math.tanh(fromX(2, u) + inner) + z * (h[u] as number);
        }),
      };
    });
    const converted = gruFromOnnx(
      linearBeforeReset === undefined ? { W, R, B } : { W, R, B, linearBeforeReset },
    );
    expect(converted.reset).toBe(linearBeforeReset === 1 ? "after" : "before");
    expectClose(outputsOf(gru(converted)), expected);
  },
);

test("B that is left out is zero", () => {
  const zeros = (blocks: number) => matrix(1, 6 * blocks, undefined, "f64");
  const without = (blocks: number) => ({ W: drawn(blocks).W, R: drawn(blocks).R });
  expect(rnnFromOnnx(without(1))).toEqual(rnnFromOnnx({ ...without(1), B: zeros(1) }));
  expect(lstmFromOnnx(without(4))).toEqual(lstmFromOnnx({ ...without(4), B: zeros(4) }));
  const linearBeforeReset = 1;
  expect(gruFromOnnx({ ...without(3), linearBeforeReset })).toEqual(
    gruFromOnnx({ ...without(3), B: zeros(3), linearBeforeReset }),
  );
  expect(lstmFromOnnx({ W: matrix(4, 1), R: matrix(4, 1) }).bias).toEqual(matrix(1, 4));
});

test("there and back again: our weights come back to the last bit, in either precision", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom("f32", "f64"),
      fc.constantFrom("before", "after"),
      fc.nat(),
      (inputs, hidden, precision, reset, seed) => {
        const ofRnn = randomRnnWeights(random(seed), inputs, hidden, { precision });
        expect(rnnFromOnnx(rnnToOnnx(ofRnn))).toEqual(ofRnn);
        const ofLstm = randomLstmWeights(random(seed), inputs, hidden, { precision });
        expect(lstmFromOnnx(lstmToOnnx(ofLstm))).toEqual(ofLstm);
        expect(lstmToOnnx(ofLstm).P).toBeUndefined();
        const withPeepholes = {
          ...ofLstm,
          peepholes: normalMatrix(random(seed), 1, 3 * hidden, 1, precision),
        };
        expect(lstmFromOnnx(lstmToOnnx(withPeepholes))).toEqual(withPeepholes);
        const ofGru = randomGruWeights(random(seed), inputs, hidden, { precision, reset });
        const converted = gruToOnnx(ofGru);
        expect(converted.linearBeforeReset).toBe(reset === "after" ? 1 : 0);
        expect(gruFromOnnx(converted)).toEqual(ofGru);
      },
    ),
    { seed: 7, numRuns: 100 },
  );
});

test("ONNX's weights come back with the two halves of B merged, where they are only ever added", () => {
  const { W, R, B, P } = drawn(4);
  const back = lstmToOnnx(lstmFromOnnx({ W, R, B, P }));
  expect({ W: back.W, R: back.R, P: back.P }).toEqual({ W, R, P });
  const sums = B.data.map((bias, at) => (at < 12 ? bias + entry(B, 12 + at) : 0));
  expect(back.B.data).toEqual(sums);
  const after = { W: drawn(3).W, R: drawn(3).R, B: drawn(3).B, linearBeforeReset: 1 } as const;
  const gruBack = gruToOnnx(gruFromOnnx(after));
  expect({ W: gruBack.W, R: gruBack.R }).toEqual({ W: after.W, R: after.R });
  expect([...gruBack.B.data.slice(15)]).toEqual([...after.B.data.slice(15)]);
  expect([...gruBack.B.data.slice(6, 15)]).toEqual([...after.B.data.slice(6, 9), 0, 0, 0, 0, 0, 0]);
});

describe("refuses", () => {
  const without = ({ W, R, B }: Required<OnnxLstmWeights>) => ({ W, R, B });
  const [one, four, three] = [without(drawn(1)), without(drawn(4)), without(drawn(3))];
  test.each<[string, () => unknown, string]>([
    [
      "no weights",
      () => rnnFromOnnx(undefined as never),
      "rnnFromOnnx: expected a record of settings, came undefined. Likely fix: write rnnFromOnnx({ W, R, B }).",
    ],
    [
      "a missing R",
      () => lstmFromOnnx({ ...four, R: undefined as never }),
      "lstmFromOnnx, R: expected a matrix, came undefined. Likely fix: build it with matrix(rows, columns, values) or matrixFromRows(rows).",
    ],
    [
      "NaN in B",
      () => rnnFromOnnx({ ...one, B: matrix(1, 6, new Array(6).fill(Number.NaN), "f64") }),
      "rnnFromOnnx: expected finite numbers in B, came NaN in row 0, column 0. Likely fix: look for the step that made it; one such number spoils every later state.",
    ],
    [
      "B in another precision",
      () => rnnFromOnnx({ ...one, B: matrix(1, 6) }),
      "rnnFromOnnx: expected B in f64, as W, came f32. Likely fix: give all weights one precision with convertPrecision.",
    ],
    [
      "R in another precision",
      () => rnnFromOnnx({ ...one, R: matrix(3, 3) }),
      "rnnFromOnnx: expected R in f64, as W, came f32. Likely fix: give all weights one precision with convertPrecision.",
    ],
    [
      "a GRU for an LSTM",
      () => lstmFromOnnx(three),
      "lstmFromOnnx: expected R of shape 12×3, (4 · hidden, hidden), came 9×3. Likely fix: the hidden size is read from the recurrent weight; for the layout of another framework there is a conversion.",
    ],
    [
      "an LSTM for a GRU",
      () => gruFromOnnx(four),
      "gruFromOnnx: expected R of shape 9×3, (3 · hidden, hidden), came 12×3. Likely fix: the hidden size is read from the recurrent weight; for the layout of another framework there is a conversion.",
    ],
    [
      "no hidden unit",
      () => rnnFromOnnx({ W: one.W, R: matrix(0, 0, undefined, "f64") }),
      "rnnFromOnnx: expected the hidden size to be a whole number from 1 on, came 0. Likely fix: pass the hidden size as a count.",
    ],
    [
      "a transposed W",
      () => lstmFromOnnx({ ...four, W: matrix(2, 12, undefined, "f64") }),
      "lstmFromOnnx: expected W of shape 12×12, (4 · hidden, input), came 2×12. Likely fix: the hidden size is read from the recurrent weight; for the layout of another framework there is a conversion.",
    ],
    [
      "half of B",
      () => lstmFromOnnx({ ...four, B: matrix(1, 12, undefined, "f64") }),
      "lstmFromOnnx: expected B of shape 1×24, (1, 2 · 4 · hidden), came 1×12. Likely fix: the hidden size is read from the recurrent weight; for the layout of another framework there is a conversion.",
    ],
    [
      "P of four blocks",
      () => lstmFromOnnx({ ...four, P: matrix(1, 12, undefined, "f64") }),
      "lstmFromOnnx: expected P of shape 1×9, (1, 3 · hidden), came 1×12. Likely fix: the hidden size is read from the recurrent weight; for the layout of another framework there is a conversion.",
    ],
    [
      "P in another precision",
      () => lstmFromOnnx({ ...four, P: matrix(1, 9) }),
      "lstmFromOnnx: expected P in f64, as W, came f32. Likely fix: give all weights one precision with convertPrecision.",
    ],
    [
      "P that is no matrix",
      () => lstmFromOnnx({ ...four, P: 3 as never }),
      "lstmFromOnnx, P: expected a matrix, came 3. Likely fix: build it with matrix(rows, columns, values) or matrixFromRows(rows).",
    ],
    [
      "a linearBeforeReset of true",
      () => gruFromOnnx({ ...three, linearBeforeReset: true as never }),
      "gruFromOnnx: expected linearBeforeReset to be 0 or 1, came true. Likely fix: pass the attribute linear_before_reset, or leave it out for 0.",
    ],
    [
      "a linearBeforeReset of 2",
      () => gruFromOnnx({ ...three, linearBeforeReset: 2 as never }),
      "gruFromOnnx: expected linearBeforeReset to be 0 or 1, came 2. Likely fix: pass the attribute linear_before_reset, or leave it out for 0.",
    ],
    [
      "what is no RNN",
      () => rnnToOnnx(undefined as never),
      "rnnToOnnx: expected a record of settings, came undefined. Likely fix: write rnn({ inputWeight, recurrentWeight, bias }).",
    ],
    [
      "what is no LSTM",
      () => lstmToOnnx({} as never),
      "lstmToOnnx, inputWeight: expected a matrix, came undefined. Likely fix: build it with matrix(rows, columns, values) or matrixFromRows(rows).",
    ],
    [
      "what is no GRU",
      () => gruToOnnx({ reset: "no" } as never),
      'gruToOnnx: expected reset to be "before" or "after" the product with the recurrent weight, came "no". Likely fix: PyTorch has "after"; Keras has "after" unless reset_after=False; ONNX has "before" unless linear_before_reset=1.',
    ],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(message);
  });
});
