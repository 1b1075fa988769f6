import { byHand, type MatrixLibrary } from "./by-hand.ts";
import type { Contender } from "./contender.ts";
import { nestedRows } from "./nested-rows.ts";

interface DenseMatrix {
  valueOf(): number[][];
  size(): number[];
  map(f: (x: number) => number): DenseMatrix;
}

/** What is used of mathjs. */
export interface MathJs {
  matrix(rows: number[][], storage: "dense", type: "number"): DenseMatrix;
  multiply(a: DenseMatrix, b: DenseMatrix | number): DenseMatrix;
  transpose(a: DenseMatrix): DenseMatrix;
  add(a: DenseMatrix, b: DenseMatrix): DenseMatrix;
  subtract(a: DenseMatrix, b: DenseMatrix): DenseMatrix;
  dotMultiply(a: DenseMatrix, b: DenseMatrix): DenseMatrix;
  concat(...blocks: (DenseMatrix | number)[]): DenseMatrix;
  flatten(a: number[][]): number[];
}

/** mathjs multiplies matrices of float64, whose type it knows; the passes are written by hand. */
export function mathJs(math: MathJs, version: string): Contender {
  const dense = (rows: number[][]) => math.matrix(rows, "dense", "number");
  const library: MatrixLibrary<DenseMatrix> = {
    from: (m) => dense(nestedRows(m)),
    entries: (m) => m.valueOf().flat(),
    product: (a, b) => math.multiply(a, b),
    transposed: (a) => math.transpose(a),
    sum: (a, b) => math.add(a, b),
    difference: (a, b) => math.subtract(a, b),
    entrywiseProduct: (a, b) => math.dotMultiply(a, b),
    scaled: (a, factor) => math.multiply(a, factor),
    map: (a, f) => dense(a.valueOf().map((row) => row.map(f))),
    // One row is repeated for each row of the other.
    withRow: (a, row) => math.add(a, row),
    columnSums: (a) =>
      dense([a.valueOf().reduce((sums, row) => sums.map((sum, at) => sum + (row[at] as number)))]),
    columns: (a, from, to) => dense(a.valueOf().map((row) => row.slice(from, to))),
    beside: (blocks) => math.concat(...blocks, 1),
  };
  return { name: "mathjs", version, note: "float64, by hand", start: (problem) => byHand(library, problem) };
}
