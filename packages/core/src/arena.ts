import { failure } from "./failure.ts";
import { checkEntries, type Matrix, type Precision } from "./matrix.ts";
import { ResidentMatrix, residentBytes, type SimdSite } from "./resident-matrix.ts";
import { firstAddress } from "./simd-memory.ts";

/** Entries of the first block. Small enough for a tape of one formula, large enough to be outgrown in a few doublings. */
const firstBlock = 1024;

/**
 * Memory for the matrices of one step, given out from the front of large blocks and taken back all at once.
 *
 * `reset` keeps the blocks, and also the matrices that were given out: a step that asks for the same sizes in the same
 * order, as training does, gets the same matrices again. So after the first step nothing is allocated.
 *
 * An arena may move into a memory of WebAssembly, where compiled kernels reach its matrices. What does not fit there lies in blocks
 * as before.
 */
export class Arena {
  readonly precision: Precision;
  readonly #blocks: (Float32Array | Float64Array)[] = [];
  /** Every matrix given out so far, in order, with the place that it has. */
  readonly #places: { readonly block: number; readonly start: number; readonly matrix: Matrix }[] = [];
  #given = 0;
  #block = 0;
  #start = 0;
  #home: Home | undefined;
  #bytesGiven = 0;

  constructor(precision: Precision) {
    this.precision = precision;
  }

  /** Bytes in all blocks. */
  get bytes(): number {
    const inBlocks = this.#blocks.reduce((sum, block) => sum + block.byteLength, 0);
    return inBlocks + (this.#home?.site.memory.bytes ?? 0);
  }

  /** Bytes that all matrices given out since the last reset take in a memory of WebAssembly. */
  get bytesGiven(): number {
    return this.#bytesGiven;
  }

  /**
   * A `(rows, columns)` matrix that holds whatever its memory held before. It is valid until `reset`.
   *
   * @throws when there are too many entries, or no memory is left. Nothing has changed then.
   */
  matrix(rows: number, columns: number): Matrix {
    checkEntries("matrix", rows, columns);
    const entries = rows * columns;
    const bytes = residentBytes(entries);
    this.#bytesGiven += bytes;
    if (this.#home !== undefined && this.#home.next + bytes <= this.#home.end) {
      return residentMatrix(this.#home, rows, columns, bytes);
    }
    if (this.#start + entries > (this.#blocks[this.#block]?.length ?? -1)) this.#openBlock(entries);
    const { block, start } = { block: this.#block, start: this.#start };
    const before = this.#places[this.#given];
    const fits =
      before?.block === block &&
      before.start === start &&
      before.matrix.rows === rows &&
      before.matrix.columns === columns;
    if (!fits) {
      const data = (this.#blocks[block] as Float32Array).subarray(start, start + entries);
      this.#places[this.#given] = { block, start, matrix: ResidentMatrix.elsewhere(rows, columns, data) };
    }
    this.#given++;
    this.#start += entries;
    return (this.#places[this.#given - 1] as { matrix: Matrix }).matrix;
  }

  /** A matrix that compiled kernels reach with the entries of m: a copy where the arena lies in their memory, else m's own entries. */
  copyWithinReach(m: Matrix): Matrix {
    if (this.#home === undefined) {
      this.#bytesGiven += residentBytes(m.data.length);
      return ResidentMatrix.elsewhere(m.rows, m.columns, m.data);
    }
    const copy = this.matrix(m.rows, m.columns);
    copy.data.set(m.data);
    return copy;
  }

  /** Takes all memory back. The matrices given out before must not be used any more: their memory serves the next step. */
  reset(): void {
    this.#given = 0;
    this.#block = 0;
    this.#start = 0;
    this.#bytesGiven = 0;
    if (this.#home !== undefined) {
      this.#home.next = firstAddress;
      this.#home.given = 0;
    }
  }

  /** Gives out matrices in the memory of this site from now on, up to the address `end`. To be called between two steps. */
  moveTo(site: SimdSite, end: number): void {
    this.#home = { site, end, next: firstAddress, given: 0, matrices: [] };
    this.#blocks.length = 0;
    this.#places.length = 0;
    this.reset();
  }

  /** Goes on to the next block with room for `entries`, a new one twice as large as the last where there is none. */
  #openBlock(entries: number): void {
    let next = this.#blocks.length === 0 ? 0 : this.#block + 1;
    while (next < this.#blocks.length && (this.#blocks[next] as Float32Array).length < entries) next++;
    if (next === this.#blocks.length) this.#blocks.push(this.#allocate(entries));
    this.#block = next;
    this.#start = 0;
  }

  #allocate(entries: number): Float32Array | Float64Array {
    const last = this.#blocks.at(-1)?.length ?? firstBlock / 2;
    const OfPrecision = this.precision === "f32" ? Float32Array : Float64Array;
    for (const size of [Math.max(entries, 2 * last), entries]) {
      try {
        return new OfPrecision(size);
      } catch (cause) {
        if (!(cause instanceof RangeError)) throw cause;
      }
    }
    throw failure(
      "the tape",
      "memory to be left",
      `none for ${entries} more entries beside ${this.bytes} bytes`,
      "use smaller batches or layers, and call tape.reset() after each step",
    );
  }
}

/** The part of a memory of WebAssembly that an arena gives out. */
interface Home {
  readonly site: SimdSite;
  readonly end: number;
  /** The next matrix given out, and its address. */
  given: number;
  next: number;
  readonly matrices: { readonly address: number; readonly matrix: ResidentMatrix }[];
}

/** The next matrix: the one of the step before, where that had the same shape and place. */
function residentMatrix(home: Home, rows: number, columns: number, bytes: number): ResidentMatrix {
  const { given, next: address } = home;
  const before = home.matrices[given];
  home.given++;
  home.next += bytes;
  if (before?.address === address && before.matrix.rows === rows && before.matrix.columns === columns) {
    return before.matrix;
  }
  const matrix = ResidentMatrix.at(home.site, address, rows, columns);
  home.matrices[given] = { address, matrix };
  return matrix;
}
