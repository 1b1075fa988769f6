import { type MemorySettings, memorySetUp } from "./memory.ts";
import { memorySpread } from "./memory-spread.ts";

// Prints the rows of memorySpread20, in its order: task, cell, lag, bias, and what the seeds from 1 to 20 came to.
const seeds = 20;
const digits = (_: string, value: unknown) =>
  typeof value === "number" ? Number(value.toPrecision(2)) : value;

function print(settings: Omit<MemorySettings, "seed">): void {
  const { solved, error, solvedAt } = memorySpread(settings, seeds);
  console.log(
    JSON.stringify({ ...settings, solved, error: JSON.parse(JSON.stringify(error, digits)), solvedAt }),
  );
}

const biases = { rnn: [memorySetUp.keepBias], lstm: [0, 1, 3, 5], gru: [0, 3, 5] };
for (const [task, lags] of [
  ["copy", [5, 10, 20, 40]],
  ["adding", [30, 60]],
] as const) {
  for (const lag of lags) {
    for (const cell of ["rnn", "lstm", "gru"] as const) {
      for (const keepBias of biases[cell]) print({ task, cell, lag, keepBias });
    }
  }
}
