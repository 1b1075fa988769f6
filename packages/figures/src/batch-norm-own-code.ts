import { type Matrix, matrix } from "@vanishing/core";
import {
  type BatchNormNetworks,
  type BatchNormValues,
  batchNormNetworks,
  usualEpsilon,
} from "./batch-norm-model.ts";
import { type OwnExports, ownList } from "./own-function.ts";

type Column = readonly number[];

/** The figure's data with the functions that the learner wrote in the lesson on batch norm. */
export function compute(own: OwnExports, values: BatchNormValues): BatchNormNetworks {
  const length = Number(values.batch);
  const forward = ownList<[Column, number, number, number]>(own, "batchNorm", length);
  const backward = ownList<[Column, number, number, Column]>(
    { batchNormBackward: gradientOfInput(own) },
    "batchNormBackward",
    length,
  );
  const operation = {
    name: "your batch norm",
    forward: (z: Matrix) => byColumn(z, (column) => forward(column, 1, 0, usualEpsilon)),
    vjp: ({ gradient, inputs: [z] }: { gradient: Matrix; inputs: readonly [Matrix] }) => [
      byColumn(gradient, (upstream, place) => backward(columnOf(z, place), 1, usualEpsilon, upstream)),
    ],
  };
  return batchNormNetworks(values, (z) => z.tape.custom(operation, z));
}

/** The gradient of x alone, of the record that the learner's function gives. */
function gradientOfInput({ batchNormBackward }: OwnExports): unknown {
  if (typeof batchNormBackward !== "function") return undefined;
  return (...inputs: unknown[]) => Object(batchNormBackward(...inputs)).x;
}

function columnOf({ rows, columns, data }: Matrix, place: number): number[] {
  return Array.from({ length: rows }, (_, row) => data[row * columns + place] as number);
}

/** Applies a function to every column, and puts the columns side by side again. */
function byColumn(m: Matrix, f: (column: number[], place: number) => readonly number[]): Matrix {
  const result = matrix(m.rows, m.columns, undefined, "f64");
  for (let place = 0; place < m.columns; place++) {
    f(columnOf(m, place), place).forEach((entry, row) => {
      result.data[row * m.columns + place] = entry;
    });
  }
  return result;
}
