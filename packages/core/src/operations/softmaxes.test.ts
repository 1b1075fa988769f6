import { describe, expect, test } from "vitest";
import type { Grouping } from "../grouping.ts";
import { matrix } from "../matrix.ts";
import { Tape } from "../tape.ts";
import { valueAndGradients } from "./by-hand.ts";

/** The logarithms of 1, 2 and 5, and of 3, 3 and 2: softmax by row gives these, divided by 8. */
const logits = [
  [Math.log(1), Math.log(2), Math.log(5)],
  [Math.log(3), Math.log(3), Math.log(2)],
];
const eighths = [
  [1 / 8, 2 / 8, 5 / 8],
  [3 / 8, 3 / 8, 2 / 8],
];

const expectClose = (received: readonly (readonly number[])[], expected: readonly (readonly number[])[]) => {
  expect(received.map((row) => row.length)).toEqual(expected.map((row) => row.length));
  received.flat().forEach((entry, at) => {
    expect(entry).toBeCloseTo(expected.flat()[at] as number, 14);
  });
};

describe("by hand", () => {
  test("softmax by row", () => {
    const { value } = valueAndGradients([logits], (x) => x.softmax());
    expectClose(value, eighths);
  });

  test("softmax by column and over all", () => {
    const byColumn = valueAndGradients([logits], (x) => x.softmax("byColumn")).value;
    expectClose(byColumn, [
      [1 / 4, 2 / 5, 5 / 7],
      [3 / 4, 3 / 5, 2 / 7],
    ]);
    const overAll = valueAndGradients([logits], (x) => x.softmax("overAll")).value;
    expectClose(overAll, [
      [1 / 16, 2 / 16, 5 / 16],
      [3 / 16, 3 / 16, 2 / 16],
    ]);
  });

  test("the gradient of one entry of softmax is pᵢ ([i = c] − p_c)", () => {
    const { gradients } = valueAndGradients([logits.slice(0, 1)], (x) => x.softmax(), {
      upstream: [[0, 0, 1]],
    });
    expectClose(gradients[0] ?? [], [[-5 / 64, -10 / 64, 15 / 64]]);
  });

  test("logSumExp by row, by column and over all, with softmax as its gradient", () => {
    const byRow = valueAndGradients([logits], (x) => x.logSumExp("byRow"));
    expectClose(byRow.value, [[Math.log(8)], [Math.log(8)]]);
    expectClose(byRow.gradients[0] ?? [], eighths);
    const byColumn = valueAndGradients([logits], (x) => x.logSumExp("byColumn"));
    expectClose(byColumn.value, [[Math.log(4), Math.log(5), Math.log(7)]]);
    expectClose(valueAndGradients([logits], (x) => x.logSumExp()).value, [[Math.log(16)]]);
  });

  test("logSoftmax by row, with the gradient [i = c] − pᵢ", () => {
    const { value, gradients } = valueAndGradients([logits.slice(0, 1)], (x) => x.logSoftmax(), {
      upstream: [[0, 1, 0]],
    });
    expectClose(value, [[Math.log(1 / 8), Math.log(2 / 8), Math.log(5 / 8)]]);
    expectClose(gradients[0] ?? [], [[-1 / 8, 6 / 8, -5 / 8]]);
  });
});

describe("far out", () => {
  const far = [[1e4, -1e4, 1e4]];

  test.each(["f32", "f64"] as const)("values of ±1e4 stay finite in %s", (precision) => {
    const softmax = valueAndGradients([far], (x) => x.softmax(), { precision });
    expect(softmax).toEqual({ value: [[0.5, 0, 0.5]], gradients: [[[0, 0, 0]]] });
    const log = valueAndGradients([far], (x) => x.logSoftmax(), { precision });
    const round = precision === "f32" ? Math.fround : (x: number) => x;
    expect(log.value).toEqual([[round(-Math.LN2), round(-2e4 - Math.LN2), round(-Math.LN2)]]);
    expect(log.gradients).toEqual([[[-0.5, 1, -0.5]]]);
    const sum = valueAndGradients([far], (x) => x.logSumExp(), { precision });
    expect(sum).toEqual({ value: [[round(1e4 + Math.LN2)]], gradients: [[[0.5, 0, 0.5]]] });
  });

  // With p = e^−40 / (1 + e^−40) the derivative of a softmax of two is p (1 − p), which is e^−40 to 17 digits.
  const saturated = [[40, 0]];
  const small = Math.exp(-40);

  test.each([
    ["softmax, seen from the large share", "softmax", [[1, 0]], [small, -small]],
    ["softmax, seen from the small share", "softmax", [[0, 1]], [-small, small]],
    ["logSoftmax of the large share", "logSoftmax", [[1, 0]], [small, -small]],
    ["logSoftmax of the small share", "logSoftmax", [[0, 1]], [-1, 1]],
  ] as const)("the gradient of %s keeps its digits", (_, name, upstream, expected) => {
    const { gradients } = valueAndGradients([saturated], (x) => x[name](), { upstream });
    gradients[0]?.[0]?.forEach((gradient, at) => {
      expect(gradient / (expected[at] as number)).toBeCloseTo(1, 14);
    });
    expect(gradients[0]?.[0]).toHaveLength(2);
  });

  test("so does the logarithm of a share that is nearly 1", () => {
    const { value } = valueAndGradients([saturated], (x) => x.logSoftmax());
    expect((value[0]?.[0] as number) / -small).toBeCloseTo(1, 14);
  });
});

describe("NaN, infinities and nothing", () => {
  test("NaN and an infinite largest entry make their own row NaN, and no other", () => {
    const rows = [
      [1, Number.NaN],
      [Infinity, 0],
      [-Infinity, -Infinity],
      [0, 0],
    ];
    for (const name of ["softmax", "logSoftmax"] as const) {
      const { value } = valueAndGradients([rows], (x) => x[name]());
      expect(value.slice(0, 3).flat().every(Number.isNaN)).toBe(true);
      expect(value[3]?.every(Number.isFinite)).toBe(true);
    }
  });

  test("an entry of −∞ beside a finite one has no share", () => {
    const rows = [[-Infinity, 3]];
    expect(valueAndGradients([rows], (x) => x.softmax())).toEqual({ value: [[0, 1]], gradients: [[[0, 0]]] });
    expect(valueAndGradients([rows], (x) => x.logSoftmax()).value).toEqual([[-Infinity, 0]]);
    expect(valueAndGradients([rows], (x) => x.logSumExp()).value).toEqual([[3]]);
  });

  test("logSumExp of infinities is the larger one", () => {
    const rows = [
      [Infinity, Infinity],
      [Infinity, -Infinity],
      [-Infinity, -Infinity],
      [0, Number.NaN],
    ];
    const { value } = valueAndGradients([rows], (x) => x.logSumExp("byRow"));
    expect(value).toEqual([[Infinity], [Infinity], [-Infinity], [Number.NaN]]);
  });

  test("logSumExp of no entries is −∞, the logarithm of 0", () => {
    const x = new Tape({ precision: "f64" }).constant(matrix(1, 0, [], "f64"));
    expect([...x.logSumExp().value.data]).toEqual([-Infinity]);
    expect(x.softmax().value).toEqual(x.value);
    expect(x.logSoftmax("byColumn").value).toEqual(x.value);
  });
});

test.each(["softmax", "logSoftmax", "logSumExp"] as const)("%s refuses another grouping", (name) => {
  const x = new Tape().constant(matrix(1, 1));
  expect(() => x[name]("rows" as Grouping)).toThrow(
    `${name}: expected the grouping "byRow", "byColumn" or "overAll", came "rows"`,
  );
});
