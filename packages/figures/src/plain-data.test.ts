import { expect, test } from "vitest";
import { batchNormNetworks } from "./batch-norm-model.ts";
import { cliff } from "./cliff-model.ts";
import { depthProfile } from "./depth-model.ts";
import { edgeOfChaos } from "./edge-of-chaos-model.ts";
import { phases } from "./edge-of-chaos-phases.ts";
import { jacobians } from "./jacobians-model.ts";
import { lstmAtStart } from "./lstm-model.ts";
import { moonsRun } from "./moons-model.ts";
import { optimizersRun } from "./optimizers-model.ts";
import { products } from "./products-model.ts";
import { rectifiersTrained } from "./rectifiers-model.ts";
import { rescuePicture } from "./rescue-model.ts";
import { untreated } from "./rescue-settings.ts";
import { residualMap } from "./residual-model.ts";
import { saturationOf } from "./saturation-model.ts";
import { race } from "./smooth-model.ts";
import { tapeWalk } from "./tape-model.ts";
import { variance } from "./variance-model.ts";
import { differenceErrors } from "./warm-up-model.ts";

// What a model gives may come from a worker or from the frame in which a learner's code runs: no functions, no classes.
test.each([
  ["warm-up", differenceErrors({ function: "tanh", x: 1, exponent: -3, oneSided: true })],
  ["products", products({ gain: 0.25, depth: 600 })],
  ["saturation", saturationOf({ activation: "relu", samples: "200", mean: 0, spread: 3, seed: 1 })],
  ["tape", tapeWalk({ expression: "skip", step: 9, w1: 0.5, w2: 0.5, x1: 1, x2: 1, b: 0.5 })],
  ["jacobians", jacobians({ passed: 4, weights: "drawn", activation: "tanh", scale: 1, seed: 1 })],
  ["depth", depthProfile({ depth: 20, activation: "tanh", scale: "he", gain: 1, seed: 1 })],
  ["moons", moonsRun({ activation: "relu", optimizer: "sgd", gradientOf: "weights", seed: 1 })],
  ["rectifiers", rectifiersTrained({ activation: "relu", learningRate: 5, seed: 1 })],
  ["variance", variance({ activation: "relu", rule: "he", sigmaW: 1, depth: 20, seed: 1 })],
  ["smooth", race({ first: "gelu", second: "relu", scale: "he", gain: 1, depth: 20, seed: 1 })],
  ["edge-of-chaos, plane", phases({ activation: "tanh", widest: 4 })],
  [
    "edge-of-chaos, network",
    edgeOfChaos({ activation: "relu", sigmaW: 1, sigmaB: 0, weights: "gaussian", width: "8", seed: 1 }),
  ],
  ["batch-norm", batchNormNetworks({ activation: "relu", sigmaW: 1, batch: "4", seed: 1 })],
  ["cliff", cliff({ w: 2, b: 0, learningRate: 0.2, clipping: "value", limit: 0.5, steps: 20 })],
  ["optimizers", optimizersRun({ exponent: -8, activation: "sigmoid", until: "epoch", seed: 1 })],
  ["residual", residualMap({ seed: 1 })],
  ["rescue", rescuePicture({ ...untreated, branches: "scaled", seed: 9 })],
  ["lstm", lstmAtStart({ task: "adding", forgetBias: 3, lag: 30, seed: 1 })],
])("the data of %s are plain and come through a clone as they are", (_, data) => {
  expect(structuredClone(data)).toStrictEqual(data);
});
