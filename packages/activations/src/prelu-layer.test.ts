import {
  centralDifference,
  checkGradient,
  matrix,
  matrixFromRows,
  normalMatrix,
  type Parameter,
  probe,
  random,
  Tape,
} from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { preluLayer } from "./prelu-layer.ts";

const inputs = matrixFromRows(
  [
    [-4, 0, 2],
    [8, -2, -1],
  ],
  "f64",
);

describe("preluLayer", () => {
  test("has one slope for each unit, 0.25 at first", () => {
    const layer = preluLayer({ units: 3, precision: "f64" });
    const tape = new Tape({ precision: "f64" });
    const y = layer.forward(tape, tape.constant(inputs));
    expect(y.value.data).toEqual(Float64Array.of(-1, 0, 2, 8, -0.5, -0.25));
    y.sum().backward();
    expect(layer.parameters().map(({ value }) => value)).toEqual([matrix(1, 3, [0.25, 0.25, 0.25], "f64")]);
    // ∂L/∂a = the sum of min(x, 0) over the rows.
    expect(layer.parameters()[0]?.gradient).toEqual(matrix(1, 3, [-4, -2, -1], "f64"));
  });

  test("has one slope for all by default, in f32", () => {
    const layer = preluLayer({ slope: -0.5 });
    const tape = new Tape();
    const y = layer.forward(tape, tape.parameter(matrix(2, 3, inputs.data)));
    expect(y.value.data).toEqual(Float32Array.of(2, 0, 2, 8, 1, 0.5));
    y.sum().backward();
    expect(layer.parameters()[0]?.value).toEqual(matrix(1, 1, [-0.5]));
    expect(layer.parameters()[0]?.gradient).toEqual(matrix(1, 1, [-7]));
    expect(preluLayer().parameters()[0]?.value).toEqual(matrix(1, 1, [0.25]));
  });

  test("passes on the gradient with the slope at x, and with that on the left at the kink", () => {
    const layer = preluLayer({ slope: 0.5, precision: "f64" });
    const tape = new Tape({ precision: "f64" });
    const x = tape.parameter(inputs);
    layer.forward(tape, x).sum().backward();
    expect(x.gradient?.data).toEqual(Float64Array.of(0.5, 0.5, 1, 1, 0.5, 0.5));
  });

  test.each([1, 4])("its gradients for input and %d slopes agree with central differences", (units) => {
    const layer = preluLayer({ units, precision: "f64" });
    const x = normalMatrix(random(3), 20, 4, 1, "f64");
    expect(checkGradient((tape, x) => layer.forward(tape, x), [x]).passed).toBe(true);

    const tape = new Tape({ precision: "f64" });
    const upstream = normalMatrix(random(5), 20, 4, 1, "f64");
    const loss = () => layer.forward(tape, tape.constant(x)).mul(tape.constant(upstream)).sum();
    const [slopes] = layer.parameters() as [Parameter];
    loss().backward();
    const gradient = [...(slopes.gradient?.data ?? [])];
    const differences = gradient.map((_, i) =>
      centralDifference((slope) => {
        slopes.value.data[i] = slope;
        tape.reset();
        return loss().value.data[0] ?? Number.NaN;
      }, 0.25),
    );
    // L is linear in the slopes: nothing but rounding is left.
    expect(gradient).toHaveLength(units);
    for (const [i, g] of gradient.entries()) {
      expect(Math.abs(g)).toBeGreaterThan(0.1);
      expect(Math.abs((differences[i] ?? 0) / g - 1)).toBeLessThan(1e-8);
    }
  });

  test("a step against the gradient makes the loss smaller", () => {
    const layer = preluLayer({ units: 3, precision: "f64" });
    const tape = new Tape({ precision: "f64" });
    const loss = () =>
      layer.forward(tape, tape.constant(inputs)).meanSquaredError(matrix(2, 3, undefined, "f64"));
    const before = loss();
    before.backward();
    const [slopes] = layer.parameters() as [Parameter];
    const gradient = slopes.gradient?.data ?? [];
    const first = before.value.data[0] ?? 0;
    for (const [i, g] of gradient.entries()) slopes.value.data[i] = (slopes.value.data[i] ?? 0) - 0.01 * g;
    expect(loss().value.data[0]).toBeLessThan(first);
  });

  test("a label names the slopes and the result", () => {
    const tape = new Tape();
    preluLayer({ units: 3, label: "layer 1" }).forward(tape, tape.constant(matrix(2, 3)));
    expect(probe(tape).map(({ label, rows, columns }) => `${label} ${rows}×${columns}`)).toEqual([
      "layer 1 slope 1×3",
      "layer 1 2×3",
    ]);
    const other = new Tape();
    preluLayer().forward(other, other.constant(matrix(2, 3)));
    expect(other.labelled()).toEqual([]);
  });

  test("refuses what does not fit, and says what would", () => {
    const tape = new Tape();
    const layer = preluLayer({ units: 3, label: "layer 4" });
    expect(() => preluLayer(3 as never)).toThrow(
      /^preluLayer: expected a record of settings, came 3\. Likely fix: write preluLayer\(\{ units \}\)/,
    );
    expect(() => preluLayer({ units: 0 })).toThrow(
      /^preluLayer: expected units to be a whole number from 1 on/,
    );
    expect(() => preluLayer({ slope: Number.NaN })).toThrow(
      "preluLayer: expected slope to be a finite number, came NaN. Likely fix: leave it out to begin at 0.25.",
    );
    expect(() => preluLayer({ precision: "f16" as never })).toThrow(/expected the precision "f32" or "f64"/);
    expect(() => layer.forward(tape, tape.constant(matrix(2, 4)))).toThrow(
      'preluLayer "layer 4": expected an input with 3 columns, one for each slope, came 2×4. ' +
        "Likely fix: give units the fan-out of the layer before; or leave units out for one slope.",
    );
    expect(() => preluLayer().forward(new Tape(), tape.constant(matrix(2, 4)))).toThrow(
      /^preluLayer: expected a tensor of this tape/,
    );
  });
});
