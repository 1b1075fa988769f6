import { describeValue, failure } from "./failure.ts";
import type { Kernels } from "./kernels.ts";
import { type Matrix, precisionOf } from "./matrix.ts";
import { plainKernels } from "./plain-kernels.ts";
import { ResidentMatrix, type SimdSite } from "./resident-matrix.ts";
import { simdKernels } from "./simd-kernels.ts";
import { SimdMemory } from "./simd-memory.ts";

/** The kernels of f32: `"simd"`, compiled to WebAssembly, or `"plain"`, the loops in TypeScript that define the answer. */
export type KernelSet = "plain" | "simd";

let inUse: KernelSet = "simd";

/**
 * Chooses the kernels of all f32 tapes that are made from now on: `"simd"` unless called. Both give the same bits. Where WebAssembly
 * SIMD is missing, the plain kernels serve in either case.
 */
export function useKernels(set: KernelSet): void {
  inUse = checkKernelSet("useKernels", set);
}

/** What `useKernels` has chosen. */
export function kernelsInUse(): KernelSet {
  return inUse;
}

/** The kernels that serve this matrix best: those that use it where it is, or the ones in use. */
export function kernelsNear(m: Matrix): Kernels {
  const near = ResidentMatrix.kernelsOf(m);
  if (near !== undefined) return near;
  return precisionOf(m) === "f32" ? kernelsOf(inUse) : plainKernels.f64;
}

let shared: SimdSite | undefined;

/** The f32 kernels of a set, for matrices wherever they lie. */
export function kernelsOf(set: KernelSet): Kernels {
  return (checkKernelSet("kernelsOf", set) === "simd" && sharedSimd()?.kernels) || plainKernels.f32;
}

/** The memory that all matrices are copied through which lie in no memory of WebAssembly, and its kernels. */
export function sharedSimd(): SimdSite | undefined {
  if (shared !== undefined) return shared;
  const memory = SimdMemory.create(0);
  if (memory !== undefined) shared = { memory, kernels: simdKernels(memory, { mayGrow: true }) };
  return shared;
}

/** Refuses what is neither of the two. */
export function checkKernelSet(operation: string, set: unknown): KernelSet {
  if (set === "plain" || set === "simd") return set;
  throw failure(
    operation,
    'the kernels "simd" or "plain"',
    describeValue(set),
    "leave it out for the fast ones; both give the same numbers",
  );
}
