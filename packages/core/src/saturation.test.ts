import { describe, expect, test } from "vitest";
import { sigmoidElementwise, tanhElementwise } from "./elementwise.ts";
import { matrix, matrixFromRows } from "./matrix.ts";
import { deadShare, saturatedShare } from "./saturation.ts";

const row = (entries: number[]) => matrix(1, entries.length, entries, "f64");
const relu = {
  name: "relu",
  value: (x: number) => (x > 0 ? x : 0),
  derivative: (x: number) => (x > 0 ? 1 : 0),
};

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

describe("deadShare", () => {
  test("counts the units whose derivative is 0 for every example, not those that rest for some", () => {
    const z = matrixFromRows([
      [-1, -1, 2, -3],
      [-2, 5, 1, 0],
      [-9, -1, 3, -1],
    ]);
    expect(deadShare(z, relu)).toBe(2 / 4);
  });

  test("a saturated sigmoid is not dead until its derivative underflows", () => {
    expect(deadShare(row([-40, 40, 700, -750]), sigmoidElementwise)).toBe(1 / 4);
  });

  test("NaN is not dead", () => {
    const nothing = { name: "NaN", value: () => Number.NaN, derivative: () => Number.NaN };
    expect(deadShare(row([1, -1]), nothing)).toBe(0);
  });

  test.each([
    [0, 3],
    [3, 0],
  ])("is 0 for a %d×%d matrix", (rows, columns) => {
    expect(deadShare(matrix(rows, columns), relu)).toBe(0);
  });

  test("asks for the derivative as the matrix's precision computes it", () => {
    const f = {
      name: "f",
      value: (x: number) => x,
      derivative: () => 1,
      f32: { value: (x: number) => x, derivative: () => 0 },
    };
    expect([deadShare(matrix(1, 2), f), deadShare(row([1, 2]), f)]).toEqual([1, 0]);
  });
});
