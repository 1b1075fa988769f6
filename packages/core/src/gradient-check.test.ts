import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tanhDerivative } from "./elementary.ts";
import { type Elementwise, sigmoidElementwise, tanhElementwise } from "./elementwise.ts";
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

describe("kinks", () => {
  const row = (entries: readonly number[]) => matrix(1, entries.length, entries, "f64");
  const reluWith = (atZero: number) => ({
    name: "relu",
    value: (x: number) => Math.max(x, 0),
    derivative: (x: number) => (x > 0 ? 1 : x < 0 ? 0 : atZero),
  });
  /** With one entry L = s·f(x); dividing by s shows the slopes of f. */
  const slopes = (f: Elementwise, x: number, options = {}) => {
    const report = checkGradient((_, x) => x.apply(f), [row([x])], options);
    const unit = checkGradient((_, x) => x.scale(1), [row([0])], options).worst?.received ?? Number.NaN;
    return {
      passed: report.passed,
      kinks: report.kinks.map(({ left, right, received }) => [left / unit, right / unit, received / unit]),
    };
  };
  const close = (...numbers: number[]) => numbers.map((number) => expect.closeTo(number, 8));

  test.each([0, 0.5, 1, 0.3])("of ReLU at 0 allow the slope %d, and are named", (atZero) => {
    expect(slopes(reluWith(atZero), 0)).toEqual({ passed: true, kinks: [close(0, 1, atZero)] });
    expect(slopes(reluWith(atZero), 0, { upstream: 1e-15 }).passed).toBe(true);
  });

  test.each([-0.1, 1.1, -1e-4, 1.0001])("of ReLU at 0 do not allow the slope %d", (atZero) => {
    expect(slopes(reluWith(atZero), 0)).toEqual({ passed: false, kinks: [close(0, 1, atZero)] });
    expect(slopes(reluWith(atZero), 0, { upstream: 1e-15 }).passed).toBe(false);
  });

  test("of |x| at 0 are named although the mean of both slopes is 0", () => {
    const size = { name: "|x|", value: Math.abs, derivative: Math.sign };
    expect(slopes(size, 0)).toEqual({ passed: true, kinks: [close(-1, 1, 0)] });
    expect(slopes({ ...size, derivative: () => 1.5 }, 0).passed).toBe(false);
  });

  test.each([3e-6, -3e-6, 9e-6, -9e-6, 1e-7])("at a distance of %d do no harm", (distance) => {
    const right = distance > 0 ? 1 : 0;
    expect(slopes(reluWith(0), distance)).toEqual({ passed: true, kinks: [] });
    const wrong = { ...reluWith(0), derivative: () => right + (right === 1 ? -0.01 : 0.01) };
    expect(slopes(wrong, distance).passed).toBe(false);
  });

  test("in a matrix are named where they are, beside smooth entries that are still checked", () => {
    const x = matrixFromRows(
      [
        [0, 1, -2],
        [3, 0, 0.5],
      ],
      "f64",
    );
    const { passed, kinks } = checkGradient((_, x) => x.apply(reluWith(0)), [x]);
    expect(passed).toBe(true);
    expect(kinks.map(({ input, row, column }) => [input, row, column])).toEqual([
      [0, 0, 0],
      [0, 1, 1],
    ]);
    const wrong = { ...reluWith(0), derivative: (x: number) => (x > 0 ? 1 + 1e-5 : 0) };
    expect(checkGradient((_, x) => x.apply(wrong), [x]).passed).toBe(false);
  });

  test("of a maximum with a tie, and of a norm at 0", () => {
    const tie = checkGradient((_, x) => x.max(), [row([2, 2, 1])]);
    expect([tie.passed, tie.kinks.map(({ column }) => column)]).toEqual([true, [0, 1]]);
    const origin = checkGradient((_, x) => x.norm(), [row([0, 0])]);
    expect([origin.passed, origin.kinks.length]).toEqual([true, 2]);
  });

  test("are not what a steep smooth function has, and its gradient is held to the slope", () => {
    const steep = (factor: number): Elementwise => ({
      name: "steep",
      value: (x) => Math.tanh(1000 * x),
      derivative: (x) => (factor * 1000) / Math.cosh(1000 * x) ** 2,
    });
    for (const x of [0, 1e-4, -3e-3]) {
      expect(slopes(steep(1), x)).toEqual({ passed: true, kinks: [] });
      expect(slopes(steep(1 + 1e-5), x)).toEqual({ passed: false, kinks: [] });
    }
  });

  test("are not jumps: those stay mismatches", () => {
    const step = { name: "step", value: (x: number) => (x > 0 ? 1 : 0), derivative: () => 0 };
    expect(slopes(step, 0)).toEqual({ passed: false, kinks: [] });
  });

  test("a gradient off by a hundred-thousandth fails everywhere on smooth functions", () => {
    const off = (f: Elementwise) => ({ ...f, derivative: (x: number) => (1 + 1e-5) * f.derivative(x) });
    fc.assert(
      fc.property(fc.double({ min: -3, max: 3, noNaN: true }), fc.constantFrom(1, 1e-15), (x, upstream) => {
        for (const f of [sigmoidElementwise, tanhElementwise]) {
          expect(slopes(f, x, { upstream })).toEqual({ passed: true, kinks: [] });
          expect(slopes(off(f), x, { upstream })).toEqual({ passed: false, kinks: [] });
        }
      }),
      { seed: 1 },
    );
  });
});
