// `node apps/bench/src/train.ts NAME STEPS [simd|plain]`: trains a workload from its seed and prints the name of its weights' bits.
import type { KernelSet } from "@vanishing/core";
import { trainedWeights } from "./trained-weights.ts";

const [name = "", steps = "", kernels = "simd", ...rest] = process.argv.slice(2);
try {
  if (rest.length > 0)
    throw new Error(`One workload, its steps and its kernels, not also ${rest.join(" ")}.`);
  console.log(trainedWeights(name, Number(steps), kernels as KernelSet));
} catch (error) {
  console.error(`${(error as Error).message}\nUsage: node apps/bench/src/train.ts NAME STEPS [simd|plain]`);
  process.exit(2);
}
