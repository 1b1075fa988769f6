import type { Kernels } from "./kernels.ts";
import type { Matrix } from "./matrix.ts";
import type { SimdMemory } from "./simd-memory.ts";

/** A memory of WebAssembly, and kernels that use matrices in it where they are. */
export interface SimdSite {
  readonly memory: SimdMemory;
  readonly kernels: Kernels;
}

/**
 * A matrix that lies in a memory of WebAssembly, where compiled kernels reach it without a copy. Its room is a multiple of four
 * entries. Site and address are private, so that two matrices with the same entries are equal to every comparison.
 */
export class ResidentMatrix implements Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float32Array;
  readonly #site: SimdSite;
  readonly #address: number;

  constructor(site: SimdSite, address: number, rows: number, columns: number) {
    this.rows = rows;
    this.columns = columns;
    this.data = site.memory.floats.subarray(address / 4, address / 4 + rows * columns);
    this.#site = site;
    this.#address = address;
  }

  /** The kernels that use this matrix where it is, or undefined when it lies in no memory of WebAssembly. */
  static kernelsOf(m: Matrix): Kernels | undefined {
    return m instanceof ResidentMatrix ? m.#site.kernels : undefined;
  }

  /** The address of a matrix in this memory, or 0 when it lies elsewhere. */
  static addressIn(memory: SimdMemory, m: Matrix): number {
    return m instanceof ResidentMatrix && m.#site.memory === memory ? m.#address : 0;
  }
}

/** Bytes that a matrix takes in a memory of WebAssembly. */
export function residentBytes(entries: number): number {
  return Math.ceil(entries / 4) * 16;
}
