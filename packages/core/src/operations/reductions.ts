import { failure } from "../failure.ts";
import { checkGrouping, type Grouping, groupsOf } from "../grouping.ts";
import { type Matrix, shapeOf } from "../matrix.ts";
import { norm } from "../norm.ts";
import type { OperationsFor, Shape } from "../operation.ts";

type Reduction = { inputs: readonly [x: Matrix]; settings: { readonly grouping: Grouping } };

export interface ReductionSignatures {
  sum: Reduction;
  mean: Reduction;
  max: Reduction;
  norm: { inputs: readonly [x: Matrix]; settings: undefined };
}

/** One number from each row, from each column, or from all entries: from each group, below. */
export const reductions: OperationsFor<ReductionSignatures> = {
  // y = Σ xₖ        ∂L/∂xₖ = g        for each group
  sum: {
    shape: ([x], { grouping }) => reducedShape("sum", x, grouping),
    forward({ kernels, inputs: [x], settings: { grouping }, output }) {
      kernels.totals(x, grouping, 1, output);
    },
    vjp({ kernels, gradient, inputGradients: [gradientX] }) {
      if (gradientX) kernels.addScaled(gradient, 1, gradientX);
    },
  },

  // y = (1/N) Σ xₖ        ∂L/∂xₖ = g / N        for each group of N entries
  mean: {
    shape([x], { grouping }) {
      const shape = reducedShape("mean", x, grouping);
      checkFilled("mean", x, grouping);
      return shape;
    },
    forward({ kernels, inputs: [x], settings: { grouping }, output }) {
      kernels.totals(x, grouping, groupsOf(x, grouping).length, output);
    },
    vjp({ kernels, inputs: [x], settings: { grouping }, gradient, inputGradients: [gradientX] }) {
      if (gradientX) kernels.addScaled(gradient, 1 / groupsOf(x, grouping).length, gradientX);
    },
  },

  // y = max xₖ        ∂L/∂xₖ = g at the first largest entry, 0 at all others        for each group
  // Where several are largest, max has a kink. Giving all of g to the first is a convention, and one subgradient.
  max: {
    shape([x], { grouping }) {
      const shape = reducedShape("max", x, grouping);
      checkFilled("maximum", x, grouping);
      return shape;
    },
    forward({ kernels, inputs: [x], settings: { grouping }, output }) {
      kernels.maxima(x, grouping, output);
    },
    vjp({ kernels, inputs: [x], settings: { grouping }, gradient, inputGradients: [gradientX] }) {
      if (gradientX) kernels.addAtMaxima(gradient, x, grouping, gradientX);
    },
  },

  // y = √(Σ xᵢⱼ²)        ∂L/∂xᵢⱼ = g · xᵢⱼ / y, and 0 where y = 0
  // At X = 0 the norm has a kink: every matrix of norm at most 1 is a subgradient, and 0 is the smallest of them.
  norm: {
    shape: () => [1, 1],
    forward({ kernels, inputs: [x], output }) {
      kernels.fill(output, norm(x));
    },
    vjp({ kernels, inputs: [x], gradient, inputGradients: [gradientX] }) {
      const length = norm(x);
      if (!gradientX || length === 0) return;
      kernels.addScaledQuotient(x, length, gradient.data[0] as number, gradientX);
    },
  },
};

/** One entry for each group. */
export function reducedShape(operation: string, x: Matrix, grouping: Grouping): Shape {
  checkGrouping(operation, grouping);
  if (grouping === "byRow") return [x.rows, 1];
  if (grouping === "byColumn") return [1, x.columns];
  return [1, 1];
}

function checkFilled(name: "mean" | "maximum", x: Matrix, grouping: Grouping): void {
  const { count, length } = groupsOf(x, grouping);
  if (count === 0 || length > 0) return;
  throw failure(
    name === "mean" ? "mean" : "max",
    `at least one entry to take the ${name} of`,
    shapeOf(x),
    "check that the batch is not empty",
  );
}
