import { once, type SeriesTable } from "./frame/series.ts";

/**
 * What is too heavy for the thread that answers to hands: from some 15 ms on, on a machine like the bench's. A worker runs these, or
 * the page itself where there can be no worker.
 */
export const figureSeries = {
  "depth-profile": async () => once((await import("./depth-model.ts")).depthProfile),
  "depth-training": async () => (await import("./depth-training.ts")).depthTraining,
  "moons-run": async () => once((await import("./moons-model.ts")).moonsRun),
  "moons-training": async () => (await import("./moons-model.ts")).moonsTraining,
  "rectifiers-trained": async () => once((await import("./rectifiers-model.ts")).rectifiersTrained),
  "rectifiers-training": async () => (await import("./rectifiers-model.ts")).rectifiersTraining,
  variance: async () => once((await import("./variance-model.ts")).variance),
  "smooth-race": async () => once((await import("./smooth-model.ts")).race),
  "edge-of-chaos-phases": async () => once((await import("./edge-of-chaos-phases.ts")).phases),
  "edge-of-chaos-network": async () => once((await import("./edge-of-chaos-model.ts")).edgeOfChaos),
  "batch-norm": async () => once((await import("./batch-norm-model.ts")).batchNormNetworks),
  "optimizers-run": async () => once((await import("./optimizers-model.ts")).optimizersRun),
  "optimizers-training": async () => (await import("./optimizers-model.ts")).optimizersTraining,
  "residual-map": async () => once((await import("./residual-model.ts")).residualMap),
  "rescue-end": async () => once((await import("./rescue-model.ts")).rescuePicture),
  "rescue-training": async () => (await import("./rescue-model.ts")).rescueTraining,
  "lstm-start": async () => once((await import("./lstm-model.ts")).lstmAtStart),
  "lstm-training": async () => (await import("./lstm-model.ts")).lstmTraining,
} satisfies SeriesTable;

export type FigureSeries = typeof figureSeries;
