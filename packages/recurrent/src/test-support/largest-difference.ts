import type { Matrix } from "@vanishing/core";

/**
 * Largest difference between two matrices, divided by the largest expected entry; 0 when both are zero. NaN where shapes or
 * precisions differ.
 */
export function largestDifference(received: Matrix, expected: Matrix): number {
  const sameShape = received.rows === expected.rows && received.columns === expected.columns;
  if (!sameShape || received.data.constructor !== expected.data.constructor) return Number.NaN;
  const errors = Array.from(received.data, (entry, at) => Math.abs(entry - (expected.data[at] as number)));
  const [error, largest] = [Math.max(...errors), Math.max(...expected.data.map(Math.abs))];
  return error === 0 ? 0 : error / largest;
}
