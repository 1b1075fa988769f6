import {
  checkMatrix,
  describeValue,
  failure,
  type Matrix,
  matrix,
  precisionOf,
  shapeOf,
} from "@vanishing/core";

/**
 * The product of gates, entry by entry: what is left on the direct path after all steps. With the forget gates f₁, …, f_T of an LSTM it
 * is the diagonal of ∂c_T/∂c_0 with every h held fixed, with the update gates z of a GRU that of ∂h_T/∂h_0 along z.
 *
 * Multiplied from the last step to the first, as backpropagation does.
 *
 * @param gates one matrix for each step, such as `lstmGates(…).f`
 * @throws when there are none, or they differ in shape.
 */
export function pathGain(gates: readonly Matrix[]): Matrix {
  if (!Array.isArray(gates) || gates.length === 0) {
    throw failure(
      "pathGain",
      "a list of the gates of at least one step",
      describeValue(gates),
      "pass the forget gates of an LSTM, or the update gates of a GRU",
    );
  }
  gates.forEach((gate: Matrix, step) => {
    checkMatrix(`pathGain, gates[${step}]`, gate);
    const [{ rows, columns }] = gates as [Matrix];
    if (gate.rows === rows && gate.columns === columns) return;
    throw failure(
      `pathGain, gates[${step}]`,
      `the shape of gates[0], ${shapeOf(gates[0] as Matrix)}`,
      shapeOf(gate),
      "take the same examples in each step",
    );
  });
  const [last, ...earlier] = gates.toReversed() as [Matrix, ...Matrix[]];
  const gain = matrix(last.rows, last.columns, last.data, precisionOf(last));
  for (const gate of earlier) {
    gate.data.forEach((entry, at) => {
      gain.data[at] = (gain.data[at] as number) * entry;
    });
  }
  return gain;
}
