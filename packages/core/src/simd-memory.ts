import { simdModule } from "./simd-module.ts";

/** The functions of the compiled kernels, in `packages/core/assembly`. Addresses and numbers of entries, no matrices. */
export interface SimdFunctions {
  addProduct(
    a: number,
    transposeA: number,
    b: number,
    transposeB: number,
    target: number,
    rows: number,
    columns: number,
    inner: number,
    fromZeros: number,
    bias: number,
    scratch: number,
  ): void;
  layer(
    x: number,
    w: number,
    bias: number,
    f: number,
    z: number,
    target: number,
    slopes: number,
    rows: number,
    columns: number,
    inner: number,
    scratch: number,
  ): void;
  addLayerGradients(
    x: number,
    w: number,
    slopes: number,
    gradient: number,
    gradientZ: number,
    gradientX: number,
    xFromZeros: number,
    gradientW: number,
    wFromZeros: number,
    gradientB: number,
    bFromZeros: number,
    rows: number,
    columns: number,
    inner: number,
    scratch: number,
  ): void;
  map(f: number, a: number, target: number, entries: number): void;
  mapWithSlopes(f: number, a: number, target: number, slopes: number, entries: number): void;
  addScaled(a: number, factor: number, target: number, entries: number, fromZeros: number): void;
  addScaledRow(a: number, factor: number, target: number, rows: number, columns: number): void;
  addScaledToRow(
    a: number,
    factor: number,
    target: number,
    rows: number,
    columns: number,
    fromZeros: number,
  ): void;
  addEntrywiseProduct(a: number, b: number, target: number, entries: number, fromZeros: number): void;
  sumOfSquares(a: number, unit: number, entries: number): number;
  allFinite(a: number, entries: number): number;
  sumOfSquaredDifferences(a: number, b: number, entries: number): number;
  addScaledDifference(
    a: number,
    b: number,
    factor: number,
    target: number,
    entries: number,
    fromZeros: number,
  ): void;
  binaryCrossEntropy(z: number, t: number, entries: number): number;
  addBinaryCrossEntropyGradient(
    z: number,
    t: number,
    factor: number,
    target: number,
    entries: number,
    fromZeros: number,
  ): void;
  lstmCell(z: number, c: number, c2: number, kept: number, rows: number, hidden: number): void;
  addLstmCellGradients(
    kept: number,
    gradient: number,
    gradientZ: number,
    zFromZeros: number,
    gradientC: number,
    cFromZeros: number,
    rows: number,
    hidden: number,
  ): void;
  lstmOutput(z: number, c2: number, h2: number, kept: number, rows: number, hidden: number): void;
  addLstmOutputGradients(
    kept: number,
    gradient: number,
    gradientZ: number,
    zFromZeros: number,
    gradientC2: number,
    cFromZeros: number,
    rows: number,
    hidden: number,
  ): void;
  gruStep(
    p: number,
    q: number,
    a: number,
    h: number,
    h2: number,
    kept: number,
    rows: number,
    hidden: number,
  ): void;
  addGruGradients(
    kept: number,
    gradient: number,
    gradientP: number,
    pFromZeros: number,
    gradientQ: number,
    qFromZeros: number,
    gradientA: number,
    aFromZeros: number,
    gradientH: number,
    hFromZeros: number,
    rows: number,
    hidden: number,
  ): void;
  sgd(w: number, g: number, learningRate: number, entries: number): void;
  momentum(
    w: number,
    g: number,
    v: number,
    mu: number,
    learningRate: number,
    nesterov: number,
    entries: number,
  ): void;
  rmsProp(
    w: number,
    g: number,
    v: number,
    alpha: number,
    epsilon: number,
    learningRate: number,
    entries: number,
  ): void;
  adam(
    w: number,
    g: number,
    m: number,
    v: number,
    beta1: number,
    beta2: number,
    correction1: number,
    correction2: number,
    epsilon: number,
    learningRate: number,
    entries: number,
  ): void;
}

/** The numbers by which the compiled kernels know their functions. */
export const simdForms = { exp: 0, log: 1, sigmoid: 2, tanh: 3, erf: 4, relu: 5, gelu: 6 } as const;

/** The functions that compiled kernels compute four entries at a time. */
export type SimdForm = keyof typeof simdForms;

const pageBytes = 65_536;
const vectorBytes = 16;
/** The compiled kernels keep their constants below. */
export const firstAddress = 8192;
/** Most bytes of one memory: addresses of kernels are 32-bit numbers, and engines refuse more than this in some places. */
const mostBytes = 2 ** 30;

/** A memory of WebAssembly, and the compiled kernels that work in it. */
export class SimdMemory {
  readonly functions: SimdFunctions;
  readonly #memory: WebAssembly.Memory;
  #floats: Float32Array;

  private constructor(memory: WebAssembly.Memory, functions: SimdFunctions) {
    this.#memory = memory;
    this.#floats = new Float32Array(memory.buffer);
    this.functions = functions;
  }

  /** A new memory with room for `bytes` behind `firstAddress`, or undefined where there is no such memory, or no SIMD. */
  static create(bytes: number): SimdMemory | undefined {
    const module = compiled();
    // Kernels read whole vectors, so a little beyond the last entry.
    const initial = Math.ceil((firstAddress + bytes + vectorBytes) / pageBytes);
    if (module === undefined || initial * pageBytes > mostBytes) return undefined;
    try {
      const memory = new WebAssembly.Memory({ initial });
      const { exports } = new WebAssembly.Instance(module, { env: { memory } });
      // The fields of a plain object are read faster than those of the exports.
      return new SimdMemory(memory, exports as unknown as SimdFunctions);
    } catch (cause) {
      if (cause instanceof RangeError) return undefined;
      throw cause;
    }
  }

  /** The whole memory as float32 entries. After `reserve` this is a new array, and the ones before are empty. */
  get floats(): Float32Array {
    return this.#floats;
  }

  get bytes(): number {
    return this.#floats.byteLength;
  }

  /** Whether what lies below this address may be used: kernels read a vector beyond the last entry. */
  holds(end: number): boolean {
    return end + vectorBytes <= this.bytes;
  }

  /** Makes room for `bytes` behind `firstAddress`. False where there is none. */
  reserve(bytes: number): boolean {
    if (this.holds(firstAddress + bytes)) return true;
    const missing = firstAddress + bytes + vectorBytes - this.bytes;
    if (firstAddress + bytes > mostBytes) return false;
    try {
      this.#memory.grow(Math.ceil(missing / pageBytes));
    } catch (cause) {
      if (cause instanceof RangeError) return false;
      throw cause;
    }
    this.#floats = new Float32Array(this.#memory.buffer);
    return true;
  }
}

let module: WebAssembly.Module | undefined;
let missing = false;

/** The compiled module, or undefined where this place has no WebAssembly SIMD, which is then said once. */
function compiled(): WebAssembly.Module | undefined {
  if (module !== undefined || missing) return module;
  try {
    module = new WebAssembly.Module(bytesOf(simdModule));
  } catch (cause) {
    missing = true;
    console.warn(
      `The fast kernels cannot run here (${cause instanceof Error ? cause.message : cause}). The plain ones take their place: the same numbers, some ten times slower.`,
    );
  }
  return module;
}

/** The bytes of pairs of hexadecimal digits. */
function bytesOf(digits: string): Uint8Array<ArrayBuffer> {
  const quick: { fromHex?(digits: string): Uint8Array<ArrayBuffer> } = Uint8Array;
  if (quick.fromHex !== undefined) return quick.fromHex(digits);
  return Uint8Array.from({ length: digits.length / 2 }, (_, at) =>
    Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16),
  );
}
