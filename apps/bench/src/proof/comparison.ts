import type { Elementwise, KernelSet, Kernels } from "@vanishing/core";
import { float32UnitsInTheLastPlace } from "@vanishing/verification/float32-units";
import { inBlocks, type Run } from "./inputs.ts";
import type { Part } from "./proved-functions.ts";

export const kernelSets: readonly KernelSet[] = ["plain", "simd"];

/** What came of comparing the two sets of kernels with a function's float64 form, and with each other. */
export interface Comparison {
  /** How many inputs there were. */
  readonly values: number;
  readonly ofPart: Readonly<Record<Part, PartComparison>>;
}

export interface PartComparison {
  readonly largest: Readonly<Record<KernelSet, LargestError>>;
  /** The inputs at which not all results had the same bits. NaN is taken for NaN. */
  readonly differing: Differing;
}

/** The largest error in units in the last place, and the bits of an input that has it; none where all errors are 0. */
export interface LargestError {
  readonly units: number;
  readonly at: number | undefined;
}

export interface Differing {
  readonly count: number;
  readonly first: Difference | undefined;
}

/** An input, and the bits that each kernel gave for it, by the kernel's name. */
export interface Difference {
  readonly at: number;
  readonly results: Readonly<Record<string, number>>;
}

/** What there is before anything is compared. */
export const nothingCompared: Comparison = {
  values: 0,
  ofPart: { value: nothingOfPart(), derivative: nothingOfPart() },
};

function nothingOfPart(): PartComparison {
  const none: LargestError = { units: 0, at: undefined };
  return { largest: { plain: none, simd: none }, differing: { count: 0, first: undefined } };
}

/** Both comparisons in one, whichever came first. */
export function together(a: Comparison, b: Comparison): Comparison {
  const ofPart = (part: Part): PartComparison => {
    const [x, y] = [a.ofPart[part], b.ofPart[part]];
    return {
      largest: {
        plain: largerOf(x.largest.plain, y.largest.plain),
        simd: largerOf(x.largest.simd, y.largest.simd),
      },
      differing: {
        count: x.differing.count + y.differing.count,
        first: earlierOf(x.differing.first, y.differing.first),
      },
    };
  };
  return {
    values: a.values + b.values,
    ofPart: { value: ofPart("value"), derivative: ofPart("derivative") },
  };
}

function largerOf(a: LargestError, b: LargestError): LargestError {
  if (a.units !== b.units) return a.units > b.units ? a : b;
  return (a.at ?? Infinity) <= (b.at ?? Infinity) ? a : b;
}

function earlierOf(a: Difference | undefined, b: Difference | undefined): Difference | undefined {
  return a !== undefined && (b === undefined || a.at <= b.at) ? a : b;
}

/** Rows and columns of a block: enough that what a kernel copies and how it is called hardly count. */
const side = 256;

/**
 * Asks both sets of kernels for f and f′ of all inputs, and compares what they give with `f.value` and `f.derivative` in float64, and with
 * each other. The compiled set makes the value in two ways, with the derivative and without, and all have to be the same.
 */
export function compare(
  f: Elementwise,
  kernels: Readonly<Record<KernelSet, Kernels>>,
  runs: readonly Run[],
): Comparison {
  const input = block();
  const of = { plain: results(), simd: results() };
  const valueAlone = block();
  let found = nothingCompared;
  // The kernels always get whole blocks. Those in WebAssembly leave small ones to the plain set.
  inBlocks(runs, input.bits, (count) => {
    for (const set of kernelSets) {
      const { value, derivative } = of[set];
      kernels[set].mapWithSlopes(input.matrix, f, value.matrix, derivative.matrix);
    }
    kernels.simd.map(input.matrix, f, valueAlone.matrix);
    const ofPart = (part: Part): PartComparison => ({
      largest: largestErrors(count, input, (x) => f[part](x), of.plain[part], of.simd[part]),
      differing: differing(count, input, {
        "plain kernels": of.plain[part],
        "simd kernels": of.simd[part],
        ...(part === "value" && { "simd kernels without slopes": valueAlone }),
      }),
    });
    found = together(found, {
      values: count,
      ofPart: { value: ofPart("value"), derivative: ofPart("derivative") },
    });
  });
  return found;
}

/** A matrix, and its entries as bits. */
type Block = ReturnType<typeof block>;

function block() {
  const floats = new Float32Array(side * side);
  return {
    floats,
    bits: new Uint32Array(floats.buffer),
    matrix: { rows: side, columns: side, data: floats },
  };
}

function results() {
  return { value: block(), derivative: block() };
}

function largestErrors(
  count: number,
  input: Block,
  exact: (x: number) => number,
  plain: Block,
  simd: Block,
): Record<KernelSet, LargestError> {
  let [ofPlain, ofSimd] = [0, 0];
  let [atOfPlain, atOfSimd]: (number | undefined)[] = [undefined, undefined];
  for (let i = 0; i < count; i++) {
    const expected = exact(input.floats[i] as number);
    const [one, other] = [plain.floats[i] as number, simd.floats[i] as number];
    const units = float32UnitsInTheLastPlace(expected, one);
    const unitsOfOther = one === other ? units : float32UnitsInTheLastPlace(expected, other);
    if (units > ofPlain) [ofPlain, atOfPlain] = [units, input.bits[i]];
    if (unitsOfOther > ofSimd) [ofSimd, atOfSimd] = [unitsOfOther, input.bits[i]];
  }
  return { plain: { units: ofPlain, at: atOfPlain }, simd: { units: ofSimd, at: atOfSimd } };
}

function differing(count: number, input: Block, given: Readonly<Record<string, Block>>): Differing {
  const [reference, ...others] = Object.values(given) as [Block, ...Block[]];
  const places = new Set<number>();
  for (const other of others) {
    for (let i = 0; i < count; i++) {
      if (other.bits[i] === reference.bits[i]) continue;
      if (Number.isNaN(other.floats[i]) && Number.isNaN(reference.floats[i])) continue;
      places.add(i);
    }
  }
  let first: Difference | undefined;
  for (const i of places) {
    const results = Object.fromEntries(
      Object.entries(given).map(([name, { bits }]) => [name, bits[i] as number]),
    );
    first = earlierOf(first, { at: input.bits[i] as number, results });
  }
  return { count: places.size, first };
}
