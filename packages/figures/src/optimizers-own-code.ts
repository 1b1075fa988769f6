import { optimizerFromStep } from "@vanishing/experiments";
import { type OptimizersRun, optimizersRun } from "./optimizers-model.ts";
import type { OptimizersValues } from "./optimizers-settings.ts";
import { type OwnExports, ownList } from "./own-function.ts";

interface Parameter {
  readonly weights: readonly number[];
}

/** The figure's data, with the steps that the learner wrote in lesson 14. Plain descent has none. */
export function compute(own: OwnExports, values: OptimizersValues): OptimizersRun {
  return optimizersRun(values, {
    momentum: ({ learningRate }) =>
      ownOptimizer(own, "momentumStep", ["velocity"], { learningRate, momentum: 0.9 }),
    rmsProp: (settings) => ownOptimizer(own, "rmsPropStep", ["meanSquare"], { ...settings, alpha: 0.99 }),
    adam: (settings) =>
      ownOptimizer(own, "adamStep", ["mean", "meanSquare"], { ...settings, beta1: 0.9, beta2: 0.999 }),
  });
}

/** An optimiser from a learner's step of one parameter, whose memory are lists of zeros at first. */
function ownOptimizer(
  own: OwnExports,
  name: string,
  memory: readonly string[],
  settings: Readonly<Record<string, number>>,
) {
  const written = own[name];
  return optimizerFromStep<Parameter>({
    start: (weights) => ({
      weights,
      steps: 0,
      ...Object.fromEntries(memory.map((part) => [part, weights.map(() => 0)])),
    }),
    step(parameter, gradient) {
      const next: unknown =
        typeof written === "function" ? written(parameter, gradient, settings) : undefined;
      const label = `The weights of ${name}`;
      const weightsOf = typeof written === "function" ? { [label]: () => Object(next).weights } : {};
      ownList(weightsOf, typeof written === "function" ? label : name, parameter.weights.length)();
      return next as Parameter;
    },
  });
}
