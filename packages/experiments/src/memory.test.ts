import { expect, test } from "vitest";
import {
  errorOfGuessing,
  type MemorySettings,
  memoryCells,
  memoryExperiment,
  memorySetUp,
} from "./memory.ts";

const settings: MemorySettings = { task: "copy", cell: "lstm", lag: 5, seed: 1, steps: 25 };

test("reports before the first step, after every tenth, and after the last", () => {
  const reports = [...memoryExperiment(settings)];
  expect(reports.map(({ step }) => step)).toEqual([0, 10, 20, 25]);
  // A word of one symbol: the symbol, the blanks, the sign, and the step at which the symbol is written.
  expect(reports.map(({ inputGradients }) => inputGradients.length)).toEqual([7, 7, 7, 7]);
  const [adding] = memoryExperiment({ ...settings, task: "adding" });
  expect(adding?.inputGradients).toHaveLength(5);
});

test.each([1, 2, 3])(
  "who was only drawn knows nothing, and a gated cell soon recalls five steps, seed %i",
  (seed) => {
    for (const cell of ["lstm", "gru"] as const) {
      const reports = [...memoryExperiment({ ...settings, cell, seed, steps: 100 })];
      expect(reports[0]?.error).toBeGreaterThan(errorOfGuessing.copy / 2);
      expect(reports.at(-1)?.error).toBe(0);
    }
  },
);

test.each([1, 2, 3])(
  "a gate that keeps lets the gradient through, and one that does not cuts it off, seed %i",
  (seed) => {
    for (const cell of ["lstm", "gru"] as const) {
      const reachOf = (keepBias: number) => {
        const [start] = memoryExperiment({ task: "adding", cell, lag: 30, keepBias, seed });
        return (start?.inputGradients.at(0) ?? Number.NaN) / (start?.inputGradients.at(-1) ?? Number.NaN);
      };
      expect(reachOf(5)).toBeGreaterThan(1e3 * reachOf(0));
    }
  },
);

test("the two resets of a GRU are different networks, and the one after the product is the default", () => {
  const gru = { ...settings, cell: "gru", steps: 10 } as const;
  const [after, before, byDefault] = [{ reset: "after" } as const, { reset: "before" } as const, {}].map(
    (reset) => [...memoryExperiment({ ...gru, ...reset })],
  );
  expect(byDefault).toEqual(after);
  expect(before).not.toEqual(after);
});

test("the same settings give the same bits, and another seed others", () => {
  for (const cell of memoryCells) {
    const once = [...memoryExperiment({ ...settings, cell })];
    expect([...memoryExperiment({ ...settings, cell })]).toEqual(once);
    expect([...memoryExperiment({ ...settings, cell, seed: 2 })]).not.toEqual(once);
  }
});

test("a task has its own number of steps", () => {
  expect(memorySetUp.steps).toEqual({ adding: 600, copy: 400 });
});

test.each([
  [{ task: "sorting" }, 'expected task to be one of "adding", "copy", came "sorting"'],
  [{ cell: "GRU" }, 'expected cell to be one of "rnn", "lstm", "gru", came "GRU"'],
  [{ lag: 0 }, "expected lag to be a whole number from 1 on"],
  [{ task: "adding", lag: 1 }, "expected lag to be a whole number from 2 on"],
  [{ steps: 0 }, "expected steps to be a whole number from 1 on"],
  [{ keepBias: Number.NaN }, "expected the forget bias to be a finite number"],
  [{ cell: "gru", keepBias: Number.NaN }, "expected the keep bias to be a finite number"],
])("refuses %o", (wrong, message) => {
  expect(() => memoryExperiment({ ...settings, ...(wrong as Partial<MemorySettings>) }).next()).toThrow(
    message,
  );
});
