import type { Variant } from "@vanishing/grader";
import type { Diagnosis, TrainingReport } from "./solution.ts";

/** Every sign that a report shows. */
function signsOf({ losses, chanceLoss, layers }: TrainingReport): Diagnosis[] {
  const loss = losses[losses.length - 1] ?? 0;
  const [first, last] = [layers[0]?.gradientRms ?? 0, layers[layers.length - 1]?.gradientRms ?? 0];
  const shown: Readonly<Record<Diagnosis, boolean>> = {
    dead: layers.some((layer) => layer.deadShare >= 0.9),
    exploding: !(Math.abs(first) < Infinity) || first > 1000 * last,
    frozen: !layers.some((layer) => layer.updateRatio >= 1e-6),
    healthy: true,
    noise: loss >= 0.9 * chanceLoss,
    saturated: layers.some((layer) => layer.saturatedShare >= 0.9),
    solved: loss < 0.05,
    vanishing: 1000 * first < last,
  };
  return (Object.keys(shown) as Diagnosis[]).filter((sign) => shown[sign]);
}

/** For each sign, those that it brings. */
const brings: Readonly<Record<Diagnosis, readonly Diagnosis[]>> = {
  solved: ["exploding", "dead", "saturated", "vanishing", "frozen", "noise", "healthy"],
  exploding: ["dead", "saturated", "vanishing", "frozen", "noise", "healthy"],
  dead: ["saturated", "vanishing", "frozen", "noise", "healthy"],
  saturated: ["vanishing", "frozen", "noise", "healthy"],
  vanishing: ["frozen", "noise", "healthy"],
  frozen: ["noise", "healthy"],
  noise: ["healthy"],
  healthy: [],
};

const differences = (before: readonly number[], after: readonly number[]) =>
  after.map((entry, i) => entry - (before[i] ?? 0));

export const variants: readonly Variant[] = [
  {
    algorithm: "a norm that scales by itself, and all signs at once, without those that others bring",
    exports: {
      gradientRms: (gradient: readonly number[]) => Math.hypot(...gradient) / Math.sqrt(gradient.length),
      relativeChange: (before: readonly number[], after: readonly number[]) =>
        Math.hypot(...differences(before, after)) / Math.hypot(...before),
      diagnose: (report: TrainingReport) => {
        const shown = signsOf(report);
        return shown.find((sign) => !shown.some((other) => brings[other].includes(sign)));
      },
    },
  },
  {
    algorithm: "one pass with a running unit, and rules in a list, of which the first that holds counts",
    exports: {
      gradientRms: (gradient: readonly number[]) => {
        let unit = 0;
        let squares = 1;
        for (const entry of gradient.map(Math.abs)) {
          if (entry > unit) {
            squares = 1 + squares * (unit / entry) ** 2;
            unit = entry;
          } else if (unit > 0) {
            squares += (entry / unit) ** 2;
          }
        }
        // The first entry found a sum of 1 that nobody had put there, in a unit of 0.
        return unit === 0 ? 0 : unit * Math.sqrt(squares / gradient.length);
      },
      relativeChange: (before: readonly number[], after: readonly number[]) => {
        const size = Math.hypot(...before);
        return Math.hypot(...differences(before, after).map((difference) => difference / size));
      },
      diagnose: ({ losses, chanceLoss, layers }: TrainingReport) => {
        const loss = losses[losses.length - 1] ?? 0;
        const share = (layers[0]?.gradientRms ?? 0) / (layers[layers.length - 1]?.gradientRms ?? 0);
        const rules: readonly (readonly [Diagnosis, boolean])[] = [
          ["solved", loss < 0.05],
          ["exploding", !(share <= 1000)],
          ["dead", layers.some((layer) => layer.deadShare >= 0.9)],
          ["saturated", layers.some((layer) => layer.saturatedShare >= 0.9)],
          ["vanishing", share < 1 / 1000],
          ["frozen", layers.every((layer) => layer.updateRatio < 1e-6)],
          ["noise", loss / chanceLoss >= 0.9],
        ];
        return rules.find(([, holds]) => holds)?.[0] ?? "healthy";
      },
    },
  },
  {
    algorithm: "a power of two as the unit, and extremes over the layers instead of asking each",
    exports: {
      gradientRms: (gradient: readonly number[]) => {
        const largest = Math.max(...gradient.map(Math.abs));
        if (largest === 0) return 0;
        const unit = 2 ** Math.floor(Math.log2(largest));
        let mean = 0;
        for (const [i, entry] of gradient.entries()) mean += ((entry / unit) ** 2 - mean) / (i + 1);
        return unit * Math.sqrt(mean);
      },
      relativeChange: (before: readonly number[], after: readonly number[]) => {
        const sum = (entries: readonly number[]) =>
          entries.reduce((total, entry) => total + entry * entry, 0);
        return Math.sqrt(sum(differences(before, after))) / Math.sqrt(sum(before));
      },
      diagnose: ({ losses, chanceLoss, layers }: TrainingReport) => {
        const most = (fact: "deadShare" | "saturatedShare" | "updateRatio") =>
          Math.max(...layers.map((layer) => layer[fact]));
        const [first, last] = [layers[0]?.gradientRms ?? 0, layers[layers.length - 1]?.gradientRms ?? 0];
        const loss = losses[losses.length - 1] ?? 0;
        switch (true) {
          case loss < 0.05:
            return "solved";
          case Number.isNaN(first) || first === Infinity || first / 1000 > last:
            return "exploding";
          case most("deadShare") >= 0.9:
            return "dead";
          case most("saturatedShare") >= 0.9:
            return "saturated";
          case first < last / 1000:
            return "vanishing";
          case most("updateRatio") < 1e-6:
            return "frozen";
          default:
            return loss < 0.9 * chanceLoss ? "healthy" : "noise";
        }
      },
    },
  },
];
