import { describe, expect, test } from "vitest";
import { memoryOutcome, memorySpread } from "./memory-spread.ts";
import { memorySpread20, recordedSpread } from "./memory-spread-20.ts";

test("an outcome says from which step on the task was solved", () => {
  const solved = memoryOutcome({ task: "copy", cell: "lstm", lag: 5, keepBias: 3, seed: 1, steps: 120 });
  expect(solved.error).toBe(0);
  expect(solved.solvedAt).toBeLessThan(100);
  expect(solved.solvedAt % 10).toBe(0);
  expect(memoryOutcome({ task: "copy", cell: "rnn", lag: 40, seed: 1, steps: 50 }).solvedAt).toBe(
    Number.POSITIVE_INFINITY,
  );
});

test("a spread has its errors in order", () => {
  const { solved, runs, error } = memorySpread({ task: "copy", cell: "gru", lag: 5, steps: 120 }, 3);
  expect(runs).toBe(3);
  expect(solved).toBeGreaterThan(0);
  expect([error.least, error.median, error.largest]).toEqual(
    [error.least, error.median, error.largest].sort((a, b) => a - b),
  );
});

describe("the record", () => {
  test("is what runs with these seeds come to", () => {
    const short = { task: "copy", lag: 5, cell: "gru", keepBias: 3, seed: 1 } as const;
    expect(recordedSpread(short).solved).toBe(20);
    expect(memoryOutcome(short).error).toBe(0);
    // None of these was solved after 400 steps, so none is after fewer.
    const long = { task: "copy", lag: 20, cell: "lstm", keepBias: 0, seed: 1 } as const;
    expect(recordedSpread(long).solved).toBe(0);
    expect(memoryOutcome({ ...long, steps: 100 }).solvedAt).toBe(Number.POSITIVE_INFINITY);
  });

  test("counts the solved runs by the errors that it states", () => {
    for (const { solved, runs, error, solvedAt } of memorySpread20) {
      expect(runs).toBe(20);
      if (error.largest < 0.1) expect(solved).toBe(runs);
      if (error.least > 0.1) expect(solved).toBe(0);
      expect(solved > runs / 2).toBe(error.median < 0.1 && solvedAt < Number.POSITIVE_INFINITY);
    }
  });

  test("refuses what was not measured", () => {
    expect(() => recordedSpread({ task: "copy", cell: "gru", lag: 7, keepBias: 3 })).toThrow(
      'recordedSpread: expected settings that were measured, came {"task":"copy","cell":"gru","lag":7,"keepBias":3}.',
    );
  });
});
