import { checkSettings, type Matrix, type Precision, type Random, type Tensor } from "@vanishing/core";
import { type Cell, cellName, cellParameter, checkStep } from "./cell.ts";
import { type CellWeights, checkCellWeights, uniformCellWeights } from "./cell-weights.ts";
import { checkForgetBias, withForgetBias } from "./forget-bias.ts";
import { gateBlock } from "./gate-blocks.ts";
import { gatePreActivations } from "./gate-pre-activations.ts";
import { lstmCell, lstmOutput } from "./gated-steps.ts";
import type { LstmState } from "./state.ts";
import { checkShape } from "./weight-checks.ts";

/** Weights of an LSTM. The four gate blocks stand side by side, in the order i, f, g, o. */
export interface LstmWeights extends CellWeights {
  /** p `(1, 3 · hidden)` in the order i, f, o: weights by which the gates see the cell. Left out: they do not see it. */
  readonly peepholes?: Matrix;
}

export interface LstmSettings extends LstmWeights {
  readonly label?: string;
}

/** The weights of an LSTM on a tape. */
export interface LstmTensors {
  readonly inputWeight: Tensor;
  readonly recurrentWeight: Tensor;
  readonly bias: Tensor;
  readonly peepholes: Tensor | undefined;
}

/** One tensor `(batch, hidden)` for each gate block. */
type LstmBlocks = { readonly [Name in "i" | "f" | "g" | "o"]: Tensor };

/**
 * Long short-term memory, with x `(batch, input)` and h, c `(batch, hidden)`:
 *
 *     z = x·U + h·W + b, in the blocks z_i, z_f, z_g, z_o
 *     i = σ(z_i + p_i ⊙ c)   f = σ(z_f + p_f ⊙ c)   g = tanh(z_g)
 *     c′ = f ⊙ c + i ⊙ g
 *     o = σ(z_o + p_o ⊙ c′)  h′ = o ⊙ tanh(c′)
 *
 * The cell uses the matrices that it is given, without a copy: an optimiser changes them. With the label `encoder` the
 * probes report `encoder input weight`, `encoder recurrent weight`, `encoder bias` and `encoder peepholes`.
 *
 * S. Hochreiter and J. Schmidhuber, "Long short-term memory", Neural Computation 9(8), 1997; the forget gate is that of F. A.
 * Gers, J. Schmidhuber and F. Cummins, "Learning to forget: continual prediction with LSTM", Neural Computation 12(10), 2000;
 * the peepholes are those of F. A. Gers, N. N. Schraudolph and J. Schmidhuber, "Learning precise timing with LSTM recurrent
 * networks", Journal of Machine Learning Research 3, 2002.
 *
 * @throws when shapes do not fit, precisions differ or an entry is not finite; and in `step`, when x or the state has
 * another shape or belongs to another tape.
 */
export function lstm(settings: LstmSettings): Cell<LstmState> {
  const hiddenSize = checkLstm("lstm", settings);
  const { label } = settings;
  const name = cellName("lstm", label);
  const inputWeight = cellParameter(settings.inputWeight, label, "input weight");
  const recurrentWeight = cellParameter(settings.recurrentWeight, label, "recurrent weight");
  const bias = cellParameter(settings.bias, label, "bias");
  const peepholes = settings.peepholes && cellParameter(settings.peepholes, label, "peepholes");
  const cell: Cell<LstmState> = {
    inputSize: inputWeight.value.rows,
    hiddenSize,
    stateNames: ["h", "c"],
    label,
    parameters: () => [inputWeight, recurrentWeight, bias, ...(peepholes ? [peepholes] : [])],
    step(x, state) {
      checkStep(name, cell, x, state);
      const weights = {
        inputWeight: inputWeight.beside(x),
        recurrentWeight: recurrentWeight.beside(x),
        bias: bias.beside(x),
        peepholes: peepholes?.beside(x),
      };
      if (weights.peepholes !== undefined) {
        const { h, c } = lstmStep(weights, x, state);
        return { h, c };
      }
      const z = gatePreActivationsOf(weights, x, state);
      const c = x.tape.run("lstm cell", lstmCell, [z, state.c], undefined);
      return { h: x.tape.run("lstm output", lstmOutput, [z, c], undefined), c };
    },
  };
  return cell;
}

function gatePreActivationsOf(
  { inputWeight, recurrentWeight, bias }: LstmTensors,
  x: Tensor,
  { h }: LstmState,
): Tensor {
  const operands = [x, inputWeight, h, recurrentWeight, bias] as const;
  return x.tape.run("gate pre-activations", gatePreActivations, operands, undefined);
}

/** One step, with all that the Jacobian is made of: the gates, and what they are computed from. */
export function lstmStep(
  weights: LstmTensors,
  x: Tensor,
  state: LstmState,
): LstmState & { readonly gates: LstmBlocks; readonly preActivations: LstmBlocks } {
  const { peepholes } = weights;
  const { c } = state;
  const size = c.columns;
  const z = gatePreActivationsOf(weights, x, state);
  const withPeephole = (block: Tensor, cell: Tensor, place: number) =>
    peepholes === undefined ? block : block.add(cell.mul(gateBlock(peepholes, place, size)));

  const zi = withPeephole(gateBlock(z, 0, size), c, 0);
  const zf = withPeephole(gateBlock(z, 1, size), c, 1);
  const zg = gateBlock(z, 2, size);
  const [i, f, g] = [zi.sigmoid(), zf.sigmoid(), zg.tanh()];
  const nextCell = f.mul(c).add(i.mul(g));
  const zo = withPeephole(gateBlock(z, 3, size), nextCell, 2);
  const o = zo.sigmoid();
  return {
    h: o.mul(nextCell.tanh()),
    c: nextCell,
    gates: { i, f, g, o },
    preActivations: { i: zi, f: zf, g: zg, o: zo },
  };
}

/**
 * Independent weights without peepholes, uniform on ±1/√hidden, variance 1/(3·hidden): the default of PyTorch's `LSTM`, with
 * one bias in place of a sum of two. Drawn row after row: input weight, recurrent weight, bias.
 *
 * @param settings.forgetBias every entry of the bias's f block. Left out: drawn like the others, so that the forget gates start near 1/2
 * @param settings.precision default `"f32"`
 * @throws when a size is not a whole number from 1 on, or the forget bias not a finite number.
 */
export function randomLstmWeights(
  random: Random,
  inputSize: number,
  hiddenSize: number,
  settings: { readonly forgetBias?: number; readonly precision?: Precision } = {},
): LstmWeights {
  const { forgetBias, precision = "f32" } = settings;
  const sizes = { inputSize, hiddenSize, gates: 4 };
  const weights = uniformCellWeights("randomLstmWeights", random, sizes, precision);
  if (forgetBias === undefined) return weights;
  checkForgetBias("randomLstmWeights", forgetBias);
  return { ...weights, bias: withForgetBias(weights.bias, forgetBias) };
}

/** The hidden size, after making sure that the weights fit together. */
export function checkLstm(operation: string, weights: LstmWeights): number {
  checkSettings(operation, weights, "lstm({ inputWeight, recurrentWeight, bias })");
  const { peepholes } = weights;
  const hidden = checkCellWeights(operation, weights, 4, peepholes && { peepholes });
  if (peepholes) checkShape(operation, "peepholes", peepholes, [1, 3 * hidden], "(1, 3 · hidden)");
  return hidden;
}
