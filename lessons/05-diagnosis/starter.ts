// Diagnosis. Replace each line that throws, then run:  pnpm test diagnosis

/** What the probes tell of one layer at the end of a training. */
export interface LayerReport {
  /** Root mean square of ∂L/∂z in this layer. */
  readonly gradientRms: number;
  /** Share of the units, from 0 to 1, whose slope is 0 for every example. */
  readonly deadShare: number;
  /** Share of the pre-activations, from 0 to 1, where the slope is next to nothing. */
  readonly saturatedShare: number;
  /** ‖ΔW‖ / ‖W‖ of the last step. */
  readonly updateRatio: number;
}

/** What a training tells of itself. */
export interface TrainingReport {
  /** The loss before each step, in order. */
  readonly losses: readonly number[];
  /** The loss of one who guesses: ln 2 for two classes. */
  readonly chanceLoss: number;
  /** One report a layer, from the input on. */
  readonly layers: readonly LayerReport[];
}

export type Diagnosis =
  | "dead"
  | "exploding"
  | "frozen"
  | "healthy"
  | "noise"
  | "saturated"
  | "solved"
  | "vanishing";

/**
 * The root mean square of the entries of a gradient: how large an entry is, whatever its sign.
 *
 *   rms(g) = √((g₁² + g₂² + … + gₙ²) / n)
 *
 * A gradient that has all but vanished is a number too: the square of 1e-170 is 0 in the machine, and its root would be 0. If every entry
 * is 0, so is the outcome.
 * Worked example: rms([3, -4]) = 3.5355339059 (ten digits).
 */
export function gradientRms(gradient: readonly number[]): number {
  throw new Error("TODO: gradientRms");
}

/**
 * How far a weight is from where it began, as a share of the size that it had. Both lists have the same entries in the same order.
 *
 *   ‖after − before‖ / ‖before‖,   where ‖w‖ = √(w₁² + w₂² + … + wₙ²)
 *
 * Worked example: relativeChange([3, 4], [3, 5]) = 0.2.
 */
export function relativeChange(before: readonly number[], after: readonly number[]): number {
  throw new Error("TODO: relativeChange");
}

/**
 * What a report shows, as one word. Each has a sign:
 *
 *   dead        in some layer, deadShare is at least 0.9
 *   exploding   the first layer's gradientRms is no finite number, or above 1000 times the last layer's
 *   frozen      in every layer, updateRatio is below 1e-6
 *   noise       the last of the losses is at least 0.9 times chanceLoss: the labels say nothing
 *   saturated   in some layer, saturatedShare is at least 0.9
 *   solved      the last of the losses is below 0.05
 *   vanishing   the first layer's gradientRms is below 1/1000 of the last layer's
 *   healthy     none of these
 *
 * Often a report shows several signs, since one thing brings another: in a dead layer no weight moves. The answer is the sign that
 * brings the others.
 */
export function diagnose(report: TrainingReport): Diagnosis {
  throw new Error("TODO: diagnose");
}
