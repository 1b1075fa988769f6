import { type Matrix, matrix, normalMatrix, type Random } from "@vanishing/core";

/** A random orthogonal matrix `(size, size)` in f64: the columns of a normal matrix, made orthonormal one after the other, twice. */
export function rotation(draw: Random, size: number): Matrix {
  const drawn = normalMatrix(draw, size, size, 1, "f64");
  const columns: number[][] = [];
  for (let j = 0; j < size; j++) {
    let column = Array.from({ length: size }, (_, i) => drawn.data[i * size + j] as number);
    // The second round takes away what rounding has left of the first.
    for (const earlier of [...columns, ...columns]) {
      const share = dot(column, earlier);
      column = column.map((entry, i) => entry - share * (earlier[i] as number));
    }
    const length = Math.sqrt(dot(column, column));
    columns.push(column.map((entry) => entry / length));
  }
  const entries = Array.from(
    { length: size * size },
    (_, at) => columns[at % size]?.[Math.floor(at / size)] as number,
  );
  return matrix(size, size, entries, "f64");
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, entry, i) => sum + entry * (b[i] as number), 0);
}
