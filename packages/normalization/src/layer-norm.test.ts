import { checkGradient, matrix, matrixFromRows, normalMatrix, probe, random, Tape } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { layerNorm } from "./layer-norm.ts";
import { rmsNorm } from "./rms-norm.ts";
import { rowsOf } from "./test-support/on-a-tape.ts";

const x = matrixFromRows([[1, 7]], "f64");
const settings = { features: 2, precision: "f64" } as const;

describe.each([
  // Of 1 and 7 the variance is 9 and the mean square 25.
  {
    name: "layerNorm",
    make: layerNorm,
    at0: [-1, 1],
    byDefault: [-3, 3].map((d) => d / Math.sqrt(9 + 1e-5)),
    rows: ["gamma", "beta"],
  },
  {
    name: "rmsNorm",
    make: rmsNorm,
    at0: [1 / 5, 7 / 5],
    byDefault: [1, 7].map((d) => d / Math.sqrt(25 + 1e-6)),
    rows: ["gamma"],
  },
])("$name", ({ name, make, at0, byDefault, rows }) => {
  const resultOf = (layer = make(settings)) => {
    const tape = new Tape({ precision: "f64" });
    return rowsOf(layer.forward(tape, tape.constant(x)).value).flat();
  };

  test("normalises one example alone, with γ = 1 and β = 0 at the start", () => {
    expect(resultOf()).toEqual(byDefault);
    expect(resultOf(make({ ...settings, epsilon: 0 }))).toEqual(at0);
    const start = { gamma: 1, beta: 0 };
    expect(
      make({ features: 2 })
        .parameters()
        .map(({ value }) => value),
    ).toEqual(rows.map((row) => matrix(1, 2, new Array(2).fill(start[row as keyof typeof start]))));
    expect(make(settings).parameters()[0]?.value.data).toBeInstanceOf(Float64Array);
  });

  test("passes the gradient on to x and to its parameters", () => {
    const layer = make({ features: 4, precision: "f64" });
    const input = normalMatrix(random(2), 3, 4, 1, "f64");
    expect(checkGradient((tape, x) => layer.forward(tape, x), [input])).toMatchObject({ passed: true });
    const tape = new Tape({ precision: "f64" });
    layer.forward(tape, tape.constant(input)).sum().backward();
    for (const { gradient } of layer.parameters())
      expect(gradient?.data.every((entry) => entry !== 0)).toBe(true);
  });

  test("without affine there is nothing to learn", () => {
    const layer = make({ ...settings, affine: false });
    expect(layer.parameters()).toEqual([]);
    expect(resultOf(layer)).toEqual(byDefault);
  });

  test("a label names the parameters and the result", () => {
    const tape = new Tape();
    const input = tape.constant(matrix(3, 2, [1, 2, 3, 4, 5, 7]));
    make({ features: 2 }).forward(tape, input);
    expect(probe(tape)).toEqual([]);
    make({ features: 2, label: "norm 1" }).forward(tape, input);
    expect(probe(tape).map(({ label }) => label)).toEqual([...rows.map((row) => `norm 1 ${row}`), "norm 1"]);
  });

  test.each([
    [
      undefined,
      `expected a record of settings, came undefined. Likely fix: write ${name}({ features: 64 }).`,
    ],
    [
      { features: 1.5 },
      "expected features to be a whole number from 1 on, came 1.5. Likely fix: pass features as a count.",
    ],
    [
      { features: 2, epsilon: Number.NaN },
      "expected epsilon to be a finite number from 0 on, came NaN. Likely fix: correct epsilon; 0 switches it off.",
    ],
  ])("refuses %o", (settings, message) => {
    expect(() => make(settings as never)).toThrow(new Error(`${name}: ${message}`));
  });

  test("refuses an input that does not fit, and says in which layer", () => {
    const tape = new Tape();
    const layer = make({ features: 3, epsilon: 0, label: "norm" });
    expect(() => layer.forward(tape, tape.constant(matrix(4, 2)))).toThrow(
      new Error(
        `${name} "norm": expected an input with 3 columns, one for each feature, came 4×2. Likely fix: give this layer the fan-out of the one before as its features.`,
      ),
    );
    expect(() => layer.forward(tape, new Tape().constant(matrix(4, 3)))).toThrow(
      new RegExp(`^${name} "norm": expected a tensor of this tape`),
    );
    expect(() => layer.forward(tape, tape.constant(matrix(4, 3)))).toThrow(
      new RegExp(`^${name} "norm": expected example 0 to have a .* above 0, came 0`),
    );
    expect(() => make({ features: 3 }).forward(tape, undefined as never)).toThrow(
      new RegExp(`^${name}: expected a tensor, came undefined`),
    );
  });
});
