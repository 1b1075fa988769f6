import { checkGrouping, type Grouping } from "../grouping.ts";
import type { Matrix } from "../matrix.ts";
import type { OperationsFor, Shape } from "../operation.ts";
import { reducedShape } from "./reductions.ts";

type Grouped = { inputs: readonly [x: Matrix]; settings: { readonly grouping: Grouping } };

export interface SoftmaxSignatures {
  logSumExp: Grouped;
  softmax: Grouped;
  logSoftmax: Grouped;
}

/**
 * Functions of Σ e^xₖ over each group: over each row, each column, or all entries. With m the place of the largest entry,
 * they are computed from e^(xₖ − xₘ), which is at most 1: nothing overflows, however large the entries are.
 * p = softmax(x) below.
 */
export const softmaxes: OperationsFor<SoftmaxSignatures> = {
  // y = ln Σ e^xₖ        ∂L/∂xₖ = g · pₖ        for each group
  logSumExp: {
    shape: ([x], { grouping }) => reducedShape("logSumExp", x, grouping),
    forward({ kernels, inputs: [x], settings: { grouping }, output }) {
      kernels.logSumExps(x, grouping, output);
    },
    vjp({ kernels, inputs: [x], settings: { grouping }, gradient, inputGradients: [gradientX] }) {
      if (gradientX) kernels.addSoftmaxProduct(gradient, x, grouping, gradientX);
    },
  },

  // pᵢ = e^xᵢ / Σ e^xₖ        ∂L/∂xᵢ = pᵢ (gᵢ − Σ gₖ pₖ)        for each group
  softmax: {
    shape: ([x], { grouping }) => sameShape("softmax", x, grouping),
    forward({ kernels, inputs: [x], settings: { grouping }, output }) {
      kernels.softmax(x, grouping, output);
    },
    vjp({ kernels, inputs: [x], settings: { grouping }, gradient, inputGradients: [gradientX] }) {
      if (gradientX) kernels.addSoftmaxGradient(gradient, x, grouping, gradientX);
    },
  },

  // yᵢ = xᵢ − ln Σ e^xₖ        ∂L/∂xᵢ = gᵢ − pᵢ Σ gₖ        for each group
  logSoftmax: {
    shape: ([x], { grouping }) => sameShape("logSoftmax", x, grouping),
    forward({ kernels, inputs: [x], settings: { grouping }, output }) {
      kernels.logSoftmax(x, grouping, output);
    },
    vjp({ kernels, inputs: [x], settings: { grouping }, gradient, inputGradients: [gradientX] }) {
      if (gradientX) kernels.addLogSoftmaxGradient(gradient, x, grouping, gradientX);
    },
  },
};

function sameShape(operation: string, x: Matrix, grouping: Grouping): Shape {
  checkGrouping(operation, grouping);
  return [x.rows, x.columns];
}
