import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Matrix, matrix, matrixFromRows, precisionOf } from "../matrix.ts";
import { norm } from "../norm.ts";
import { clipByGlobalNorm, clipByNorm, clipByValue } from "./clipping.ts";
import { sgd } from "./sgd.ts";

const clippings = [
  { name: "clipByValue", clip: clipByValue },
  { name: "clipByNorm", clip: clipByNorm },
  { name: "clipByGlobalNorm", clip: clipByGlobalNorm },
];

const entry = fc.oneof(
  fc.double({ min: -1e3, max: 1e3, noNaN: true }),
  fc.double({ min: -1e150, max: 1e150, noNaN: true }),
);
const gradient = fc
  .array(entry, { maxLength: 12 })
  .map((entries) => matrix(1, entries.length, entries, "f64"));
const gradients = fc.array(gradient, { minLength: 1, maxLength: 4 });
const limit = fc.double({ min: 1e-3, max: 1e4, noNaN: true });

const globalNorm = (all: readonly (Matrix | undefined)[]) =>
  Math.hypot(...all.flatMap((m) => [...(m?.data ?? [])]));

test.each([
  { clip: clipByNorm, name: "clipByNorm", expected: [0.6, 0.8] },
  { clip: clipByGlobalNorm, name: "clipByGlobalNorm", expected: [0.6, 0.8] },
  { clip: clipByValue, name: "clipByValue", expected: [1, 1] },
])("$name to 1 makes [30, 40] $expected", ({ clip, expected }) => {
  const [clipped] = clip([matrixFromRows([[30, 40]], "f64")], 1);
  expect(clipped?.data[0]).toBeCloseTo(expected[0] ?? 0, 15);
  expect(clipped?.data[1]).toBeCloseTo(expected[1] ?? 0, 15);
});

describe.each(clippings)("$name", ({ name, clip }) => {
  test("makes no entry larger, changes no sign and leaves its argument as it is", () => {
    fc.assert(
      fc.property(gradients, limit, (before, limit) => {
        const copies = before.map((m) => matrix(m.rows, m.columns, m.data, "f64"));
        clip(before, limit).forEach((after, place) => {
          after?.data.forEach((value, at) => {
            const old = before[place]?.data[at] ?? Number.NaN;
            expect(Math.abs(value)).toBeLessThanOrEqual(Math.abs(old));
            if (value !== 0) expect(Math.sign(value)).toBe(Math.sign(old));
          });
        });
        expect(before).toEqual(copies);
      }),
      { seed: 1 },
    );
  });

  test("a small gradient comes back as the same matrix, at the limit too, and a vanished one is not repaired", () => {
    const small = [matrixFromRows([[0.1, -0.2]]), undefined, matrixFromRows([[1e-30]]), matrix(0, 2)];
    clip(small, 1).forEach((after, place) => {
      expect(after).toBe(small[place]);
    });
    const atLimit = matrixFromRows([[0, -1]]);
    expect(clip([atLimit], 1)[0]).toBe(atLimit);
  });

  test("keeps the precision", () => {
    expect(clip([matrix(1, 1, [9]), matrix(1, 1, [9], "f64")], 1).map((m) => m && precisionOf(m))).toEqual([
      "f32",
      "f64",
    ]);
  });

  test.each([Number.NaN, Infinity, -Infinity])("refuses %d before any weight has changed", (entry) => {
    const w = matrixFromRows([[1], [2]]);
    const broken = matrixFromRows([[0], [entry]]);
    expect(() => sgd({ learningRate: 1 }).step([w], clip([broken], 1))).toThrow(
      `${name}, gradient 0: expected finite entries, came ${entry} in row 1, column 0. Likely fix`,
    );
    expect(w).toEqual(matrixFromRows([[1], [2]]));
  });

  test.each([0, -1, Number.NaN, "1", undefined])("refuses the limit %o", (limit) => {
    expect(() => clip([], limit as number)).toThrow(`${name}: expected a limit above 0`);
  });

  test("refuses what is no list of matrices", () => {
    expect(() => clip(matrix(1, 1) as never, 1)).toThrow(`${name}: expected a list of gradients`);
    expect(() => clip([[1]] as never, 1)).toThrow(`${name}, gradient 0: expected a matrix`);
  });
});

test("clipByValue is the nearest point of a box: entries at most the limit, the others untouched", () => {
  fc.assert(
    fc.property(gradients, limit, (before, limit) => {
      clipByValue(before, limit).forEach((after, place) => {
        after?.data.forEach((value, at) => {
          const old = before[place]?.data[at] ?? Number.NaN;
          expect(value).toBe(Math.abs(old) <= limit ? old : Math.sign(old) * limit);
        });
      });
    }),
    { seed: 1 },
  );
});

test("clipByNorm gives each gradient the norm min(‖G‖, limit), in its direction", () => {
  fc.assert(
    fc.property(gradient, limit, (before, limit) => {
      const [after] = clipByNorm([before], limit);
      const expected = Math.min(norm(before), limit);
      expect(Math.abs(norm(after as Matrix) - expected)).toBeLessThanOrEqual(1e-14 * expected);
      const factor = Math.min(1, limit / norm(before));
      after?.data.forEach((value, at) => {
        const old = before.data[at] ?? Number.NaN;
        expect(Math.abs(value - factor * old)).toBeLessThanOrEqual(1e-14 * Math.abs(factor * old));
      });
    }),
    { seed: 1 },
  );
});

test("clipByGlobalNorm shortens all by one factor: [30] and [40] to [0.6] and [0.8]", () => {
  const clipped = clipByGlobalNorm([matrix(1, 1, [30], "f64"), undefined, matrix(1, 1, [40], "f64")], 1);
  expect(clipped.map((m) => m?.data[0])).toEqual([
    expect.closeTo(0.6, 15),
    undefined,
    expect.closeTo(0.8, 15),
  ]);
  fc.assert(
    fc.property(gradients, limit, (before, limit) => {
      const expected = Math.min(globalNorm(before), limit);
      expect(Math.abs(globalNorm(clipByGlobalNorm(before, limit)) - expected)).toBeLessThanOrEqual(
        1e-13 * expected,
      );
    }),
    { seed: 1 },
  );
});

test("by value, one huge entry among 100 turns the direction to a cosine of 0.1", () => {
  const before = matrix(1, 100, [1e9, ...Array.from({ length: 99 }, () => 1)], "f64");
  const [after] = clipByValue([before], 1);
  const product = Array.from(before.data).reduce((sum, g, at) => sum + g * (after?.data[at] ?? 0), 0);
  expect(product / (norm(before) * norm(after as Matrix))).toBeCloseTo(1 / Math.sqrt(100), 6);
});

test.each([clipByNorm, clipByGlobalNorm])("a norm beyond float64 is refused, not made zero", (clip) => {
  expect(() => clip([matrix(1, 2, [1.7e308, 1.7e308], "f64")], 1)).toThrow(
    /expected a norm that float64 can hold/,
  );
});
