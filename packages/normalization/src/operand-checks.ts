import { checkInput, failure, type Matrix, shapeOf, type Tape, type Tensor } from "@vanishing/core";

/** The tape of x, or an error when x is not a tensor that may be used now. */
export function tapeOf(operation: string, x: Tensor): Tape {
  checkInput(operation, x?.tape, x);
  return x.tape;
}

/** Refuses a matrix without entries: they have no mean and no norm. */
export function checkFilled(operation: string, x: Matrix): void {
  if (x.rows > 0 && x.columns > 0) return;
  throw failure(
    operation,
    "at least one row and one column",
    shapeOf(x),
    "check that nothing is empty, such as the batch",
  );
}

/** Refuses a γ, β or gain that is not one row with an entry for each column of x. */
export function checkRow(operation: string, name: string, row: Matrix, x: Matrix): void {
  if (row.rows === 1 && row.columns === x.columns) return;
  throw failure(
    operation,
    `${name} of shape 1×${x.columns} beside a matrix of shape ${shapeOf(x)}`,
    shapeOf(row),
    `give ${name} one row, with an entry for each column`,
  );
}

/** Refuses an input of another width than the layer was made for. */
export function checkWidth(operation: string, x: Tensor, features: number): void {
  if (x.columns === features) return;
  throw failure(
    operation,
    `an input with ${features} columns, one for each feature`,
    shapeOf(x),
    "give this layer the fan-out of the one before as its features",
  );
}
