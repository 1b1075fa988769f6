import { expect, test } from "vitest";
import { batchNormNetworks } from "./batch-norm-model.ts";
import { batchNormTable } from "./batch-norm-table.ts";
import { cliff } from "./cliff-model.ts";
import { descentsTable } from "./cliff-table.ts";
import { depthProfile } from "./depth-model.ts";
import { depthTable } from "./depth-table.ts";
import { edgeOfChaos } from "./edge-of-chaos-model.ts";
import { phases } from "./edge-of-chaos-phases.ts";
import { phasesTable, profileTable } from "./edge-of-chaos-table.ts";
import { jacobians } from "./jacobians-model.ts";
import { ellipseTable, stretchesTable } from "./jacobians-table.ts";
import { lstmAtStart } from "./lstm-model.ts";
import { errorsTable, reachTable } from "./lstm-table.ts";
import { moonsRun } from "./moons-model.ts";
import { changesTable, epochsTable, firstWeightTable } from "./moons-table.ts";
import { optimizersRun } from "./optimizers-model.ts";
import { layerUpdatesTable, lossesTable } from "./optimizers-table.ts";
import { products } from "./products-model.ts";
import { productsTable } from "./products-table.ts";
import { rectifiersTrained } from "./rectifiers-model.ts";
import { offCountsTable, unitsTable } from "./rectifiers-table.ts";
import { rescuePicture } from "./rescue-model.ts";
import { untreated } from "./rescue-settings.ts";
import { rescueLayersTable } from "./rescue-table.ts";
import { residualMap } from "./residual-model.ts";
import { residualTable } from "./residual-table.ts";
import { saturationOf } from "./saturation-model.ts";
import { curvesTable, inputsTable } from "./saturation-table.ts";
import { race } from "./smooth-model.ts";
import { layersTable as raceTable, slopesTable } from "./smooth-table.ts";
import { tapeWalk } from "./tape-model.ts";
import { tapeTable } from "./tape-table.ts";
import { variance } from "./variance-model.ts";
import { activationsTable, gradientsTable, layersTable } from "./variance-table.ts";
import { differenceErrors } from "./warm-up-model.ts";
import { warmUpTable } from "./warm-up-table.ts";

const saturated = saturationOf({ activation: "relu", samples: "200", mean: 0, spread: 3, seed: 1 });
const neuron = { expression: "neuron", w1: 0.5, w2: 0.5, x1: 1, x2: 1, b: 0.5 } as const;
const turned = jacobians({ passed: 4, weights: "drawn", activation: "tanh", scale: 1, seed: 1 });
const smooth = race({ first: "gelu", second: "relu", scale: "he", gain: 1, depth: 20, seed: 1 });
const profile = depthProfile({ depth: 20, activation: "tanh", scale: "he", gain: 1, seed: 1 });
const moons = moonsRun({ activation: "relu", optimizer: "sgd", gradientOf: "preActivations", seed: 1 });
const layer = rectifiersTrained({ activation: "relu", learningRate: 5, seed: 1 });
const numbers = variance({ activation: "tanh", rule: "he", sigmaW: 1, depth: 20, seed: 1 });
const cells = (of: "activations" | "gradients") => numbers.layers.flatMap((layer) => layer[of]).length;
const optimizers = optimizersRun({ exponent: -8, activation: "sigmoid", until: "epoch", seed: 1 });
const rescued = rescuePicture({ ...untreated, branches: "scaled", seed: 9 });
const edge = {
  phases: phases({ activation: "relu", widest: 4 }),
  ...edgeOfChaos({ activation: "relu", sigmaW: 1, sigmaB: 0, weights: "gaussian", width: "8", seed: 1 }),
};
const descents = cliff({ w: 2, b: 0, learningRate: 0.2, clipping: "norm", limit: 0.5, steps: 30 });
const cellsAtStart = lstmAtStart({ task: "adding", forgetBias: 3, lag: 30, seed: 1 });

test.each([
  ["warm-up", warmUpTable(differenceErrors({ function: "tanh", x: 1, exponent: -3, oneSided: true })), 89],
  ["products", productsTable(products({ gain: 0.25, depth: 600 })), 601],
  ["saturation, inputs", inputsTable(saturated), 80],
  ["saturation, curves", curvesTable(saturated), 402],
  ["jacobians, stretches", stretchesTable(turned), 21],
  ["jacobians, ellipse", ellipseTable(turned), 73],
  ["depth", depthTable(profile), 20],
  ["moons, epochs", epochsTable(moons), 101],
  ["moons, changes", changesTable(moons), 9],
  ["moons, first weights", firstWeightTable(moons), 20],
  ["rectifiers, units", unitsTable(layer), 24],
  ["rectifiers, counts", offCountsTable(layer), 401],
  ["variance, layers", layersTable(numbers), 20],
  ["variance, activations", activationsTable(numbers), cells("activations")],
  ["variance, gradients", gradientsTable(numbers), cells("gradients")],
  ["smooth, layers", raceTable(smooth), 20],
  ["smooth, slopes", slopesTable(smooth), 241 + 242],
  ["edge-of-chaos, layers", profileTable(edge), 50],
  ["edge-of-chaos, phases", phasesTable(edge), 8 * 21],
  [
    "batch-norm",
    batchNormTable(batchNormNetworks({ activation: "tanh", sigmaW: 1, batch: "8", seed: 1 })),
    30,
  ],
  ["cliff", descentsTable(descents), 31],
  ["optimizers, layers", layerUpdatesTable(optimizers), 9],
  ["optimizers, losses", lossesTable(optimizers), 2],
  ["residual", residualTable(residualMap({ seed: 1 })), 7 * 7],
  ["rescue, layers", rescueLayersTable(rescued), rescued.depth],
  ["lstm, gradients", reachTable(cellsAtStart), 30],
  ["lstm, errors", errorsTable(cellsAtStart), 1],
])("the table of %s has a header, a cell a column, and a row for all that is shown", (_, table, rows) => {
  expect(table.rows).toHaveLength(rows);
  for (const name of table.columns) expect(name).toMatch(/\w/);
  for (const row of table.rows) {
    expect(row).toHaveLength(table.columns.length);
    for (const cell of row) expect(cell).toSatisfy(Number.isFinite);
  }
});

test("a jump of the derivative has a row for each side", () => {
  const rows = curvesTable(saturated).rows.filter(([x]) => x === 0);
  expect(rows).toEqual([
    [0, 0, 0],
    [0, 0, 1],
  ]);
});

test("the table of tape leaves empty what is not known yet", () => {
  const { columns, rows } = tapeTable(tapeWalk({ ...neuron, step: 2 }));
  expect(columns).toHaveLength(7);
  expect(rows).toHaveLength(10);
  expect(rows[0]).toEqual([0, "w₁", "", undefined, undefined, 0.5, undefined]);
  expect(rows[6]).toEqual([6, "p₂", "w₂ · x₂", 1, 3, 0.5, undefined]);
  expect(rows[9]).toEqual([9, "h", "tanh(z)", 8, undefined, undefined, undefined]);
  expect(tapeTable(tapeWalk({ ...neuron, step: 6 })).rows[9]?.[6]).toBe(1);
});

test("the cells are the data", () => {
  expect(depthTable(profile).rows[0]).toEqual([1, profile.layers[0]?.gradientRms, profile.firstShare]);
});
