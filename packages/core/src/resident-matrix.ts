import type { Kernels } from "./kernels.ts";
import type { Matrix } from "./matrix.ts";
import type { SimdMemory } from "./simd-memory.ts";

/** A memory of WebAssembly, and kernels that use matrices in it where they are. */
export interface SimdSite {
  readonly memory: SimdMemory;
  readonly kernels: Kernels;
}

/**
 * A matrix that a tape works on. It may lie in a memory of WebAssembly, where compiled kernels reach it without a copy; its room there is a
 * multiple of four entries. Site and address are private, so that two matrices with the same entries are equal to every comparison.
 *
 * A tape's matrices are all of this class, wherever they lie: an engine reads `rows`, `columns` and `data` quickly where it has
 * only met objects of one layout, and a step does little else between its kernels.
 */
export class ResidentMatrix implements Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Matrix["data"];
  readonly #site: SimdSite | undefined;
  readonly #address: number;

  private constructor(
    rows: number,
    columns: number,
    data: Matrix["data"],
    site: SimdSite | undefined,
    address: number,
  ) {
    this.rows = rows;
    this.columns = columns;
    this.data = data;
    this.#site = site;
    this.#address = address;
  }

  /** The matrix at this address of a memory, with the entries that are there. */
  static at(site: SimdSite, address: number, rows: number, columns: number): ResidentMatrix {
    const data = site.memory.floats.subarray(address / 4, address / 4 + rows * columns);
    return new ResidentMatrix(rows, columns, data, site, address);
  }

  /** A matrix of these entries, which lie in no memory of WebAssembly. They are used, not copied. */
  static elsewhere(rows: number, columns: number, data: Matrix["data"]): ResidentMatrix {
    return new ResidentMatrix(rows, columns, data, undefined, 0);
  }

  /** The kernels that use this matrix where it is, or undefined when it lies in no memory of WebAssembly. */
  static kernelsOf(m: Matrix): Kernels | undefined {
    return m instanceof ResidentMatrix ? m.#site?.kernels : undefined;
  }

  /** The address of a matrix in this memory, or 0 when it lies elsewhere. */
  static addressIn(memory: SimdMemory, m: Matrix): number {
    return m instanceof ResidentMatrix && m.#site?.memory === memory ? m.#address : 0;
  }
}

/** Bytes that a matrix takes in a memory of WebAssembly. */
export function residentBytes(entries: number): number {
  return Math.ceil(entries / 4) * 16;
}
