import { layerUpdates } from "@vanishing/experiments";
import { adamStep } from "./solution.ts";

const settings = { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

/** The steps of Adam in units of the learning rate, one for each gradient of one weight. */
function adamSteps(gradients: readonly number[]): number[] {
  let parameter: ReturnType<typeof adamStep> = { weights: [0], mean: [0], meanSquare: [0], steps: 0 };
  return gradients.map((gradient) => {
    parameter = adamStep({ ...parameter, weights: [0] }, [gradient], settings);
    return -(parameter.weights[0] ?? 0) / settings.learningRate;
  });
}

/** The fewest layers that leave an Adam step of less than half the learning rate, where each of them passes on a quarter of the gradient. */
export function layersUntilHalf() {
  let layers = 0;
  const step = () => adamSteps([4 ** -layers])[0] ?? 0;
  while (step() >= 1 / 2) layers++;
  return layers;
}

/** A thousand gradients, each larger than the one before by as much as makes the steps longest: β₂/β₁. */
export function longestAdamStep() {
  const growth = settings.beta2 / settings.beta1;
  const longest = Math.max(...adamSteps(Array.from({ length: 1000 }, (_, t) => growth ** t)));
  if (longest < 1.5) return "rate";
  return longest < 4 ? "spike" : "longer";
}

/** What the first layer of the nine makes of its first step with Adam, in units of the learning rate, when the loss is divided by 1000. */
export function dividedLoss() {
  const [first] = layerUpdates({ activation: "sigmoid", rule: "adam", seed: 42, lossScale: 1 / 1000 });
  return first?.layers[0]?.updateRms ?? Number.NaN;
}
