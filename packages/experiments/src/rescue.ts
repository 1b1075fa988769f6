import { random } from "@vanishing/core";
import { type PlanPart, partsOf, type Treatment, treated } from "./deep-plan.ts";
import {
  type DeepTrainingReport,
  type DeepTrainingSettings,
  deepTraining,
  deepTrainingSteps,
} from "./deep-training.ts";
import type { PlantedNetwork } from "./planted-faults.ts";
import { arrives, missedGoals, rescueGoals } from "./rescue-goals.ts";

/** What a treatment did to a network. */
export interface Rescue {
  /** The training after the treatment, of a network that was drawn anew. */
  readonly after: DeepTrainingReport;
  /** The goals that it missed, each as a sentence. */
  readonly missed: readonly string[];
  /** The first part without which it does as well. Looked for only where no goal is missed. */
  readonly unneeded: PlanPart | undefined;
}

/** How many steps of an untreated training a report holds. */
const stepsOfReport = 4;

/** How often a network without some part of its treatment is drawn, before the part is said to be unneeded. */
const drawsWithout = 2;

/** What the probes read of a network in its first steps. It is what a prescription is made from. */
export function reportOf({ plan, depth, seed }: PlantedNetwork): DeepTrainingReport {
  return deepTraining({ plan, depth, seed, steps: stepsOfReport });
}

/**
 * Draws a treated network anew, trains it until it reaches the goal or its steps are used up, and reads the probes. Then each part of the
 * treatment is left out in turn: it was unneeded if two more networks reach all goals without it.
 *
 * @param seed of the networks that are drawn
 * @throws when the treatment is none
 */
export function rescue(network: PlantedNetwork, treatment: Treatment, seed: number): Rescue {
  const draw = random(seed);
  const after = train(network, treatment, draw.integer(2 ** 32));
  const missed = missedGoals(after);
  if (missed.length > 0) return { after, missed, unneeded: undefined };
  const seeds = Array.from({ length: drawsWithout }, () => draw.integer(2 ** 32));
  const unneeded = partsOf(treatment).find((part) => {
    const { [part]: _, ...others } = treatment;
    // What is left of nothing but one part is the network as it came.
    if (network.faults.length > 0 && partsOf(others).length === 0) return false;
    return seeds.every((other) => isSound(network, others, other));
  });
  return { after, missed, unneeded };
}

function train(network: PlantedNetwork, treatment: Treatment, seed: number): DeepTrainingReport {
  return deepTraining(trainingOf(network, treatment, seed));
}

/** A treated network, drawn anew, and how it is trained. */
export function trainingOf(
  { plan, depth }: PlantedNetwork,
  treatment: Treatment,
  seed: number,
): DeepTrainingSettings {
  const { steps, loss: goal } = rescueGoals;
  return { plan: treated(plan, treatment), depth, seed, steps, goal };
}

/** Most networks that are not sound show it before the first step, so that the others need not be taken. */
function isSound(network: PlantedNetwork, treatment: Treatment, seed: number): boolean {
  let report: DeepTrainingReport | undefined;
  let reportNow: (() => DeepTrainingReport) | undefined;
  for (const now of deepTrainingSteps(trainingOf(network, treatment, seed))) {
    reportNow = now;
    report ??= now();
    if (!arrives(report.layers)) return false;
  }
  return reportNow !== undefined && missedGoals(reportNow()).length === 0;
}
