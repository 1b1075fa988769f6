import {
  deepTraining,
  missedGoals,
  plantedNetwork,
  rescue,
  rescueGoals,
  soundPlan,
} from "@vanishing/experiments";

const { steps, loss: goal } = rescueGoals;
const depth = 60;
const seeds = Array.from({ length: 20 }, (_, place) => place + 1);

/** Twenty networks of ReLU with He's weights and no skips. How many reach all goals? */
export function heOnSixtyLayers() {
  const plan = { ...soundPlan("relu", depth), branchScale: 0 };
  const reports = seeds.map((seed) => deepTraining({ plan, depth, seed, steps, goal }));
  return reports.filter((report) => missedGoals(report).length === 0).length;
}

/** Sigmoids that were given skips, and nothing else. */
export function sigmoidsWithSkips() {
  const plan = { ...soundPlan("tanh", depth), activation: "sigmoid" as const };
  const report = deepTraining({ plan, depth, seed: 1, steps, goal });
  const [problem = "rescued"] = missedGoals(report);
  return problem.startsWith("The loss") ? "loss" : problem === "rescued" ? "rescued" : "ratio";
}

/** A rate that is far too large, and gradients that are clipped to a norm of 1 before Adam gets them. */
export function clippingForARate() {
  const network = plantedNetwork(1, ["exploding rate"]);
  return rescue(network, { clip: 1 }, 1).missed.length === 0;
}
