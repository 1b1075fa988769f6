import { type Matrix, sigmoidElementwise, type Tensor, tanhElementwise } from "@vanishing/core";
import { gateBlock } from "./gate-blocks.ts";
import type { GruWeights } from "./gru.ts";
import { gruStepOfExample } from "./gru-gates.ts";
import { diagonal, scaleRows, slopes, through } from "./jacobian-terms.ts";
import type { StateValues } from "./state.ts";

/**
 * ∂h′/∂h of one step of a GRU, `(hidden, hidden)` in f64. Here a gate with ′ is its slope at its pre-activation, and states are
 * columns:
 *
 *     diag(z) + diag((h − n) ⊙ z′)·W_z + diag((1 − z) ⊙ n′)·K
 *     reset after:  K = diag(r)·W_n + diag(u ⊙ r′)·W_r with u = W_n·h + a
 *     reset before: K = W_n·(diag(r) + diag(h ⊙ r′)·W_r)
 *
 * diag(z) is the direct path, along which h is kept.
 *
 * @param weights of `gru`
 * @param x `(1, input)`, one example
 * @param state h `(1, hidden)` before the step
 * @throws when the weights are not those of a GRU, or x or the state has another shape.
 */
export function gruJacobian(weights: GruWeights, x: Matrix, state: StateValues): Matrix {
  const step = gruStepOfExample("gruJacobian", weights, x, state);
  const { before, gates, preActivations, candidate, recurrentWeight } = step;
  const { r, z, n } = gates;
  const { h } = before;
  const weight = (place: number) => gateBlock(recurrentWeight, place, h.columns);

  const slopeOfReset = slopes(preActivations.r, sigmoidElementwise);
  const byUpdateGate = h.sub(n).mul(slopes(preActivations.z, sigmoidElementwise));
  // 1 − z is σ of minus the pre-activation, to every digit.
  const byCandidate = preActivations.z.neg().sigmoid().mul(slopes(preActivations.n, tanhElementwise));
  const direct = diagonal(z).add(through(weight(1), byUpdateGate));
  const throughReset = (factor: Tensor) => through(weight(0), factor.mul(slopeOfReset));
  const candidateByHidden =
    candidate === undefined
      ? weight(2)
          .transpose()
          .matmul(diagonal(r).add(throughReset(h)))
      : through(weight(2), r).add(throughReset(candidate));
  return direct.add(scaleRows(byCandidate, candidateByHidden)).value;
}
