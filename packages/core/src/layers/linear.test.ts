import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkGradient } from "../gradient-check.ts";
import { matrix, matrixFromRows, precisionOf } from "../matrix.ts";
import { probe } from "../probe.ts";
import { normalMatrix, random } from "../random.ts";
import { Tape } from "../tape.ts";
import { linear, randomLinear } from "./linear.ts";

describe("linear", () => {
  test("z = x·W + b", () => {
    const tape = new Tape();
    const weight = matrixFromRows([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    const bias = matrixFromRows([[10, 20, 30]]);
    const x = tape.constant(
      matrixFromRows([
        [1, 0],
        [0, 1],
        [1, 1],
      ]),
    );
    expect(linear({ weight, bias }).forward(tape, x).value).toEqual(
      matrixFromRows([
        [11, 22, 33],
        [14, 25, 36],
        [15, 27, 39],
      ]),
    );
    expect(linear({ weight }).forward(tape, x).value).toEqual(
      matrixFromRows([
        [1, 2, 3],
        [4, 5, 6],
        [5, 7, 9],
      ]),
    );
  });

  test("its parameters are the given matrices, with the gradients of a hand-written layer", () => {
    const [weight, bias] = [matrixFromRows([[1], [2]]), matrixFromRows([[3]])];
    const layer = linear({ weight, bias });
    const tape = new Tape();
    layer
      .forward(
        tape,
        tape.constant(
          matrixFromRows([
            [5, 7],
            [11, 13],
          ]),
        ),
      )
      .sum()
      .backward();
    expect(layer.parameters().map((parameter) => parameter.value)).toEqual([weight, bias]);
    expect(layer.parameters()[0]?.value).toBe(weight);
    expect(layer.parameters().map((parameter) => [...(parameter.gradient?.data ?? [])])).toEqual([
      [16, 20],
      [2],
    ]);
  });

  test("passes the gradient on to its input", () => {
    fc.assert(
      fc.property(fc.nat(4), fc.nat(4), fc.nat(4), fc.integer(), (rows, fanIn, fanOut, seed) => {
        const draw = random(seed);
        const layer = randomLinear(draw, fanIn + 1, fanOut + 1, { precision: "f64" });
        const x = normalMatrix(draw, rows + 1, fanIn + 1, 1, "f64");
        expect(checkGradient((tape, x) => layer.forward(tape, x), [x]).passed).toBe(true);
      }),
      { seed: 1, numRuns: 30 },
    );
  });

  test("a label names the weight, the bias and the result", () => {
    const tape = new Tape();
    randomLinear(random(1), 2, 3, { label: "layer 1" }).forward(tape, tape.constant(matrix(4, 2)));
    expect(probe(tape).map(({ label, rows, columns }) => `${label} ${rows}×${columns}`)).toEqual([
      "layer 1 weight 2×3",
      "layer 1 bias 1×3",
      "layer 1 4×3",
    ]);
  });

  test("refuses what does not fit, and says what would", () => {
    const tape = new Tape();
    const layer = linear({ weight: matrix(2, 3), label: "layer 4" });
    const x = tape.constant(matrix(5, 2));
    expect(() => linear({ weight: matrix(2, 3), bias: matrix(3, 1) })).toThrow(
      /^linear: expected a bias of shape 1×3 beside a weight of shape 2×3, came 3×1/,
    );
    expect(() => linear({ weight: [[1]] } as never)).toThrow(/expected a matrix/);
    expect(() => linear(undefined as never)).toThrow(/^linear: expected a record of settings/);
    expect(() => layer.forward(tape, tape.constant(matrix(5, 4)))).toThrow(
      /^linear "layer 4": expected an input with 2 columns, the fan-in of the weight, came 5×4/,
    );
    expect(() => layer.forward(new Tape(), x)).toThrow(/^linear "layer 4": expected a tensor of this tape/);
    expect(() => layer.forward(tape, matrix(5, 2) as never)).toThrow(
      /^linear "layer 4": expected a tensor, came/,
    );
    tape.reset();
    expect(() => layer.forward(tape, x)).toThrow(
      /^linear "layer 4": expected a tensor made since the tape's last reset/,
    );
  });
});

describe("randomLinear", () => {
  test("draws weight and bias uniform on ±1/√fan-in: variance 1/(3·fan-in)", () => {
    const [fanIn, fanOut] = [50, 400];
    const parameters = randomLinear(random(1), fanIn, fanOut, { precision: "f64" }).parameters();
    for (const { value } of parameters) {
      const n = value.data.length;
      expect(value.data.every((w) => Math.abs(w) <= 1 / Math.sqrt(fanIn))).toBe(true);
      const variance = Array.from(value.data).reduce((sum, w) => sum + w * w, 0) / n;
      // The square of a uniform number on ±a has variance 4a⁴/45.
      const deviation = Math.sqrt(4 / 45 / n) / fanIn;
      expect(Math.abs(variance - 1 / (3 * fanIn))).toBeLessThan(5 * deviation);
    }
    expect(parameters.map(({ value }) => [value.rows, value.columns])).toEqual([
      [fanIn, fanOut],
      [1, fanOut],
    ]);
  });

  test("is f32 unless told, with a bias unless told, and the same for the same seed", () => {
    const values = (seed: number) =>
      randomLinear(random(seed), 3, 2)
        .parameters()
        .map((p) => p.value);
    expect(values(1).map(precisionOf)).toEqual(["f32", "f32"]);
    expect(values(1)).toEqual(values(1));
    expect(values(1)).not.toEqual(values(2));
    expect(randomLinear(random(1), 3, 2, { bias: false }).parameters()).toHaveLength(1);
  });

  test("refuses a fan-in of 0 and a seed in place of a random", () => {
    expect(() => randomLinear(random(1), 0, 2)).toThrow(
      /^randomLinear: expected fanIn to be a whole number from 1/,
    );
    expect(() => randomLinear(1 as never, 2, 2)).toThrow(
      /^randomLinear: expected a stream of random numbers/,
    );
  });
});
