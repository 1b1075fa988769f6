import { sigmoid, softplus } from "../elementary.ts";
import { failure } from "../failure.ts";
import { checkMatrix, checkPrecision, type Matrix, precisionOf, shapeOf } from "../matrix.ts";
import type { OperationsFor, Shape } from "../operation.ts";
import { checkIndices } from "./indices.ts";

export interface LossSignatures {
  meanSquaredError: { inputs: readonly [prediction: Matrix]; settings: { readonly target: Matrix } };
  binaryCrossEntropy: { inputs: readonly [logits: Matrix]; settings: { readonly target: Matrix } };
  softmaxCrossEntropy: {
    inputs: readonly [logits: Matrix];
    settings: { readonly classes: ArrayLike<number> };
  };
}

/** Losses: how far a prediction is from its target, as one number. */
export const losses: OperationsFor<LossSignatures> = {
  // y = (1/N) Σ (xᵢⱼ − tᵢⱼ)² with N entries        ∂L/∂xᵢⱼ = g · (2/N) (xᵢⱼ − tᵢⱼ)
  meanSquaredError: {
    shape([prediction], { target }) {
      checkTarget("meanSquaredError", prediction, target);
      return scalarOfEntries("meanSquaredError", prediction);
    },
    forward({ kernels, inputs: [prediction], settings: { target }, output }) {
      const total = kernels.totalOfPairs(prediction, target, (x, t) => (x - t) * (x - t));
      kernels.fill(output, total / prediction.data.length);
    },
    vjp({ kernels, inputs: [prediction], settings: { target }, gradient, inputGradients: [gradientX] }) {
      const factor = (2 * onlyEntry(gradient)) / prediction.data.length;
      if (gradientX) kernels.addMappedPairs(prediction, target, (x, t) => x - t, factor, gradientX);
    },
  },

  // y = −(1/N) Σ [tᵢⱼ ln s(zᵢⱼ) + (1 − tᵢⱼ) ln s(−zᵢⱼ)] with N entries        ∂L/∂zᵢⱼ = g · (1/N) (s(zᵢⱼ) − tᵢⱼ)
  // The logarithm of a rounded s(z) would be −∞. ln s(z) = −softplus(−z) never is. The gradient is written as
  // (1 − t)·s(z) − t·s(−z), the same number, because s(z) − 1 has no digits left where the loss is small.
  binaryCrossEntropy: {
    shape([logits], { target }) {
      checkTarget("binaryCrossEntropy", logits, target);
      checkProbabilities("binaryCrossEntropy", target);
      return scalarOfEntries("binaryCrossEntropy", logits);
    },
    forward({ kernels, inputs: [logits], settings: { target }, output }) {
      const loss = (z: number, t: number) => Math.max(z, 0) - z * t + softplus(-Math.abs(z));
      const total = kernels.totalOfPairs(logits, target, loss);
      kernels.fill(output, total / logits.data.length);
    },
    vjp({ kernels, inputs: [logits], settings: { target }, gradient, inputGradients: [gradientZ] }) {
      const factor = onlyEntry(gradient) / logits.data.length;
      const residual = (z: number, t: number) => (1 - t) * sigmoid(z) - t * sigmoid(-z);
      if (gradientZ) kernels.addMappedPairs(logits, target, residual, factor, gradientZ);
    },
  },

  // y = −(1/N) Σᵢ ln pᵢ,c(i) for N rows, with pᵢ = softmax(zᵢ) and c(i) the class of row i
  // ∂L/∂zᵢⱼ = g · (1/N) (pᵢⱼ − [j = c(i)])
  softmaxCrossEntropy: {
    shape([logits], { classes }) {
      checkClasses(logits, classes);
      return scalarOfEntries("softmaxCrossEntropy", logits);
    },
    forward({ kernels, inputs: [logits], settings: { classes }, output }) {
      kernels.fill(output, kernels.totalCrossEntropy(logits, classes) / logits.rows);
    },
    vjp({ kernels, inputs: [logits], settings: { classes }, gradient, inputGradients: [gradientZ] }) {
      const factor = onlyEntry(gradient) / logits.rows;
      if (gradientZ) kernels.addCrossEntropyGradient(logits, classes, factor, gradientZ);
    },
  },
};

function scalarOfEntries(operation: string, x: Matrix): Shape {
  if (x.data.length > 0) return [1, 1];
  throw failure(
    operation,
    "at least one entry to take the mean of",
    shapeOf(x),
    "check that the batch is not empty",
  );
}

function checkTarget(operation: string, x: Matrix, target: Matrix): void {
  checkMatrix(`${operation}, target`, target);
  checkPrecision(`${operation}, target`, target, precisionOf(x));
  if (x.rows === target.rows && x.columns === target.columns) return;
  throw failure(
    operation,
    `a target of the shape of the prediction, ${shapeOf(x)}`,
    shapeOf(target),
    "give one target for each entry; nothing is repeated here",
  );
}

function checkProbabilities(operation: string, target: Matrix): void {
  const outside = target.data.findIndex((t: number) => t < 0 || t > 1);
  if (outside === -1) return;
  throw failure(
    operation,
    "targets between 0 and 1",
    `${target.data[outside]} in row ${Math.floor(outside / target.columns)}, column ${outside % target.columns}`,
    "code the classes as 0 and 1",
  );
}

function onlyEntry(scalar: Matrix): number {
  return scalar.data[0] as number;
}

function checkClasses(logits: Matrix, classes: ArrayLike<number>): void {
  const fix = "give one class a row, counted from 0; the logits have one column for each class";
  checkIndices("softmaxCrossEntropy", "classes", classes, logits.columns, fix);
  if (classes.length === logits.rows) return;
  throw failure(
    "softmaxCrossEntropy",
    `${logits.rows} classes, one for each row of ${shapeOf(logits)}`,
    `${classes.length}`,
    fix,
  );
}
