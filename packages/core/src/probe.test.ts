import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sigmoidElementwise, tanhElementwise } from "./elementwise.ts";
import { matrix, matrixFromRows } from "./matrix.ts";
import { norm, probe, rms, saturatedShare } from "./probe.ts";
import { normalMatrix, random } from "./random.ts";
import { Tape } from "./tape.ts";

const row = (entries: number[], precision: "f32" | "f64" = "f64") =>
  matrix(1, entries.length, entries, precision);

describe("norm and rms", () => {
  test("of (3, 4) are 5 and √(25 / 2)", () => {
    expect(norm(row([3, -4]))).toBe(5);
    expect(rms(row([3, -4]))).toBe(Math.sqrt(25 / 2));
  });

  test.each([
    ["f64", 1e-200],
    ["f64", 1e-310],
    ["f64", 5e-324],
    ["f64", 1e200],
    ["f32", 1e-30],
    ["f32", 1e-44],
    ["f32", 1e38],
  ] as const)("in %s neither over- nor underflow at %d", (precision, size) => {
    const m = row([size, size, size, size], precision);
    const entry = m.data[0] as number;
    expect(rms(m)).toBe(entry);
    expect(norm(m)).toBe(2 * entry);
  });

  test("rms stays finite where the norm is beyond float64", () => {
    const m = row([1.7e308, 1.7e308, 1.7e308, 1.7e308]);
    expect([rms(m), norm(m)]).toEqual([1.7e308, Infinity]);
  });

  test("scale with the matrix over 600 orders of magnitude", () => {
    const scale = fc.integer({ min: -1000, max: 1000 }).map((exponent) => 2 ** exponent);
    fc.assert(
      fc.property(scale, fc.integer({ min: 1, max: 20 }), fc.integer(), (factor, columns, seed) => {
        const m = normalMatrix(random(seed), 1, columns, 1, "f64");
        const scaled = row([...m.data].map((x) => factor * x));
        expect(norm(scaled) / factor / norm(m)).toBeCloseTo(1, 14);
        expect(rms(scaled) / factor / rms(m)).toBeCloseTo(1, 14);
      }),
      { seed: 1 },
    );
  });

  test("are 0 for zeros and for an empty matrix", () => {
    expect([norm(row([0, -0])), rms(row([0, -0])), norm(matrix(0, 3)), rms(matrix(0, 3))]).toEqual([
      0, 0, 0, 0,
    ]);
  });

  test("let infinities and NaN through", () => {
    expect([norm(row([1, -Infinity])), rms(row([1, -Infinity]))]).toEqual([Infinity, Infinity]);
    expect([norm(row([1, Number.NaN])), rms(row([1e-300, Number.NaN]))]).toEqual([Number.NaN, Number.NaN]);
  });
});

describe("probe", () => {
  test("gives one record for each labelled tensor, in creation order", () => {
    const tape = new Tape({ precision: "f64" });
    const x = tape.constant(matrixFromRows([[3, 4]], "f64")).label("x");
    const w = tape.parameter(matrixFromRows([[1], [1]], "f64"), "w");
    x.matmul(w).scale(2).label("y").backward();
    expect(probe(tape)).toEqual([
      {
        label: "x",
        rows: 1,
        columns: 2,
        valueRms: Math.sqrt(25 / 2),
        valueNorm: 5,
        gradientRms: undefined,
        gradientNorm: undefined,
      },
      {
        label: "w",
        rows: 2,
        columns: 1,
        valueRms: 1,
        valueNorm: Math.SQRT2,
        gradientRms: Math.sqrt(100 / 2),
        gradientNorm: 10,
      },
      { label: "y", rows: 1, columns: 1, valueRms: 14, valueNorm: 14, gradientRms: 1, gradientNorm: 1 },
    ]);
  });

  test("has no gradients before backward, and nothing after reset", () => {
    const tape = new Tape();
    tape.parameter(matrix(1, 1, [2]), "w");
    expect(probe(tape)).toMatchObject([{ label: "w", valueNorm: 2, gradientNorm: undefined }]);
    tape.reset();
    expect(probe(tape)).toEqual([]);
  });
});

describe("saturatedShare", () => {
  // s′(z) < 0.05 · 1/4 beyond |z| = 4.357; tanh′(z) < 0.05 beyond half of that, for tanh′(z) = 4 s′(2z).
  const edge = Math.log((1 + Math.sqrt(0.95)) / (1 - Math.sqrt(0.95)));
  const around = (z: number) => row([-1.001 * z, -0.999 * z, 0, 0.999 * z, 1.001 * z]);

  test("counts where the derivative is below the threshold", () => {
    expect(saturatedShare(around(edge), sigmoidElementwise, { supremum: 1 / 4 })).toBe(2 / 5);
    expect(saturatedShare(around(edge / 2), tanhElementwise, { supremum: 1 })).toBe(2 / 5);
  });

  test("takes another threshold: 0 counts nothing, 1 all but the steepest point", () => {
    const z = around(1);
    expect(saturatedShare(z, sigmoidElementwise, { supremum: 1 / 4, threshold: 0 })).toBe(0);
    expect(saturatedShare(z, sigmoidElementwise, { supremum: 1 / 4, threshold: 1 })).toBe(4 / 5);
  });

  test("looks at the size of the derivative, not its sign", () => {
    const falling = { name: "−x", value: (x: number) => -x, derivative: () => -1 };
    expect(saturatedShare(around(1), falling, { supremum: 1 })).toBe(0);
  });

  test("counts infinities as saturated and NaN as not", () => {
    expect(saturatedShare(row([Infinity, -Infinity, Number.NaN, 0]), tanhElementwise, { supremum: 1 })).toBe(
      0.5,
    );
  });

  test("is 0 for an empty matrix", () => {
    expect(saturatedShare(matrix(0, 3), tanhElementwise, { supremum: 1 })).toBe(0);
  });

  test.each([0, -1, Infinity, Number.NaN, undefined])("refuses the supremum %o", (supremum) => {
    expect(() => saturatedShare(around(1), tanhElementwise, { supremum: supremum as number })).toThrow(
      `saturatedShare: expected the supremum of |f′| as a finite number above 0, came ${supremum}`,
    );
  });

  test.each([-0.1, 1.1, Number.NaN])("refuses the threshold %d", (threshold) => {
    expect(() => saturatedShare(around(1), tanhElementwise, { supremum: 1, threshold })).toThrow(
      `saturatedShare: expected a threshold from 0 to 1, came ${threshold}`,
    );
  });
});
