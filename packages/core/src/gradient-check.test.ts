import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tanhDerivative } from "./elementary.ts";
import { centralDifference, checkGradient } from "./gradient-check.ts";
import { matrix, matrixFromRows } from "./matrix.ts";
import { normalMatrix, random } from "./random.ts";
import type { Tape } from "./tape.ts";
import type { Tensor } from "./tensor.ts";

describe("centralDifference", () => {
  test("is exact for a parabola, up to rounding", () => {
    fc.assert(
      fc.property(fc.double({ min: -5, max: 5, noNaN: true }), (x) => {
        // Rounding x² costs at most ε·x² in each of two values, divided by 2h.
        const bound = (2 ** -53 * 2 * 25) / 1e-5;
        expect(Math.abs(centralDifference((t) => t * t, x) - 2 * x)).toBeLessThanOrEqual(bound);
      }),
      { seed: 1 },
    );
  });

  test.each([1e-3, 1e-4, 1e-5])("with h = %d is off by h² / 3 at most for tanh, and by rounding", (h) => {
    // |tanh‴| ≤ 2, and two values with an error of 2^−53 each are divided by 2h; the exact derivative is rounded too.
    const bound = h ** 2 / 3 + 2 ** -53 / h + 2 ** -52;
    for (let x = -5; x <= 5; x += 1 / 64) {
      expect(Math.abs(centralDifference(Math.tanh, x, h) - tanhDerivative(x))).toBeLessThanOrEqual(bound);
    }
  });

  test("gives the mean of the one-sided derivatives at a kink", () => {
    expect(centralDifference((x) => Math.max(x, 0), 0)).toBe(0.5);
  });

  test("divides by the distance of the points it used, which rounding moves", () => {
    expect(centralDifference((x) => x, 1e6)).toBe(1);
    expect(centralDifference((x) => x, 1e10)).toBe(1);
  });

  test.each([
    [1, 0],
    [1, -1e-5],
    [1, Number.NaN],
    [1e12, 1e-5],
  ])("refuses at x = %d the step %d", (x, h) => {
    expect(() => centralDifference(Math.tanh, x, h)).toThrow(
      `centralDifference: expected a step that changes x = ${x}, came h = ${h}`,
    );
  });

  test("NaN passes through", () => {
    expect(centralDifference(Math.tanh, Number.NaN)).toBeNaN();
  });
});

describe("checkGradient", () => {
  const point = normalMatrix(random(1), 2, 3, 1, "f64");
  const zeroDerivative = { name: "tanh with derivative 0", value: Math.tanh, derivative: () => 0 };

  test("passes a right gradient and tells how close it is", () => {
    const report = checkGradient((_, x) => x.tanh(), [point]);
    expect(report).toMatchObject({ passed: true, tolerance: 1e-6 });
    expect(report.relativeError).toBeLessThan(1e-9);
    expect(report.resolution).toBeLessThan(1e-9);
    expect(report.worst?.expected).toBeCloseTo(report.worst?.received as number, 9);
  });

  test.each([1, 1e-5, 1e-15])("fails a gradient of zero below an upstream gradient of %d", (upstream) => {
    expect(checkGradient((_, x) => x.apply(zeroDerivative), [point], { upstream })).toMatchObject({
      passed: false,
      relativeError: 1,
    });
  });

  test.each([1, 1e-5, 1e-15])("passes a right gradient below an upstream gradient of %d", (upstream) => {
    const { passed, relativeError } = checkGradient((_, x) => x.tanh(), [point], { upstream });
    expect(passed).toBe(true);
    expect(relativeError).toBeLessThan(1e-9);
  });

  test("fails a gradient of zero at the bottom of a chain in which it vanishes to 2^−100", () => {
    const chain = (last: (z: Tensor) => Tensor) => (tape: Tape, x: Tensor) => {
      let h = last(x);
      const bias = tape.constant(matrix(1, 1, [-0.5], "f64"));
      for (let layer = 0; layer < 5; layer++) h = h.add(bias).sigmoid();
      return h.scale(2 ** -90);
    };
    const at0 = [matrix(1, 1, [0], "f64")];
    expect(
      checkGradient(
        chain((z) => z.sigmoid()),
        at0,
      ),
    ).toMatchObject({ passed: true });
    expect(
      checkGradient(
        chain((z) => z.apply(zeroDerivative)),
        at0,
      ),
    ).toMatchObject({ passed: false });
  });

  test("passes a function that returns its input", () => {
    expect(checkGradient((_, x) => x, [point])).toMatchObject({ passed: true });
  });

  test("points at the worst entry", () => {
    const second = normalMatrix(random(2), 2, 3, 1, "f64");
    const report = checkGradient(
      (tape, a, b) =>
        tape.custom(
          {
            name: "a + b with one wrong entry",
            forward: (x, y) =>
              matrix(
                2,
                3,
                x?.data.map((v, at) => v + (y?.data[at] as number)),
                "f64",
              ),
            vjp: ({ gradient }) => [
              gradient,
              matrix(
                2,
                3,
                gradient.data.map((g, at) => (at === 5 ? 3 * g : g)),
                "f64",
              ),
            ],
          },
          a,
          b,
        ),
      [point, second],
    );
    expect(report).toMatchObject({ passed: false, worst: { input: 1, row: 1, column: 2 } });
    const { expected, received } = report.worst ?? { expected: 0, received: 0 };
    expect(received / expected).toBeCloseTo(3, 8);
  });

  test.each([Number.NaN, Infinity])("fails a gradient that is %d, without throwing", (derivative) => {
    const f = { name: "tanh", value: Math.tanh, derivative: () => derivative };
    expect(checkGradient((_, x) => x.apply(f), [point])).toMatchObject({
      passed: false,
      relativeError: Infinity,
    });
  });

  test("fails where the function itself is NaN", () => {
    const f = { name: "NaN", value: () => Number.NaN, derivative: () => 1 };
    expect(checkGradient((_, x) => x.apply(f), [point])).toMatchObject({
      passed: false,
      relativeError: Infinity,
    });
  });

  test("says with resolution that differences cannot judge a saturated unit", () => {
    const { resolution, tolerance } = checkGradient((_, x) => x.tanh(), [matrix(1, 1, [18], "f64")]);
    expect(resolution).toBeGreaterThan(tolerance);
    const mirrored = checkGradient((_, x) => x.tanh(), [matrix(1, 1, [-18], "f64")]);
    expect(mirrored.resolution).toBe(resolution);
  });

  test("passes a gradient that is zero because it should be", () => {
    const report = checkGradient((_, x) => x.sub(x).tanh(), [point]);
    expect(report).toMatchObject({ passed: true, relativeError: 0 });
  });

  test("gives an input that the output ignores a gradient of zero", () => {
    const report = checkGradient(
      (_, x, ignored) => x.tanh().label(`beside ${ignored.rows} rows`),
      [point, point],
    );
    expect(report).toMatchObject({ passed: true });
  });

  test("takes larger steps for larger inputs", () => {
    expect(checkGradient((_, x) => x.mul(x), [matrix(1, 2, [1e12, -1e12], "f64")])).toMatchObject({
      passed: true,
    });
  });

  test("leaves its inputs as they were, and takes f32", () => {
    const input = matrixFromRows([[0.5, -1]]);
    expect(checkGradient((_, x) => x.sigmoid(), [input])).toMatchObject({ passed: true });
    expect(input).toEqual(matrixFromRows([[0.5, -1]]));
  });

  test("has no worst entry where there are no entries", () => {
    expect(checkGradient((_, x) => x.sum(), [matrix(0, 2)])).toMatchObject({
      passed: true,
      worst: undefined,
    });
  });

  const refusals: [string, () => void, string][] = [
    [
      "no function",
      () => checkGradient(undefined as never, [point]),
      "expected a function that builds a tensor",
    ],
    [
      "a single matrix",
      () => checkGradient((_, x) => x, point as never),
      "expected an array of input matrices",
    ],
    [
      "a nested array",
      () => checkGradient((_, x) => x, [[1]] as never),
      "expected a matrix, came an array of length 1",
    ],
    [
      "an upstream gradient of zero",
      () => checkGradient((_, x) => x, [point], { upstream: 0 }),
      "expected upstream to be a finite number above 0, came 0",
    ],
    [
      "a step in words",
      () => checkGradient((_, x) => x, [point], { step: "1e-5" as never }),
      'expected step to be a finite number above 0, came "1e-5"',
    ],
    [
      "an infinite tolerance",
      () => checkGradient((_, x) => x, [point], { tolerance: Infinity }),
      "expected tolerance to be a finite number above 0, came Infinity",
    ],
    [
      "no result",
      () => checkGradient(() => undefined as never, [point]),
      "expected build to return a tensor, came und",
    ],
  ];
  test.each(refusals)("refuses %s", (_, run, message) => {
    expect(run).toThrow(/^checkGradient: /);
    expect(run).toThrow(message);
  });
});
