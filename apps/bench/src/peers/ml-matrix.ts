import { byHand, type MatrixLibrary } from "./by-hand.ts";
import type { Contender } from "./contender.ts";
import { nestedRows } from "./nested-rows.ts";

interface MlMatrixOf {
  readonly rows: number;
  readonly columns: number;
  clone(): MlMatrixOf;
  mmul(b: MlMatrixOf): MlMatrixOf;
  transpose(): MlMatrixOf;
  mul(b: MlMatrixOf | number): MlMatrixOf;
  add(b: MlMatrixOf): MlMatrixOf;
  sub(b: MlMatrixOf): MlMatrixOf;
  get(row: number, column: number): number;
  set(row: number, column: number, value: number): MlMatrixOf;
  addRowVector(row: MlMatrixOf): MlMatrixOf;
  sum(by: "column"): number[];
  subMatrix(startRow: number, endRow: number, startColumn: number, endColumn: number): MlMatrixOf;
  setSubMatrix(block: MlMatrixOf, row: number, column: number): MlMatrixOf;
  apply(f: (this: MlMatrixOf, row: number, column: number) => void): MlMatrixOf;
  to1DArray(): number[];
}

/** What is used of ml-matrix. */
export interface MlMatrix {
  Matrix: { new (rows: number[][]): MlMatrixOf; zeros(rows: number, columns: number): MlMatrixOf };
}

/** ml-matrix multiplies matrices of float64; the passes are written by hand. */
export function mlMatrix({ Matrix }: MlMatrix, version: string): Contender {
  const library: MatrixLibrary<MlMatrixOf> = {
    from: (m) => new Matrix(nestedRows(m)),
    entries: (m) => m.to1DArray(),
    product: (a, b) => a.mmul(b),
    transposed: (a) => a.transpose(),
    sum: (a, b) => a.clone().add(b),
    difference: (a, b) => a.clone().sub(b),
    entrywiseProduct: (a, b) => a.clone().mul(b),
    scaled: (a, factor) => a.clone().mul(factor),
    map: (a, f) =>
      a.clone().apply(function (row, column) {
        this.set(row, column, f(this.get(row, column)));
      }),
    withRow: (a, row) => a.clone().addRowVector(row),
    columnSums: (a) => new Matrix([a.sum("column")]),
    columns: (a, from, to) => a.subMatrix(0, a.rows - 1, from, to - 1),
    beside(blocks) {
      const columns = blocks.reduce((sum, block) => sum + block.columns, 0);
      const joined = Matrix.zeros(blocks[0]?.rows ?? 0, columns);
      let column = 0;
      for (const block of blocks) {
        joined.setSubMatrix(block, 0, column);
        column += block.columns;
      }
      return joined;
    },
  };
  return {
    name: "ml-matrix",
    version,
    note: "float64, by hand",
    start: (problem) => byHand(library, problem),
  };
}
