import { type Matrix, matrixFromRows, type Random } from "@vanishing/core";
import { gaussianMoments } from "@vanishing/initializers";
import type { OwnExports } from "./own-function.ts";
import { type Variance, type VarianceValues, variance } from "./variance-model.ts";

/** The figure's data with the initialisers and the law that the learner wrote in lesson 8. */
export function compute(own: OwnExports, values: VarianceValues): Variance {
  return variance(values, {
    glorot: (draw, fanIn, fanOut) => ownWeight(own, "glorot", draw, fanIn, fanOut),
    he: (draw, fanIn, fanOut) => ownWeight(own, "he", draw, fanIn, fanOut),
    meanSquares(weights, f) {
      const meanSquareAfter = (q: number) => gaussianMoments(f, q).meanSquare;
      const found = call(own, "layerVariances", [weights.map(rowsOf), 1, meanSquareAfter]);
      if (isNumbers(found) && found.length === weights.length) return found;
      throw new TypeError("layerVariances gave no list with one number for each layer.");
    },
  });
}

function ownWeight(own: OwnExports, name: string, draw: Random, fanIn: number, fanOut: number): Matrix {
  const rows = call(own, name, [draw, fanIn, fanOut]);
  const isWeight =
    Array.isArray(rows) &&
    rows.length === fanIn &&
    rows.every((row) => isNumbers(row) && row.length === fanOut);
  if (isWeight) return matrixFromRows(rows, "f64");
  throw new TypeError(`${name} gave no weight of ${fanIn} rows of ${fanOut} numbers.`);
}

function call(own: OwnExports, name: string, inputs: readonly unknown[]): unknown {
  const written = own[name];
  if (typeof written === "function") return written(...inputs);
  throw new TypeError(`It exports no function ${name}.`);
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every(Number.isFinite);
}

function rowsOf({ rows, columns, data }: Matrix): number[][] {
  return Array.from({ length: rows }, (_, row) => [...data.slice(row * columns, (row + 1) * columns)]);
}
