import { type Matrix, matrix, normalMatrix, random } from "@vanishing/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gru, randomGruWeights } from "./gru.ts";
import {
  gruFromKeras,
  gruToKeras,
  type KerasGruWeights,
  lstmFromKeras,
  lstmToKeras,
  rnnFromKeras,
  rnnToKeras,
} from "./keras.ts";
import { lstm, randomLstmWeights } from "./lstm.ts";
import { randomRnnWeights, rnn } from "./rnn.ts";
import { expectClose } from "./test-support/expect-close.ts";
import { columnOfMatrix, dot, logistic, outputsOf, outputsOfSteps } from "./test-support/run-cell.ts";

function drawn(blocks: number, biasRows = 1): Required<Omit<KerasGruWeights, "resetAfter">> {
  const draw = random(blocks);
  return {
    kernel: normalMatrix(draw, 2, 3 * blocks, 1, "f64"),
    recurrentKernel: normalMatrix(draw, 3, 3 * blocks, 1, "f64"),
    bias: normalMatrix(draw, biasRows, 3 * blocks, 1, "f64"),
  };
}

/** Entry `column` of x·W. */
function times(x: number[], weight: Matrix, column: number): number {
  return dot(x, columnOfMatrix(weight, column));
}

const units = [0, 1, 2];

// keras SimpleRNNCell: h = tanh(inputs @ kernel + bias + prev @ recurrent_kernel)
test("rnnFromKeras computes what Keras's cell does", () => {
  const w = drawn(1);
  const expected = outputsOfSteps((x, { h }) => ({
    h: units.map((u) =>
      Math.tanh(times(x, w.kernel, u) + (w.bias.data[u] as number) + times(h, w.recurrentKernel, u)),
    ),
  }));
  expectClose(outputsOf(rnn(rnnFromKeras(w))), expected);
});

// keras LSTMCell: z = inputs @ kernel + h @ recurrent_kernel + bias; z0, z1, z2, z3 = split(z, 4); i = σ(z0); f = σ(z1);
// c = f * c_tm1 + i * tanh(z2); o = σ(z3); h = o * tanh(c)
test("lstmFromKeras computes what Keras's cell does", () => {
  const w = drawn(4);
  const expected = outputsOfSteps((x, { h, c }) => {
    const z = Array.from(
      { length: 12 },
      (_, j) => times(x, w.kernel, j) + times(h, w.recurrentKernel, j) + (w.bias.data[j] as number),
    );
    const [z0, z1, z2, z3] = [z.slice(0, 3), z.slice(3, 6), z.slice(6, 9), z.slice(9)] as [
      number[],
      number[],
      number[],
      number[],
    ];
    const next = units.map(
      (u) =>
        logistic(z1[u] as number) * (c[u] as number) + logistic(z0[u] as number) * Math.tanh(z2[u] as number),
    );
    return { h: units.map((u) => logistic(z3[u] as number) * Math.tanh(next[u] as number)), c: next };
  });
  expectClose(outputsOf(lstm(lstmFromKeras(w))), expected);
});

// keras GRUCell with reset_after: matrix_x = inputs @ kernel + input_bias; x_z, x_r, x_h = split(matrix_x, 3);
// matrix_inner = h_tm1 @ recurrent_kernel + recurrent_bias; z = σ(x_z + inner_z); r = σ(x_r + inner_r);
// hh = tanh(x_h + r * inner_h); h = z * h_tm1 + (1 - z) * hh
test.each([true, undefined])(
  "gruFromKeras computes what Keras's cell does with reset_after: %s",
  (resetAfter) => {
    const w = drawn(3, 2);
    const expected = outputsOfSteps((x, { h }) => ({
      h: units.map((u) => {
        const fromX = (block: number) =>
          times(x, w.kernel, 3 * block + u) + (w.bias.data[3 * block + u] as number);
        const inner = (block: number) =>
          times(h, w.recurrentKernel, 3 * block + u) + (w.bias.data[9 + 3 * block + u] as number);
        const z = logistic(fromX(0) + inner(0));
        const r = logistic(fromX(1) + inner(1));
        const hh = Math.tanh(fromX(2) + r * inner(2));
        return z * (h[u] as number) + (1 - z) * hh;
      }),
    }));
    const converted = gruFromKeras(resetAfter === undefined ? w : { ...w, resetAfter });
    expect(converted.reset).toBe("after");
    expectClose(outputsOf(gru(converted)), expected);
  },
);

// keras GRUCell without reset_after: recurrent_h = (r * h_tm1) @ recurrent_kernel[:, 2u:]; hh = tanh(x_h + recurrent_h)
test("gruFromKeras computes what Keras's cell does without reset_after", () => {
  const w = drawn(3, 1);
  const expected = outputsOfSteps((x, { h }) => {
    const fromX = (block: number, u: number) =>
      times(x, w.kernel, 3 * block + u) + (w.bias.data[3 * block + u] as number);
    const gate = (block: number, u: number) =>
      logistic(fromX(block, u) + times(h, w.recurrentKernel, 3 * block + u));
    const reset = units.map((u) => gate(1, u) * (h[u] as number));
    return {
      h: units.map((u) => {
        const z = gate(0, u);
        const hh = Math.tanh(fromX(2, u) + times(reset, w.recurrentKernel, 6 + u));
        return z * (h[u] as number) + (1 - z) * hh;
      }),
    };
  });
  const converted = gruFromKeras({ ...w, resetAfter: false });
  expect(converted.reset).toBe("before");
  expectClose(outputsOf(gru(converted)), expected);
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
        expect(rnnFromKeras(rnnToKeras(ofRnn))).toEqual(ofRnn);
        const ofLstm = randomLstmWeights(random(seed), inputs, hidden, { precision });
        expect(lstmFromKeras(lstmToKeras(ofLstm))).toEqual(ofLstm);
        const ofGru = randomGruWeights(random(seed), inputs, hidden, { precision, reset });
        const converted = gruToKeras(ofGru);
        expect(converted.resetAfter).toBe(reset === "after");
        expect(converted.bias.rows).toBe(reset === "after" ? 2 : 1);
        expect(gruFromKeras(converted)).toEqual(ofGru);
      },
    ),
    { seed: 7, numRuns: 100 },
  );
});

test("Keras's weights come back too, those of a GRU before the product to the last bit, others with the biases of z and r merged", () => {
  const ofLstm = drawn(4);
  expect(lstmToKeras(lstmFromKeras(ofLstm))).toEqual(ofLstm);
  const before = { ...drawn(3), resetAfter: false };
  expect(gruToKeras(gruFromKeras(before))).toEqual(before);
  const after = { ...drawn(3, 2), resetAfter: true };
  const back = gruToKeras(gruFromKeras(after));
  expect([back.kernel, back.recurrentKernel]).toEqual([after.kernel, after.recurrentKernel]);
  const [first, second] = [after.bias.data.slice(0, 9), after.bias.data.slice(9)];
  const sums = first.map((entry, at) => (at < 6 ? entry + (second[at] as number) : entry));
  expect([...back.bias.data]).toEqual([...sums, 0, 0, 0, 0, 0, 0, ...second.slice(6)]);
});

test("converted weights own their memory", () => {
  const { inputWeight, recurrentWeight, bias } = gruFromKeras(drawn(3, 2));
  for (const { data } of [inputWeight, recurrentWeight, bias])
    expect(data.buffer.byteLength).toBe(data.byteLength);
});

test("a conversion shares no memory with what it was made from", () => {
  const keras = drawn(4);
  const ours = lstmFromKeras(keras);
  const back = lstmToKeras(ours);
  const arrays = [
    keras.kernel,
    keras.recurrentKernel,
    keras.bias,
    ...Object.values(ours),
    ...Object.values(back),
  ];
  expect(new Set(arrays.map(({ data }: Matrix) => data)).size).toBe(9);
});

describe("refuses", () => {
  const [one, four, three] = [drawn(1), drawn(4), drawn(3)];
  test.each<[string, () => unknown, string]>([
    [
      "no weights",
      () => lstmFromKeras(undefined as never),
      "lstmFromKeras: expected a record of settings, came undefined. Likely fix: write lstmFromKeras({ kernel, recurrentKernel, bias }).",
    ],
    [
      "no weights of a GRU",
      () => gruFromKeras(undefined as never),
      "gruFromKeras: expected a record of settings, came undefined. Likely fix: write gruFromKeras({ kernel, recurrentKernel, bias, resetAfter: true }).",
    ],
    [
      "a missing kernel",
      () => rnnFromKeras({ ...one, kernel: undefined as never }),
      "rnnFromKeras, kernel: expected a matrix, came undefined. Likely fix: build it with matrix(rows, columns, values) or matrixFromRows(rows).",
    ],
    [
      "infinity",
      () => rnnFromKeras({ ...one, bias: matrix(1, 3, [0, Infinity, 0], "f64") }),
      "rnnFromKeras: expected finite numbers in bias, came Infinity in row 0, column 1. Likely fix: look for the step that made it; one such number spoils every later state.",
    ],
    [
      "a GRU for an LSTM",
      () => lstmFromKeras(three),
      "lstmFromKeras: expected recurrentKernel of shape 3×12, (hidden, 4 · hidden), came 3×9. Likely fix: the hidden size is read from the recurrent weight; for the layout of another framework there is a conversion.",
    ],
    [
      "an LSTM for an RNN",
      () => rnnFromKeras(four),
      "rnnFromKeras: expected recurrentKernel of shape 3×3, (hidden, hidden), came 3×12. Likely fix: the hidden size is read from the recurrent weight; for the layout of another framework there is a conversion.",
    ],
    [
      "no hidden unit",
      () => rnnFromKeras({ ...one, recurrentKernel: matrix(0, 0, undefined, "f64") }),
      "rnnFromKeras: expected the hidden size to be a whole number from 1 on, came 0. Likely fix: pass the hidden size as a count.",
    ],
    [
      "a transposed kernel",
      () => lstmFromKeras({ ...four, kernel: matrix(12, 2, undefined, "f64") }),
      "lstmFromKeras: expected kernel of shape 12×12, (input, 4 · hidden), came 12×2. Likely fix: the hidden size is read from the recurrent weight; for the layout of another framework there is a conversion.",
    ],
    [
      "one bias for a reset after",
      () => gruFromKeras(three),
      "gruFromKeras: expected bias of shape 2×9, (2, 3 · hidden), came 1×9. Likely fix: the hidden size is read from the recurrent weight; for the layout of another framework there is a conversion.",
    ],
    [
      "two biases for a reset before",
      () => gruFromKeras({ ...drawn(3, 2), resetAfter: false }),
      "gruFromKeras: expected bias of shape 1×9, (1, 3 · hidden), came 2×9. Likely fix: the hidden size is read from the recurrent weight; for the layout of another framework there is a conversion.",
    ],
    [
      "a resetAfter that is no truth value",
      () => gruFromKeras({ ...three, resetAfter: 0 as never }),
      "gruFromKeras: expected resetAfter to be true or false, came 0. Likely fix: pass the layer's reset_after, or leave it out for true.",
    ],
    [
      "what is no RNN",
      () => rnnToKeras(undefined as never),
      "rnnToKeras: expected a record of settings, came undefined. Likely fix: write rnn({ inputWeight, recurrentWeight, bias }).",
    ],
    [
      "what is no LSTM",
      () => lstmToKeras({} as never),
      "lstmToKeras, inputWeight: expected a matrix, came undefined. Likely fix: build it with matrix(rows, columns, values) or matrixFromRows(rows).",
    ],
    [
      "peepholes",
      () => lstmToKeras({ ...randomLstmWeights(random(1), 2, 3), peepholes: matrix(1, 9) }),
      "lstmToKeras: expected an LSTM without peepholes, came one with peepholes. Likely fix: of the three frameworks only ONNX has them: use lstmToOnnx.",
    ],
    [
      "what is no GRU",
      () => gruToKeras({ ...randomGruWeights(random(1), 2, 3), reset: "no" } as never),
      'gruToKeras: expected reset to be "before" or "after" the product with the recurrent weight, came "no". Likely fix: PyTorch has "after"; Keras has "after" unless reset_after=False; ONNX has "before" unless linear_before_reset=1.',
    ],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(message);
  });
});
