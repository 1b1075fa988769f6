import { type Matrix, sigmoidElementwise, Tape, type Tensor, tanhElementwise } from "@vanishing/core";
import { gateBlock } from "./gate-blocks.ts";
import { diagonal, exampleOnTape, scaleRows, slopes, through } from "./jacobian-terms.ts";
import { checkLstm, type LstmWeights } from "./lstm.ts";
import { lstmStepOfExample } from "./lstm-gates.ts";
import type { LstmState, StateValues } from "./state.ts";

/** The Jacobian of (h, c) → (h′, c′), in f64. */
export interface LstmJacobian {
  /** ∂h′/∂h and ∂h′/∂c, each `(hidden, hidden)`. */
  readonly h: { readonly h: Matrix; readonly c: Matrix };
  /** ∂c′/∂h and ∂c′/∂c, each `(hidden, hidden)`. ∂c′/∂c is diag(f) when there are no peepholes. */
  readonly c: { readonly h: Matrix; readonly c: Matrix };
  /** All four, `(2 · hidden, 2 · hidden)`: h′ above c′, h beside c. For `jacobianProducts`. */
  readonly whole: Matrix;
}

/** One tensor for each block, by what changes and what it depends on. */
type Blocks = { readonly [Result in "h" | "c"]: { readonly [Input in "h" | "c"]: Tensor } };

/**
 * The Jacobian of one step of an LSTM. Here a gate with ′ is its slope at its pre-activation, states are columns, and there are no
 * peepholes (which are accounted for too):
 *
 *     ∂c′/∂c = diag(f)
 *     ∂c′/∂h = diag(c ⊙ f′)·W_f + diag(g ⊙ i′)·W_i + diag(i ⊙ g′)·W_g
 *     ∂h′/∂c = diag(o ⊙ tanh′(c′))·∂c′/∂c
 *     ∂h′/∂h = diag(o ⊙ tanh′(c′))·∂c′/∂h + diag(tanh(c′) ⊙ o′)·W_o
 *
 * ∂c′/∂c holds h fixed. Over several steps c also reaches the gates through h, so ∂c_T/∂c_0 is not the product of the forget gates
 * unless W is 0: take the products of `whole`.
 *
 * @param weights of `lstm`
 * @param x `(1, input)`, one example
 * @param state h and c, each `(1, hidden)`, before the step
 * @throws when the weights are not those of an LSTM, or x or the state has another shape.
 */
export function lstmJacobian(weights: LstmWeights, x: Matrix, state: StateValues<LstmState>): LstmJacobian {
  const { h, c } = blocksOf("lstmJacobian", weights, x, state);
  const whole = h.h.concat([h.c], "columns").concat([c.h.concat([c.c], "columns")], "rows");
  return {
    h: { h: h.h.value, c: h.c.value },
    c: { h: c.h.value, c: c.c.value },
    whole: whole.value,
  };
}

/**
 * The total derivative dc′/dc `(hidden, hidden)` of one step, where h = o ⊙ tanh(c) follows c while the output gate o of the step
 * before stays: ∂c′/∂c + ∂c′/∂h·diag(o ⊙ tanh′(c)).
 *
 * @param weights of `lstm`
 * @param x `(1, input)`, one example
 * @param state c, and the output gate o that made h of it, each `(1, hidden)`
 * @throws when the weights are not those of an LSTM, or x, c or o has another shape.
 */
export function lstmTotalCellJacobian(
  weights: LstmWeights,
  x: Matrix,
  state: { readonly c: Matrix; readonly o: Matrix },
): Matrix {
  const operation = "lstmTotalCellJacobian";
  const hidden = checkLstm(operation, weights);
  const tape = new Tape({ precision: "f64" });
  const c = exampleOnTape(operation, tape, "state c", Object(state).c, hidden);
  const o = exampleOnTape(operation, tape, "state o", Object(state).o, hidden);
  const blocks = blocksOf(operation, weights, x, { h: o.mul(c.tanh()).value, c: c.value });
  const hiddenByCell = o.mul(slopes(c, tanhElementwise));
  const throughHidden = tape.constant(blocks.c.h.value).mul(hiddenByCell);
  return tape.constant(blocks.c.c.value).add(throughHidden).value;
}

function blocksOf(operation: string, weights: LstmWeights, x: Matrix, state: StateValues<LstmState>): Blocks {
  const step = lstmStepOfExample(operation, weights, x, state);
  const { before, gates, preActivations, c, recurrentWeight, peepholes } = step;
  const { i, f, g, o } = gates;
  const weight = (place: number) => gateBlock(recurrentWeight, place, c.columns);
  const peephole = (place: number) => gateBlock(peepholes, place, c.columns);

  // How c′ follows the pre-activations of i, f and g, how h′ follows that of o, and how h′ follows c′ beside and through o.
  const byInputGate = g.mul(slopes(preActivations.i, sigmoidElementwise));
  const byForgetGate = before.c.mul(slopes(preActivations.f, sigmoidElementwise));
  const byCandidate = i.mul(slopes(preActivations.g, tanhElementwise));
  const byOutputGate = c.tanh().mul(slopes(preActivations.o, sigmoidElementwise));
  const hiddenByCell = o.mul(slopes(c, tanhElementwise)).add(byOutputGate.mul(peephole(2)));

  const cellByCell = f.add(byInputGate.mul(peephole(0))).add(byForgetGate.mul(peephole(1)));
  const cellByHidden = through(weight(0), byInputGate)
    .add(through(weight(1), byForgetGate))
    .add(through(weight(2), byCandidate));
  const hiddenByHidden = scaleRows(hiddenByCell, cellByHidden).add(through(weight(3), byOutputGate));
  return {
    h: { h: hiddenByHidden, c: diagonal(hiddenByCell.mul(cellByCell)) },
    c: { h: cellByHidden, c: diagonal(cellByCell) },
  };
}
