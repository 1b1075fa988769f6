import { failure, type Matrix, type Operation, shapeOf } from "@vanishing/core";

/**
 * The cell state after a step of an LSTM without peepholes, as one operation: from the pre-activations Z `(batch, 4 · hidden)` with the
 * blocks i, f, g, o and from c `(batch, hidden)` to c′ = σ(Zf) ⊙ c + σ(Zi) ⊙ tanh(Zg).
 *
 * The numbers are those of `lstmStep`, which is made of single operations and shows the gates. c′ is a tensor of its own, from which
 * `lstmOutput` computes h′, so that ∂L/∂c′ has the path through h′ too.
 */
export const lstmCell: Operation<readonly [z: Matrix, c: Matrix], undefined> = {
  startsFromZeros: true,
  shape([z, c]) {
    checkBlocks("the cell of an LSTM", z, c, 4);
    return [c.rows, c.columns];
  },
  keeps: ([, c]) => [c.rows, 4 * c.columns],
  forward({ kernels, inputs: [z, c], output, kept }) {
    kernels.lstmCell(z, c, output, kept);
  },
  vjp({ kernels, gradient, inputGradients, fromZeros, kept }) {
    const toZ = { target: inputGradients[0], fromZeros: fromZeros[0] };
    const toC = { target: inputGradients[1], fromZeros: fromZeros[1] };
    if (kept) kernels.addLstmCellGradients({ kept, gradient, toZ, toC });
  },
};

/** The output h′ = σ(Zo) ⊙ tanh(c′) of the same step, from Z and c′. */
export const lstmOutput: Operation<readonly [z: Matrix, c: Matrix], undefined> = {
  startsFromZeros: true,
  shape([z, c]) {
    checkBlocks("the output of an LSTM", z, c, 4);
    return [c.rows, c.columns];
  },
  keeps: ([, c]) => [c.rows, 2 * c.columns],
  forward({ kernels, inputs: [z, c], output, kept }) {
    kernels.lstmOutput(z, c, output, kept);
  },
  vjp({ kernels, gradient, inputGradients, fromZeros, kept }) {
    const toZ = { target: inputGradients[0], fromZeros: fromZeros[0] };
    const toC = { target: inputGradients[1], fromZeros: fromZeros[1] };
    if (kept) kernels.addLstmOutputGradients({ kept, gradient, toZ, toC });
  },
};

/**
 * What follows the products in a step of a GRU whose reset is after them, as one operation: from P = X·U + 1·b and Q = H·W
 * `(batch, 3 · hidden)` with the blocks r, z, n, from the recurrent bias a `(1, hidden)` and h `(batch, hidden)` to h′.
 *
 *     r = σ(Pr + Qr)   z = σ(Pz + Qz)   n = tanh(Pn + r ⊙ (Qn + 1·a))        h′ = z ⊙ h + (1 − z) ⊙ n
 *
 * The numbers are those of `gruStep`, which is made of single operations and shows the gates.
 */
export const gruState: Operation<
  readonly [fromInput: Matrix, fromHidden: Matrix, recurrentBias: Matrix, h: Matrix],
  undefined
> = {
  startsFromZeros: true,
  shape([p, q, a, h]) {
    checkBlocks("the state of a GRU", p, h, 3);
    checkBlocks("the state of a GRU", q, h, 3);
    if (a.rows === 1 && a.columns === h.columns) return [h.rows, h.columns];
    throw failure(
      "the state of a GRU",
      `a recurrent bias of shape 1×${h.columns}`,
      shapeOf(a),
      "it has one entry for each hidden unit",
    );
  },
  keeps: ([, , , h]) => [h.rows, 5 * h.columns],
  forward({ kernels, inputs: [p, q, a, h], output, kept }) {
    kernels.gruStep(p, q, a, h, output, kept);
  },
  vjp({ kernels, gradient, inputGradients, fromZeros, kept }) {
    if (kept === undefined) return;
    kernels.addGruGradients({
      kept,
      gradient,
      toP: { target: inputGradients[0], fromZeros: fromZeros[0] },
      toQ: { target: inputGradients[1], fromZeros: fromZeros[1] },
      toA: { target: inputGradients[2], fromZeros: fromZeros[2] },
      toH: { target: inputGradients[3], fromZeros: fromZeros[3] },
    });
  },
};

function checkBlocks(operation: string, z: Matrix, state: Matrix, blocks: number): void {
  if (z.rows === state.rows && z.columns === blocks * state.columns) return;
  throw failure(
    operation,
    `${blocks} gate blocks beside a state of ${shapeOf(state)}, ${state.rows}×${blocks * state.columns}`,
    shapeOf(z),
    "the blocks of all gates stand side by side",
  );
}
