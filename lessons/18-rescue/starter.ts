// Rescue. Replace the line that throws, then run:  pnpm test rescue

/** What the probes read of one layer. z is what the layer gives, f the activation after it. All are taken over 32 examples and 16 units. */
export interface LayerReport {
  /** Root mean square of z. */
  readonly valueRms: number;
  /** Root mean square of what f makes of z. Where z is normalised first, of what f makes of that. */
  readonly outputRms: number;
  /** Root mean square of the slope f′ at the same places. */
  readonly slopeRms: number;
  /** Root mean square of ∂L/∂z. */
  readonly gradientRms: number;
  /** Share of the units, from 0 to 1, whose slope is 0 for every example. */
  readonly deadShare: number;
  /** Share of the places, from 0 to 1, where the slope is below a twentieth of the steepest that f has. */
  readonly saturatedShare: number;
  /** ‖ΔW‖ / ‖W‖ of the last step that was taken. */
  readonly updateRatio: number;
}

/** What the network that you are to rescue tells of its first steps. Adam takes them. */
export interface Report {
  /** The loss before each step, and in the end. */
  readonly losses: readonly number[];
  /** The loss of one who guesses: ln 2 for two classes. */
  readonly chanceLoss: number;
  /** One report a layer, from the input on, at the first step. */
  readonly layers: readonly LayerReport[];
  /** The same at the end of the report. */
  readonly layersAtEnd: readonly LayerReport[];
}

/** What to change. Name the parts that you want to replace, and leave out the others, or give undefined for them: they stay as they are. */
export interface Treatment {
  readonly activation?: "relu" | "sigmoid" | "tanh" | undefined;
  /** σ_w: the weights are drawn anew with the standard deviation σ_w / √fan-in. At most 10. */
  readonly gain?: number | undefined;
  /** What z goes through before the activation. */
  readonly normalization?: "none" | "batch" | "layer" | undefined;
  /** s in z ← z + s · layer(z). With 0 there is no skip: z ← layer(z). At most 10. */
  readonly branchScale?: number | undefined;
  /** Of Adam. A usual one is 0.004. */
  readonly learningRate?: number | undefined;
  /** The largest norm that all gradients may have together; Infinity for no clipping. */
  readonly clip?: number | undefined;
}

/**
 * Reads the probes of a network of 30 to 100 layers, and says what to change so that it trains. One, two or no part of it may be at fault.
 * After your treatment a network with new weights and new points must reach these goals:
 *
 *   gradientRms of the first layer / gradientRms of the last   from 0.1 to 10, before the first step and in the end
 *   the loss                                                    below ½ ln 2 within 42 steps
 *   a layer in which every unit is dead                         none
 *
 * And it must need each part that you name: where it does as well without one, you treat what is not ill. {} is a treatment, too.
 */
export function prescribe(report: Report): Treatment {
  throw new Error("TODO: prescribe");
}
