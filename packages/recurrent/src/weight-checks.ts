import { checkMatrix, describeValue, failure, type Matrix, precisionOf, shapeOf } from "@vanishing/core";

/** Refuses weights that are no matrices, that mix precisions, or that hold NaN or ±Infinity. */
export function checkWeights(operation: string, weights: Readonly<Record<string, Matrix>>): void {
  const entries = Object.entries(weights);
  for (const [name, weight] of entries) {
    checkMatrix(`${operation}, ${name}`, weight);
    checkFinite(operation, name, weight);
  }
  const [first, ...others] = entries.map(([name, weight]) => ({ name, precision: precisionOf(weight) }));
  const other = others.find(({ precision }) => precision !== first?.precision);
  if (other === undefined) return;
  throw failure(
    operation,
    `${other.name} in ${first?.precision}, as ${first?.name}`,
    other.precision,
    "give all weights one precision with convertPrecision",
  );
}

/** Refuses a weight of another shape. `layout` says in words what rows and columns stand for. */
export function checkShape(
  operation: string,
  name: string,
  weight: Matrix,
  [rows, columns]: readonly [rows: number, columns: number],
  layout: string,
): void {
  if (weight.rows === rows && weight.columns === columns) return;
  throw failure(
    operation,
    `${name} of shape ${rows}×${columns}, ${layout}`,
    shapeOf(weight),
    "the hidden size is read from the recurrent weight; for the layout of another framework there is a conversion",
  );
}

/** The columns or rows of `gates` blocks side by side or below one another, in words. */
export function blocksInWords(gates: number): string {
  return gates === 1 ? "hidden" : `${gates} · hidden`;
}

/** Refuses an empty name, under which no probe could report anything. */
export function checkLabel(operation: string, label: unknown): void {
  if (label === undefined || (typeof label === "string" && label !== "")) return;
  throw failure(
    operation,
    "a label of at least one character",
    describeValue(label),
    'leave it out, or name the cell: "encoder"',
  );
}

function checkFinite(operation: string, name: string, weight: Matrix): void {
  const at = weight.data.findIndex((entry) => !Number.isFinite(entry));
  if (at === -1) return;
  const [row, column] = [Math.floor(at / weight.columns), at % weight.columns];
  throw failure(
    operation,
    `finite numbers in ${name}`,
    `${weight.data[at]} in row ${row}, column ${column}`,
    "look for the step that made it; one such number spoils every later state",
  );
}
