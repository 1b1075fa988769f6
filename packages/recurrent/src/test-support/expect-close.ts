import { expect } from "vitest";

/**
 * Holds the outputs of three steps to those of a reference with plain numbers: sums of a dozen terms of size 3 in either order, and the
 * engine's own tanh and exp in the reference. The outputs are of size 1.
 */
export function expectClose(received: readonly number[][], expected: readonly number[][]): void {
  expect(received.map(({ length }) => length)).toEqual([3, 3, 3]);
  received.flat().forEach((entry, at) => {
    expect(Math.abs(entry - (expected.flat()[at] as number))).toBeLessThan(1e-14);
  });
}
