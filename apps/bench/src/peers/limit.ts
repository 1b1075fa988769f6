import { simdForms } from "@vanishing/core/simd";
import {
  type DenseProblem,
  type ElementwiseProblem,
  type RecurrentProblem,
  trainedMatrices,
} from "../workloads/problem.ts";
import type { Attempt, Contender } from "./contender.ts";
import { type Place, type SimdWorkshop, simdWorkshop } from "./simd-workshop.ts";

/**
 * The workloads as one would write them by hand for the same compiled kernels: no tape, no checks, no matrices, every address known
 * before the first step. What the tape takes longer is what recording costs.
 */
export const limit: Contender = {
  name: "limit: no tape, same kernels",
  version: undefined,
  start(problem) {
    switch (problem.kind) {
      case "dense":
        return dense(problem, simdWorkshop());
      case "recurrent":
        return recurrent(problem, simdWorkshop());
      case "elementwise":
        return elementwise(problem, simdWorkshop());
    }
  },
};

/** Places like those of each weight, for its gradient. */
function gradientsOf(weights: readonly Place[], { place }: SimdWorkshop): Place[] {
  return weights.map(({ rows, columns }) => place(rows, columns));
}

/** Room for what the product packs: at most a copy of either operand with its edges, and some rows. */
function scratchFor(rows: number, columns: number, inner: number, { place }: SimdWorkshop): number {
  return place(1, (columns + 8) * inner + (rows + 4) * inner + 40).at;
}

function dense(problem: DenseProblem, workshop: SimdWorkshop): Attempt {
  const { run, place, put, entries } = workshop;
  const { inputs, targets, learningRate } = problem;
  const batch = inputs.rows;
  const x = put(inputs);
  const t = put(targets);
  const widths = [x.columns, ...problem.layers.map(({ weight }) => weight.columns)];
  const layers = problem.layers.map(({ weight, bias, activation }) => {
    const like = () => place(batch, weight.columns);
    const [z, ofZ] = [like(), like()];
    return {
      weight: put(weight),
      bias: put(bias),
      form: activation === undefined ? undefined : simdForms[activation],
      z,
      ofZ,
      h: activation === undefined ? z : like(),
      slopes: activation === undefined ? z : like(),
      ofH: activation === undefined ? ofZ : like(),
      ofWeight: place(weight.rows, weight.columns),
      ofBias: place(1, weight.columns),
    };
  });
  const widest = Math.max(...widths, batch);
  const scratch = scratchFor(widest, widest, widest, workshop);
  const last = layers.at(-1) as (typeof layers)[number];
  const hasFiniteNorm = ({ at, entries }: Place) =>
    Number.isFinite(Math.sqrt(run.sumOfSquares(at, 1, entries)));

  const startBackward = () => {
    const { h, ofH } = last;
    if (problem.loss === "meanSquaredError") {
      run.addScaledDifference(h.at, t.at, 2 / h.entries, ofH.at, h.entries, 1);
      return run.sumOfSquaredDifferences(h.at, t.at, h.entries) / h.entries;
    }
    run.addBinaryCrossEntropyGradient(h.at, t.at, 1 / h.entries, ofH.at, h.entries, 1);
    return run.binaryCrossEntropy(h.at, t.at, h.entries) / h.entries;
  };
  return {
    step() {
      let input = x;
      for (const { weight, bias, form, z, h, slopes } of layers) {
        const { columns, rows } = weight;
        run.addProduct(input.at, 0, weight.at, 0, z.at, batch, columns, rows, 1, bias.at, scratch);
        if (form !== undefined) run.mapWithSlopes(form, z.at, h.at, slopes.at, z.entries);
        input = h;
      }
      const loss = startBackward();
      for (let at = layers.length - 1; at >= 0; at--) {
        const { weight, form, slopes, ofZ, ofH, ofWeight, ofBias } = layers[at] as (typeof layers)[number];
        const below = layers[at - 1];
        const { rows, columns } = weight;
        if (form !== undefined) run.addEntrywiseProduct(ofH.at, slopes.at, ofZ.at, ofZ.entries, 1);
        if (below) {
          run.addProduct(ofZ.at, 0, weight.at, 1, below.ofH.at, batch, rows, columns, 1, 0, scratch);
        }
        const before = below?.h ?? x;
        run.addProduct(before.at, 1, ofZ.at, 0, ofWeight.at, rows, columns, batch, 1, 0, scratch);
        run.addScaledToRow(ofZ.at, 1, ofBias.at, batch, columns, 1);
      }
      for (const { weight, bias, ofWeight, ofBias } of layers) {
        run.sgd(weight.at, ofWeight.at, learningRate, weight.entries);
        run.sgd(bias.at, ofBias.at, learningRate, bias.entries);
      }
      if (problem.readsNorms) {
        for (const { ofZ, ofWeight, ofBias } of layers) {
          if (hasFiniteNorm(ofZ) && hasFiniteNorm(ofWeight) && hasFiniteNorm(ofBias)) continue;
          throw new Error("A layer has no finite gradient.");
        }
      }
      return loss;
    },
    results: () => layers.flatMap(({ weight, bias }) => [entries(weight), entries(bias)]),
  };
}

function recurrent(problem: RecurrentProblem, workshop: SimdWorkshop): Attempt {
  const { run, place, put, entries } = workshop;
  const { learningRate } = problem;
  const weights = trainedMatrices(problem).map(put);
  const [w, b, u, v, d] = weights as [Place, Place, Place, Place, Place];
  const gradients = gradientsOf(weights, workshop);
  const [ofW, ofB, ofU, ofV, ofD] = gradients as [Place, Place, Place, Place, Place];
  const [hidden, features] = [u.rows, w.rows];
  const batch = problem.targets.rows;
  const gates = 4 * hidden;
  const state = () => place(batch, hidden);
  const t = put(problem.targets);
  const moments = problem.inputs.map((input) => ({
    x: put(input),
    z: place(batch, gates),
    c: state(),
    h: state(),
    ofC: state(),
    ofH: state(),
    keptOfCell: place(batch, gates),
    keptOfOutput: place(batch, 2 * hidden),
  }));
  const start = { h: state(), c: state(), ofH: state(), ofC: state() };
  const ofZ = place(batch, gates);
  const [prediction, ofPrediction] = [place(batch, 1), place(batch, 1)];
  const scratch = scratchFor(Math.max(batch, hidden, features), gates, gates, workshop);
  const last = moments.at(-1) ?? start;
  return {
    step() {
      let before: Pick<typeof start, "h" | "c"> = start;
      for (const moment of moments) {
        const { x, z, c, h, keptOfCell, keptOfOutput } = moment;
        run.addProduct(x.at, 0, w.at, 0, z.at, batch, gates, features, 1, 0, scratch);
        run.addProduct(before.h.at, 0, u.at, 0, z.at, batch, gates, hidden, 0, b.at, scratch);
        run.lstmCell(z.at, before.c.at, c.at, keptOfCell.at, batch, hidden);
        run.lstmOutput(z.at, c.at, h.at, keptOfOutput.at, batch, hidden);
        before = moment;
      }
      run.addProduct(last.h.at, 0, v.at, 0, prediction.at, batch, 1, hidden, 1, d.at, scratch);
      const loss = run.sumOfSquaredDifferences(prediction.at, t.at, batch) / batch;
      run.addScaledDifference(prediction.at, t.at, 2 / batch, ofPrediction.at, batch, 1);
      run.addProduct(ofPrediction.at, 0, v.at, 1, last.ofH.at, batch, hidden, 1, 1, 0, scratch);
      run.addProduct(last.h.at, 1, ofPrediction.at, 0, ofV.at, hidden, 1, batch, 1, 0, scratch);
      run.addScaledToRow(ofPrediction.at, 1, ofD.at, batch, 1, 1);
      for (let time = moments.length - 1; time >= 0; time--) {
        const { x, ofC, ofH, keptOfCell, keptOfOutput } = moments[time] as (typeof moments)[number];
        const earlier = moments[time - 1] ?? start;
        const first = time === moments.length - 1 ? 1 : 0;
        run.addLstmOutputGradients(keptOfOutput.at, ofH.at, ofZ.at, 1, ofC.at, first, batch, hidden);
        run.addLstmCellGradients(keptOfCell.at, ofC.at, ofZ.at, 0, earlier.ofC.at, 1, batch, hidden);
        run.addProduct(x.at, 1, ofZ.at, 0, ofW.at, features, gates, batch, first, 0, scratch);
        run.addProduct(ofZ.at, 0, u.at, 1, earlier.ofH.at, batch, hidden, gates, 1, 0, scratch);
        run.addProduct(earlier.h.at, 1, ofZ.at, 0, ofU.at, hidden, gates, batch, first, 0, scratch);
        run.addScaledToRow(ofZ.at, 1, ofB.at, batch, gates, first);
      }
      weights.forEach((weight, place) => {
        run.sgd(weight.at, (gradients[place] as Place).at, learningRate, weight.entries);
      });
      return loss;
    },
    results: () => weights.map(entries),
  };
}

function elementwise({ inputs }: ElementwiseProblem, { run, place, put, entries }: SimdWorkshop): Attempt {
  const x = put(inputs);
  const like = () => place(x.rows, x.columns);
  const [y, slopes, ones, total] = [like(), like(), like(), like()];
  entries(ones).fill(1);
  return {
    step() {
      [simdForms.gelu, simdForms.tanh, simdForms.sigmoid].forEach((form, place) => {
        run.mapWithSlopes(form, x.at, y.at, slopes.at, x.entries);
        run.addEntrywiseProduct(ones.at, slopes.at, total.at, x.entries, place === 0 ? 1 : 0);
      });
      return undefined;
    },
    results: () => [entries(total)],
  };
}
