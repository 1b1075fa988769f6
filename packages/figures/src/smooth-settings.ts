// Apart from the model, which a worker runs: the page needs this file and not the engine.

/** How the weights are scaled: by a named rule, or by a gain of one's own. */
export type WeightScale = "lecun" | "he" | "gain";

/** The pre-activations over which the slopes are drawn; what lies outside counts in every number all the same. */
export const slopeRange = { from: -5, to: 5 } as const;
