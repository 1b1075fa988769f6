import { type Histogram, histogram, type Magnitudes, magnitudes } from "./histogram.ts";
import type { Matrix } from "./matrix.ts";
import { magnitude } from "./norm.ts";
import { deadShare, saturatedShare } from "./saturation.ts";
import type { Tape } from "./tape.ts";
import type { LabelledTensor } from "./tape-node.ts";

/** What `probe` tells of one labelled tensor X, with L the tensor that `backward` was last called on. */
export interface ProbeRecord {
  readonly label: string;
  readonly rows: number;
  readonly columns: number;
  /** Root mean square of the entries of X. */
  readonly valueRms: number;
  /** Euclidean (Frobenius) norm of X. */
  readonly valueNorm: number;
  /** Root mean square of ∂L/∂X. Undefined where X has no gradient: before `backward`, or when L does not depend on X. */
  readonly gradientRms: number | undefined;
  /** Euclidean (Frobenius) norm of ∂L/∂X. Undefined where X has no gradient. */
  readonly gradientNorm: number | undefined;
  /**
   * Share of the pre-activations z at which |f′(z)| is below a twentieth of its least upper bound. Undefined unless X = f(z)
   * was made by `tanh`, `sigmoid` or `apply` with an f whose `lipschitz` is known and finite, as that of a step is not.
   */
  readonly saturatedShare: number | undefined;
  /** Share of the units (columns) with f′(z) = 0 for the whole batch. Undefined unless X = f(z), as above. */
  readonly deadShare: number | undefined;
  /** ‖Δw‖ / ‖w‖ of the optimiser's last step. Undefined unless X is a parameter whose updates `optimizer` tracks. */
  readonly updateRatio: number | undefined;
  /** The entries of X in bins. Undefined unless `bins` is given. */
  readonly valueHistogram: Histogram | undefined;
  /** The entries of ∂L/∂X by power of ten. Undefined unless `bins` is given, and where X has no gradient. */
  readonly gradientMagnitudes: Magnitudes | undefined;
}

/**
 * One record for each labelled tensor, in creation order. Call it after `backward` (and after the optimiser's step, for the
 * update ratios) and before `tape.reset()`.
 *
 * @param options.optimizer made with `trackUpdates: true`; left out: no update ratios
 * @param options.bins of the histograms; left out: none
 */
export function probe(
  tape: Tape,
  {
    optimizer,
    bins,
  }: {
    readonly optimizer?: { updateRatio(parameter: Matrix): number | undefined };
    readonly bins?: number;
  } = {},
): ProbeRecord[] {
  return tape.labelled().map(({ label, value, gradient, activation }) => {
    const ofValue = magnitude(value);
    const ofGradient = gradient && magnitude(gradient);
    return {
      label,
      rows: value.rows,
      columns: value.columns,
      valueRms: ofValue.rms,
      valueNorm: ofValue.norm,
      gradientRms: ofGradient?.rms,
      gradientNorm: ofGradient?.norm,
      saturatedShare: saturatedShareOf(activation),
      deadShare: activation && deadShare(activation.preActivation, activation.f),
      updateRatio: optimizer?.updateRatio(value),
      valueHistogram: bins === undefined ? undefined : histogram(value, bins),
      gradientMagnitudes: bins === undefined ? undefined : gradient && magnitudes(gradient),
    };
  });
}

function saturatedShareOf(activation: LabelledTensor["activation"]): number | undefined {
  const supremum = activation?.f.lipschitz;
  if (activation === undefined || supremum === undefined || supremum === Infinity) return undefined;
  return saturatedShare(activation.preActivation, activation.f, { supremum });
}
