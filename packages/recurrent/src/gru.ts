import {
  checkSettings,
  describeValue,
  failure,
  type Matrix,
  matrix,
  type Precision,
  type Random,
  type Tensor,
  uniformMatrix,
} from "@vanishing/core";
import { type Cell, cellName, cellParameter, checkStep } from "./cell.ts";
import { type CellWeights, checkCellWeights, uniformCellWeights } from "./cell-weights.ts";
import { gateBlock } from "./gate-blocks.ts";
import { gruState } from "./gated-steps.ts";
import type { State } from "./state.ts";
import { checkShape } from "./weight-checks.ts";

/** The reset gate multiplies h before the product with W_n. */
export interface ResetBeforeWeights extends CellWeights {
  readonly reset: "before";
}

/** The reset gate multiplies what the product with W_n gives, second bias included. */
export interface ResetAfterWeights extends CellWeights {
  readonly reset: "after";
  /** a `(1, hidden)`: the bias inside the reset. The bias b_n is outside of it, so the two are not one. */
  readonly recurrentBias: Matrix;
}

/**
 * Weights of a GRU in one of its two forms, which are different functions. The three gate blocks stand side by side, in the
 * order r, z, n.
 */
export type GruWeights = ResetBeforeWeights | ResetAfterWeights;

export type GruSettings = GruWeights & { readonly label?: string };

/** The weights of a GRU on a tape. With a recurrent bias, the reset is after the product. */
export interface GruTensors {
  readonly inputWeight: Tensor;
  readonly recurrentWeight: Tensor;
  readonly bias: Tensor;
  readonly recurrentBias: Tensor | undefined;
}

/** One tensor `(batch, hidden)` for each gate block. */
type GruBlocks = { readonly [Name in "r" | "z" | "n"]: Tensor };

/**
 * Gated recurrent unit, with x `(batch, input)` and h `(batch, hidden)`:
 *
 *     r = σ(x·U_r + h·W_r + b_r)   z = σ(x·U_z + h·W_z + b_z)
 *     reset before: n = tanh(x·U_n + (r ⊙ h)·W_n + b_n)
 *     reset after:  n = tanh(x·U_n + r ⊙ (h·W_n + a) + b_n)
 *     h′ = z ⊙ h + (1 − z) ⊙ n
 *
 * z keeps and 1 − z replaces, as in PyTorch, Keras and ONNX; the second of the papers below has the two swapped. Where z is 1, h′
 * is h to the last bit (except that −0 may become 0).
 *
 * The cell uses the matrices that it is given, without a copy: an optimiser changes them. With the label `encoder` the
 * probes report `encoder input weight`, `encoder recurrent weight`, `encoder bias` and `encoder recurrent bias`.
 *
 * K. Cho et al., "Learning phrase representations using RNN encoder–decoder for statistical machine translation", EMNLP 2014:
 * reset before. J. Chung, C. Gulcehre, K. Cho and Y. Bengio, "Empirical evaluation of gated recurrent neural networks on
 * sequence modeling", 2014. The reset after the product is that of NVIDIA's cuDNN, PyTorch's only one and the default of Keras.
 *
 * @throws when `reset` is neither "before" nor "after", shapes do not fit, precisions differ or an entry is not finite; and
 * in `step`, when x or the state has another shape or belongs to another tape.
 */
export function gru(settings: GruSettings): Cell {
  const hiddenSize = checkGru("gru", settings);
  const { label } = settings;
  const name = cellName("gru", label);
  const inputWeight = cellParameter(settings.inputWeight, label, "input weight");
  const recurrentWeight = cellParameter(settings.recurrentWeight, label, "recurrent weight");
  const bias = cellParameter(settings.bias, label, "bias");
  const recurrentBias =
    settings.reset === "after" ? cellParameter(settings.recurrentBias, label, "recurrent bias") : undefined;
  const cell: Cell = {
    inputSize: inputWeight.value.rows,
    hiddenSize,
    stateNames: ["h"],
    label,
    parameters: () => [inputWeight, recurrentWeight, bias, ...(recurrentBias ? [recurrentBias] : [])],
    step(x, state) {
      checkStep(name, cell, x, state);
      const weights = {
        inputWeight: inputWeight.beside(x),
        recurrentWeight: recurrentWeight.beside(x),
        bias: bias.beside(x),
        recurrentBias: recurrentBias?.beside(x),
      };
      if (weights.recurrentBias === undefined) return { h: gruStep(weights, x, state).h };
      const fromInput = x.linear(weights.inputWeight, weights.bias);
      const fromHidden = state.h.matmul(weights.recurrentWeight);
      const operands = [fromInput, fromHidden, weights.recurrentBias, state.h] as const;
      return { h: x.tape.run("gru", gruState, operands, undefined) };
    },
  };
  return cell;
}

/** One step, with all that the Jacobian is made of. `candidate` is h·W_n + a when the reset is after the product. */
export function gruStep(
  { inputWeight, recurrentWeight, bias, recurrentBias }: GruTensors,
  x: Tensor,
  { h }: State,
): State & {
  readonly gates: GruBlocks;
  readonly preActivations: GruBlocks;
  readonly candidate: Tensor | undefined;
} {
  const size = h.columns;
  const fromInput = x.linear(inputWeight, bias);
  const fromHidden = h.matmul(recurrentWeight.slice({ columns: [0, 2 * size] }));
  const zr = gateBlock(fromInput, 0, size).add(gateBlock(fromHidden, 0, size));
  const zz = gateBlock(fromInput, 1, size).add(gateBlock(fromHidden, 1, size));
  const [r, z] = [zr.sigmoid(), zz.sigmoid()];

  const candidateWeight = gateBlock(recurrentWeight, 2, size);
  const candidate = recurrentBias && h.linear(candidateWeight, recurrentBias);
  const fromReset = candidate === undefined ? r.mul(h).matmul(candidateWeight) : r.mul(candidate);
  const zn = gateBlock(fromInput, 2, size).add(fromReset);
  const n = zn.tanh();

  const one = x.tape.constant(matrix(1, 1, [1], x.tape.precision));
  return {
    h: z.mul(h).add(one.sub(z).mul(n)),
    gates: { r, z, n },
    preActivations: { r: zr, z: zz, n: zn },
    candidate,
  };
}

/**
 * Independent weights, uniform on ±1/√hidden, variance 1/(3·hidden): the default of PyTorch's `GRU`, with one bias for r and z in
 * place of a sum of two. Drawn row after row: input weight, recurrent weight, bias, recurrent bias.
 *
 * @param settings.reset default `"after"`, as in PyTorch and Keras
 * @param settings.keepBias every entry of the bias's z block: σ(keepBias) of the state is kept by a gate that sees its bias alone. Left
 *   out: drawn like the others, so that the update gates start near 1/2
 * @param settings.precision default `"f32"`
 * @throws when a size is not a whole number from 1 on, `reset` neither "before" nor "after", or the keep bias not a finite number.
 */
export function randomGruWeights(
  random: Random,
  inputSize: number,
  hiddenSize: number,
  settings: {
    readonly reset?: "before" | "after";
    readonly keepBias?: number;
    readonly precision?: Precision;
  } = {},
): GruWeights {
  const { reset = "after", keepBias, precision = "f32" } = settings;
  checkReset("randomGruWeights", reset);
  const sizes = { inputSize, hiddenSize, gates: 3 };
  const weights = uniformCellWeights("randomGruWeights", random, sizes, precision);
  if (keepBias !== undefined) {
    checkKeepBias("randomGruWeights", keepBias);
    weights.bias.data.fill(keepBias, hiddenSize, 2 * hiddenSize);
  }
  if (reset === "before") return { ...weights, reset };
  const limit = 1 / Math.sqrt(hiddenSize);
  return { ...weights, reset, recurrentBias: uniformMatrix(random, 1, hiddenSize, limit, precision) };
}

/** The hidden size, after making sure that the weights fit together. */
export function checkGru(operation: string, weights: GruWeights): number {
  checkSettings(operation, weights, 'gru({ inputWeight, recurrentWeight, bias, reset: "before" })');
  checkReset(operation, weights.reset);
  if (weights.reset === "before") return checkCellWeights(operation, weights, 3);
  const { recurrentBias } = weights;
  const hidden = checkCellWeights(operation, weights, 3, { recurrentBias });
  checkShape(operation, "recurrentBias", recurrentBias, [1, hidden], "(1, hidden)");
  return hidden;
}

function checkKeepBias(operation: string, keepBias: unknown): void {
  if (Number.isFinite(keepBias)) return;
  throw failure(
    operation,
    "the keep bias to be a finite number",
    describeValue(keepBias),
    "leave it out for a drawn bias; above 0 the update gates keep more than half",
  );
}

function checkReset(operation: string, reset: unknown): void {
  if (reset === "before" || reset === "after") return;
  throw failure(
    operation,
    'reset to be "before" or "after" the product with the recurrent weight',
    describeValue(reset),
    'PyTorch has "after"; Keras has "after" unless reset_after=False; ONNX has "before" unless linear_before_reset=1',
  );
}
