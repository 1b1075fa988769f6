import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CliffStep,
  type CliffValues,
  cliff,
  cliffGradient,
  cliffLoss,
  describeCliff,
  isOnMap,
  mapOf,
} from "./cliff-model.ts";

const values: CliffValues = { w: 2, b: 0, learningRate: 0.2, clipping: "norm", limit: 0.5, steps: 30 };
const last = (points: readonly CliffStep[]) => points.at(-1) as CliffStep;

test("the gradient is that of the loss", () => {
  const step = 1e-6;
  fc.assert(
    fc.property(
      fc.double({ min: 0.5, max: 1.4, noNaN: true }),
      fc.double({ min: 0.1, max: 0.5, noNaN: true }),
      (w, b) => {
        const [ofW, ofB] = cliffGradient(w, b);
        const difference = (dw: number, db: number) =>
          (cliffLoss(w + dw * step, b + db * step) - cliffLoss(w - dw * step, b - db * step)) / (2 * step);
        expect(ofW).toBeCloseTo(difference(1, 0), 6);
        expect(ofB).toBeCloseTo(difference(0, 1), 6);
      },
    ),
    { seed: 1 },
  );
});

test("the last h settles on one side of 0, and the loss with it", () => {
  // At w = 2, b = 0 it settles where h = tanh 2h.
  let h = 1;
  for (let i = 0; i < 200; i++) h = Math.tanh(2 * h);
  expect(cliffLoss(2, 0)).toBeCloseTo((h - 0.5) ** 2, 12);
  expect(cliffLoss(2, -0.5)).toBeGreaterThan(2);
});

describe("the map", () => {
  const { cells } = cliff(values);

  test("is covered once", () => {
    const area = cells.reduce((sum, { w, b }) => sum + (w[1] - w[0]) * (b[1] - b[0]), 0);
    expect(area).toBeCloseTo((mapOf.w[1] - mapOf.w[0]) * (mapOf.b[1] - mapOf.b[0]), 10);
  });

  test("shows the cliff: the lowest band beside one of the highest", () => {
    const bands = cells.filter(({ b }) => b[0] < -0.1 && b[1] > -0.1).map(({ band }) => band);
    expect(Math.max(...bands) - Math.min(...bands)).toBeGreaterThanOrEqual(4);
    expect(cells.length).toBeLessThan(400);
  });
});

describe("the two descents", () => {
  test("begin at the same point, and take as many steps as are asked for", () => {
    const { plain, clipped } = cliff(values);
    expect([plain, clipped].map(({ length }) => length)).toEqual([31, 31]);
    expect(plain[0]).toMatchObject({ w: 2, b: 0, loss: cliffLoss(2, 0) });
    expect(clipped[0]).toEqual(plain[0]);
  });

  test("part at the cliff: without clipping one step leaves the map, with it none is longer than rate times limit", () => {
    const { plain, clipped } = cliff(values);
    expect(Math.max(...plain.map(({ length }) => length))).toBeGreaterThan(1);
    expect(plain.every(isOnMap)).toBe(false);
    for (const { length } of clipped) expect(length).toBeLessThanOrEqual(0.2 * 0.5 * (1 + 1e-12));
    expect(clipped.every(isOnMap)).toBe(true);
    expect(last(clipped).loss).toBeLessThan(0.05);
  });

  test("by value the step may be longer, by √2 at most", () => {
    const { clipped } = cliff({ ...values, clipping: "value" });
    for (const { length } of clipped)
      expect(length).toBeLessThanOrEqual(Math.SQRT2 * 0.2 * 0.5 * (1 + 1e-12));
  });

  test("are one where no gradient reaches the limit", () => {
    const { plain, clipped } = cliff({ ...values, learningRate: 0.01, steps: 3, limit: 5 });
    expect(clipped).toEqual(plain);
  });
});

test("is told in words", () => {
  expect(describeCliff(cliff(values))).toMatch(
    /^From w = 2, b = 0, with loss 0\.\d+ and a gradient of norm 0\.\d+, 30 steps\. Without clipping: the longest step is 1\.\d+ long, and the loss at the end is [^,]+, off the map\. Clipped by norm at 0\.5: the longest step is 0\.1 long, and the loss at the end is 0\.0\d+\.$/,
  );
  expect(describeCliff(cliff({ ...values, steps: 1 }))).toContain(", 1 step. ");
});
