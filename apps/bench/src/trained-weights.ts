import { type KernelSet, Tape } from "@vanishing/core";
import { hashOf } from "./hash.ts";
import { workloads } from "./workloads/index.ts";
import { onTape } from "./workloads/on-tape.ts";

/**
 * Runs a workload from its seed for some steps, and names the exact bits of the weights that come out: the same for both sets of kernels.
 *
 * @throws when there is no such workload or set, or steps is not a whole number from 1 to 1,000,000.
 */
export function trainedWeights(name: string, steps: number, kernels: KernelSet = "simd"): string {
  const workload = workloads.find((workload) => workload.name === name);
  if (workload === undefined) {
    throw new Error(
      `There is no workload ${name}; there are ${workloads.map(({ name }) => name).join(", ")}.`,
    );
  }
  if (!(Number.isInteger(steps) && steps >= 1 && steps <= 1_000_000)) {
    throw new Error(`The number of steps is a whole number from 1 to 1,000,000, not ${steps}.`);
  }
  const run = onTape(workload.draw(), new Tape({ kernels }));
  for (let step = 0; step < steps; step++) run.step();
  return hashOf(run.results);
}
