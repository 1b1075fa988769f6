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
    startsFromZeros: true,
    shape([prediction], { target }) {
      checkTarget("meanSquaredError", prediction, target);
      return scalarOfEntries("meanSquaredError", prediction);
    },
    forward({ kernels, inputs: [prediction], settings: { target }, output }) {
      kernels.fill(output, kernels.squaredErrors(prediction, target) / prediction.data.length);
    },
    vjp({
      kernels,
      inputs: [prediction],
      settings: { target },
      gradient,
      inputGradients: [gradientX],
      fromZeros: [fresh],
    }) {
      const factor = (2 * onlyEntry(gradient)) / prediction.data.length;
      if (gradientX) kernels.addSquaredErrorGradient(prediction, target, factor, gradientX, fresh);
    },
  },

  // y = −(1/N) Σ [tᵢⱼ ln s(zᵢⱼ) + (1 − tᵢⱼ) ln s(−zᵢⱼ)] with N entries        ∂L/∂zᵢⱼ = g · (1/N) (s(zᵢⱼ) − tᵢⱼ)
  binaryCrossEntropy: {
    startsFromZeros: true,
    shape([logits], { target }) {
      checkTarget("binaryCrossEntropy", logits, target);
      checkProbabilities("binaryCrossEntropy", target);
      return scalarOfEntries("binaryCrossEntropy", logits);
    },
    forward({ kernels, inputs: [logits], settings: { target }, output }) {
      kernels.fill(output, kernels.binaryCrossEntropies(logits, target) / logits.data.length);
    },
    vjp({
      kernels,
      inputs: [logits],
      settings: { target },
      gradient,
      inputGradients: [gradientZ],
      fromZeros: [fresh],
    }) {
      const factor = onlyEntry(gradient) / logits.data.length;
      if (gradientZ) kernels.addBinaryCrossEntropyGradient(logits, target, factor, gradientZ, fresh);
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
  const { data } = target;
  let outside = 0;
  while (outside < data.length && isShare(data[outside] as number)) outside++;
  if (outside === data.length) return;
  throw failure(
    operation,
    "targets between 0 and 1",
    `${target.data[outside]} in row ${Math.floor(outside / target.columns)}, column ${outside % target.columns}`,
    "code the classes as 0 and 1",
  );
}

/** NaN is let through: it shows in the loss. */
function isShare(t: number): boolean {
  return !(t < 0 || t > 1);
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
