// A thread of `pnpm prove`: gets runs of inputs, and answers with what came of comparing a function at them.
import { parentPort, workerData } from "node:worker_threads";
import { kernelsOf } from "@vanishing/core";
import { compare } from "./comparison.ts";
import type { Run } from "./inputs.ts";
import { provedFunction } from "./proved-functions.ts";

const { f } = provedFunction(workerData as string);
const kernels = { plain: kernelsOf("plain"), simd: kernelsOf("simd") };

parentPort?.on("message", (runs: readonly Run[]) => {
  parentPort?.postMessage(compare(f, kernels, runs));
});
