import type { Variant } from "@vanishing/grader";
import type { LayerReport, Report, Treatment } from "./solution.ts";

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** ln of the factor by which a probe's reading changes from one layer to the next, in the mean. */
function growth(layers: readonly LayerReport[], of: (layer: LayerReport) => number): number {
  const logs = layers.map((layer) => Math.log(Math.max(of(layer), 1e-45)));
  return ((logs[logs.length - 1] ?? 0) - (logs[0] ?? 0)) / (logs.length - 1);
}

type Cause = "sigmoid" | "small weights" | "large weights" | "normalised" | "wide branches" | "none";

/** Names a cause by activation, growth of values and growth of gradients. */
function causeOf(layers: readonly LayerReport[]): Cause {
  const lost = growth(layers, ({ gradientRms }) => gradientRms) * (layers.length - 1);
  if (Math.abs(lost) <= Math.LN10) return "none";
  // ReLU's slopes are 0 and 1, so that their mean square and the share of flat places make 1.
  const isRelu = layers.every(
    ({ slopeRms, saturatedShare }) => Math.abs(slopeRms ** 2 + saturatedShare - 1) < 1e-4,
  );
  if (!isRelu) return mean(layers.map(({ slopeRms }) => slopeRms)) < 0.3 ? "sigmoid" : "large weights";
  const values = growth(layers, ({ valueRms }) => valueRms);
  if (values > Math.LN2 / 4) return "wide branches";
  return values < -0.2 ? "small weights" : "normalised";
}

/** Each cause has a remedy of its own. */
const remedies: Readonly<Record<Cause, (depth: number) => Treatment>> = {
  sigmoid: (depth) => ({ activation: "relu", branchScale: Math.sqrt(1 / depth) }),
  "small weights": (depth) => ({ branchScale: Math.sqrt(1 / depth) }),
  "large weights": (depth) => ({ branchScale: 0.9 / Math.sqrt(depth) }),
  normalised: () => ({ branchScale: 0.15 }),
  // A branch of weights that are √depth times smaller is a branch that counts 1/√depth.
  "wide branches": (depth) => ({ gain: Math.sqrt(2 / depth) }),
  none: () => ({}),
};

export const variants: readonly Variant[] = [
  {
    algorithm: "the cause by its name, and a remedy for each cause from a table",
    exports: {
      prescribe: ({ layers }: Report): Treatment => {
        const cause = causeOf(layers);
        const last = layers[layers.length - 1]?.updateRatio ?? 0;
        const hasRead = cause !== "small weights";
        const treatment = remedies[cause](layers.length);
        return last > 0.5 || (last < 5e-4 && hasRead) ? { ...treatment, learningRate: 0.005 } : treatment;
      },
    },
  },
  {
    algorithm: "outputs in place of slopes, and the largest step of all layers",
    exports: {
      prescribe: ({ layers }: Report): Treatment => {
        const depth = layers.length;
        const treatment: { -readonly [Part in keyof Treatment]: Treatment[Part] } = {};
        const [first, last] = [layers[0], layers[depth - 1]];
        const share = (first?.gradientRms ?? 0) / (last?.gradientRms ?? 1);
        const isIll = !(share >= 0.1 && share <= 10);
        // A sigmoid of what is small is near 1/2, whatever that is.
        const hidden = layers.slice(1);
        const isHalf = hidden.every(({ outputRms }) => outputRms > 0.4 && outputRms < 0.62);
        if (isIll) treatment.branchScale = 1.2 / Math.sqrt(depth);
        if (isIll && isHalf) treatment.activation = "relu";
        const step = Math.max(...layers.map(({ updateRatio }) => updateRatio));
        if (step > 1) treatment.learningRate = 0.006;
        if (step < 2e-4 && (last?.outputRms ?? 0) > 0.05) treatment.learningRate = 0.006;
        return treatment;
      },
    },
  },
  {
    algorithm:
      "layer by layer: a rate from the steps beside the sizes of the losses, and the worst of all gradients",
    exports: {
      prescribe: ({ layers, layersAtEnd, losses }: Report): Treatment => {
        const sizes = layers.map(({ gradientRms }) => gradientRms);
        const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
        const end = sizes[sizes.length - 1] ?? 0;
        const start = sizes[0] ?? 0;
        const passes = start > 0 && most < 10 * Math.min(start, end) && least > 0;
        const steepest = Math.max(...layers.map(({ slopeRms }) => slopeRms));
        const moved = layersAtEnd[layersAtEnd.length - 1]?.updateRatio ?? 0;
        const atFirst = layers[layers.length - 1]?.updateRatio ?? 0;
        const arrives = (layers[layers.length - 1]?.valueRms ?? 0) > 0.05;
        const isStill = arrives && Math.max(moved, atFirst) < 1e-3;
        const isWild = atFirst > 0.25 && losses.length > 0;
        return Object.fromEntries([
          ...(passes ? [] : [["branchScale", layers.length ** -0.5]]),
          ...(steepest <= 0.2500001 ? [["activation", "tanh"]] : []),
          ...(isStill || isWild ? [["learningRate", 0.003 + 0.001]] : []),
        ]);
      },
    },
  },
];
