import { expect, test } from "vitest";
import { kernelsOf, sharedSimd } from "./kernel-set.ts";
import { matrix } from "./matrix.ts";
import { ResidentMatrix, residentBytes } from "./resident-matrix.ts";
import { firstAddress, SimdMemory } from "./simd-memory.ts";

function site() {
  const memory = SimdMemory.create(1000);
  if (memory === undefined) throw new Error("This Node has no WebAssembly SIMD.");
  return { memory, kernels: kernelsOf("simd") };
}

test("equals a matrix with the same entries that lies elsewhere, and is copied as one", () => {
  const here = ResidentMatrix.at(site(), firstAddress, 2, 2);
  here.data.set([1, 2, 3, 4]);
  expect(here).toEqual(matrix(2, 2, [1, 2, 3, 4]));
  expect({ ...here }).toEqual({ rows: 2, columns: 2, data: Float32Array.of(1, 2, 3, 4) });
});

test("tells its place in its own memory only", () => {
  const [own, other] = [site(), site()];
  const here = ResidentMatrix.at(own, firstAddress + 16, 1, 3);
  expect(ResidentMatrix.addressIn(own.memory, here)).toBe(firstAddress + 16);
  expect(ResidentMatrix.addressIn(other.memory, here)).toBe(0);
  expect(ResidentMatrix.addressIn(own.memory, matrix(1, 3))).toBe(0);
  expect(ResidentMatrix.kernelsOf(here)).toBe(own.kernels);
  expect(ResidentMatrix.kernelsOf(matrix(1, 3))).toBeUndefined();
});

test("takes whole vectors of four entries", () => {
  expect([0, 1, 4, 5, 1000].map(residentBytes)).toEqual([0, 16, 16, 32, 4000]);
});

test("a memory is refused where it would be too large, and grows where it may", () => {
  expect(SimdMemory.create(2 ** 31)).toBeUndefined();
  const memory = SimdMemory.create(0);
  const before = memory?.floats;
  expect(memory?.reserve(10)).toBe(true);
  expect(memory?.floats).toBe(before);
  expect(memory?.reserve(200_000)).toBe(true);
  expect(memory?.bytes).toBeGreaterThanOrEqual(200_000 + firstAddress);
  expect(before).toHaveLength(0);
  expect(memory?.reserve(2 ** 31)).toBe(false);
  expect(sharedSimd()).toBe(sharedSimd());
});
