import { matrix } from "@vanishing/core";
import { expect, test } from "vitest";
import { hashOf } from "./hash.ts";

test("is the published offset for nothing, and its product with the prime for a word of zeros", () => {
  expect(hashOf([])).toBe("811c9dc5");
  expect(hashOf([matrix(1, 1)])).toBe(
    (Math.imul(0x811c9dc5, 0x01000193) >>> 0).toString(16).padStart(8, "0"),
  );
});

test("one bit of one entry changes it, and so does the order", () => {
  const plain = matrix(1, 3, [1, 2, 3]);
  const names = [
    plain,
    matrix(1, 3, [1, 2, 3 + 2 ** -22]),
    matrix(1, 3, [2, 1, 3]),
    matrix(1, 3, [1, -2, 3]),
  ].map((m) => hashOf([m]));
  expect(new Set(names).size).toBe(4);
  expect(hashOf([matrix(1, 3, [1, 2, 3])])).toBe(names[0]);
});

test("sees only the entries of a matrix, not what lies around them in memory", () => {
  const memory = Float32Array.of(9, 1, 2, 9);
  const part = { rows: 1, columns: 2, data: memory.subarray(1, 3) };
  expect(hashOf([part])).toBe(hashOf([matrix(1, 2, [1, 2])]));
});
