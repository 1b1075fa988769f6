import type { Matrix } from "@vanishing/core";
import { firstAddress, type SimdFunctions, SimdMemory } from "@vanishing/core/simd";

/** A place in a memory of WebAssembly, and the shape of what lies there. */
export interface Place {
  readonly at: number;
  readonly rows: number;
  readonly columns: number;
  readonly entries: number;
}

/** The compiled kernels, and the memory of a program that lays out all its matrices before the first step. */
export interface SimdWorkshop {
  readonly run: SimdFunctions;
  /** Room for a matrix. */
  place(rows: number, columns: number): Place;
  /** A copy of a matrix. */
  put(m: Matrix): Place;
  /** The entries at a place. Not to be read before the last `place`: the memory grows by it. */
  entries(place: Place): Float32Array;
}

/** @throws where there is no WebAssembly SIMD. */
export function simdWorkshop(): SimdWorkshop {
  const memory = SimdMemory.create(0);
  if (memory === undefined) throw new Error("There is no WebAssembly SIMD here.");
  let next = firstAddress;
  const place = (rows: number, columns: number): Place => {
    const at = next;
    next += Math.ceil((rows * columns) / 4) * 16;
    if (!memory.reserve(next - firstAddress)) throw new Error("There is no memory left for WebAssembly.");
    return { at, rows, columns, entries: rows * columns };
  };
  const entries = ({ at, entries }: Place) => memory.floats.subarray(at / 4, at / 4 + entries);
  return {
    run: memory.functions,
    place,
    entries,
    put(m) {
      const made = place(m.rows, m.columns);
      entries(made).set(m.data);
      return made;
    },
  };
}
