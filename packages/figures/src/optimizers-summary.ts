import { formatNumber } from "./frame/format.ts";
import type { OptimizersRun, RuleRun } from "./optimizers-model.ts";
import { stepsOfAnEpoch } from "./optimizers-settings.ts";

// Apart from the model, which a worker runs: the page needs this file and not the engine.

/** What the figure shows, in sentences. */
export function describeOptimizers(run: OptimizersRun): string {
  const { activationName, epsilon, rules } = run;
  const share = rules[0] ? quotient(rules[0], "gradientRms") : 0;
  return (
    `${inTheSteps(run)}, with ${activationName} and ε = ${formatNumber(epsilon)}, the first layer's gradient under SGD is ${formatNumber(share)} of the ` +
    `last layer's. A step moves a weight of the first and of the last layer, in learning rates, by ` +
    `${rules.map(lengths).join("; ")}. ` +
    `The mean loss is ${rules.map(({ name, losses }) => `${formatNumber(losses.at(-1) ?? 0)} with ${name}`).join(", ")}.`
  );
}

function inTheSteps({ steps }: OptimizersRun): string {
  const epoch = Math.round((steps.at(-1) ?? 0) / stepsOfAnEpoch);
  if (steps.length === 1) return "In the first step";
  return epoch === 1 ? "In the first epoch" : `In epoch ${epoch}`;
}

function lengths({ name, layers }: RuleRun): string {
  const [first, last] = [layers.at(0)?.updateRms ?? 0, layers.at(-1)?.updateRms ?? 0];
  return `${formatNumber(first)} and ${formatNumber(last)} with ${name}`;
}

function quotient({ layers }: RuleRun, of: "gradientRms" | "updateRms"): number {
  return (layers.at(0)?.[of] ?? 0) / (layers.at(-1)?.[of] ?? 0);
}
