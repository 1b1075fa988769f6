/** What the probes tell of one layer at the end of a training. */
export interface LayerReport {
  /** Root mean square of ∂L/∂z over examples and units. */
  readonly gradientRms: number;
  /** Share of the units, from 0 to 1, whose slope is 0 for every example. 0 for the last layer, which has no activation. */
  readonly deadShare: number;
  /** Share of the pre-activations, from 0 to 1, where the slope is below a twentieth of the activation's steepest. 0 for the last layer. */
  readonly saturatedShare: number;
  /** ‖ΔW‖ / ‖W‖ of the last step. */
  readonly updateRatio: number;
}

/** What a training tells of itself: its losses, and what the probes read in the end. */
export interface TrainingReport {
  /** Mean loss before each step, and in the end. A training that overflows ends early. */
  readonly losses: readonly number[];
  /** The loss of one who guesses: ln 2 for two classes that are equally likely. */
  readonly chanceLoss: number;
  /** From the input on. */
  readonly layers: readonly LayerReport[];
}
