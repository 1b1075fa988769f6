import { type Matrix, matrix } from "@vanishing/core";

/** A matrix as an array of rows, for engines that compute with those. */
export function nestedRows({ rows, columns, data }: Matrix): number[][] {
  return Array.from({ length: rows }, (_, row) =>
    Array.from(data.subarray(row * columns, (row + 1) * columns)),
  );
}

/** The columns from `from` on, up to and without `to`, as a matrix of their own. */
export function columnsOf({ rows, columns, data }: Matrix, from: number, to: number): Matrix {
  const block = matrix(rows, to - from);
  for (let row = 0; row < rows; row++) {
    block.data.set(data.subarray(row * columns + from, row * columns + to), row * (to - from));
  }
  return block;
}

/** Matrices with the same number of rows, side by side. */
export function sideBySide(blocks: readonly Matrix[]): Matrix {
  const columns = blocks.reduce((sum, block) => sum + block.columns, 0);
  const joined = matrix(blocks[0]?.rows ?? 0, columns);
  let column = 0;
  for (const block of blocks) {
    for (let row = 0; row < block.rows; row++) {
      const from = block.data.subarray(row * block.columns, (row + 1) * block.columns);
      joined.data.set(from, row * columns + column);
    }
    column += block.columns;
  }
  return joined;
}

/** The matrix with rows and columns exchanged. */
export function transposed({ rows, columns, data }: Matrix): Matrix {
  const turned = matrix(columns, rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      turned.data[column * rows + row] = data[row * columns + column] as number;
    }
  }
  return turned;
}
