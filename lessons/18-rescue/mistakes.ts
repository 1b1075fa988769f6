import type { Mistake, Probes } from "@vanishing/grader";
import type { LayerReport, Report, Treatment } from "./solution.ts";

const sound: LayerReport = {
  valueRms: 1.1,
  outputRms: 0.8,
  slopeRms: 0.7,
  gradientRms: 2e-3,
  deadShare: 0.05,
  saturatedShare: 0.51,
  updateRatio: 0.015,
};

/** A report of five layers, sound but for what is told of each, by its place from 0 on. */
function report(facts: (place: number) => Partial<LayerReport> = () => ({})): Report {
  const layers = [0, 1, 2, 3, 4].map((place) => ({ ...sound, ...facts(place) }));
  return { losses: [0.8, 0.75, 0.72], chanceLoss: Math.LN2, layers, layersAtEnd: layers };
}

/** Where slopes are small, and each layer leaves a hundredth of the gradient. */
const flat = (place: number) => ({
  slopeRms: 0.24,
  outputRms: 0.51,
  saturatedShare: 0,
  gradientRms: 1e-3 * 0.01 ** (4 - place),
});

export const probes: Probes = {
  prescribe: [
    [report()],
    [report((k) => ({ ...flat(k), updateRatio: k < 2 ? 1e-6 : 0.015 }))],
    [
      report((k) => ({
        valueRms: 0.7 ** k,
        gradientRms: 1e-3 * 0.1 ** (4 - k),
        updateRatio: k < 2 ? 1e-5 : 0.01,
      })),
    ],
    [report((k) => ({ slopeRms: 0.6, saturatedShare: 0.05, gradientRms: 1e-3 * 3 ** (4 - k) }))],
    [report((k) => ({ outputRms: Math.SQRT1_2, gradientRms: 1e-3 * 8 ** (4 - k) }))],
    [report(() => ({ updateRatio: 3.9 }))],
    [report(() => ({ updateRatio: 4e-5 }))],
    [report((k) => ({ ...flat(k), updateRatio: 3.7 }))],
  ],
};

// Each treatment below says of every part what becomes of it: two of them are the same only if neither has a part that the other has not.
export const mistakes: readonly Mistake[] = [
  {
    name: "treats-everything",
    task: "prescribe",
    misunderstanding: "Every network gets nearly all that is in the cupboard, whatever its probes read.",
    hint: "The same treatment for a sound network and for an ill one cannot rest on the report. Which of the parts does a network need whose gradient arrives and whose steps are right?",
    wrong: ({ layers }: Report): Treatment => {
      return {
        activation: "relu",
        gain: Math.SQRT2,
        normalization: undefined,
        branchScale: 1 / Math.sqrt(layers.length),
        learningRate: 0.004,
        clip: 1,
      };
    },
    inAnotherStyle: (report: Report): Treatment => {
      const depth = report.layers.length;
      const treatment = new Map<string, unknown>();
      for (const part of ["activation", "branchScale", "clip", "gain", "learningRate", "normalization"]) {
        treatment.set(part, undefined);
      }
      treatment
        .set("clip", 1)
        .set("gain", 2 ** 0.5)
        .set("activation", "relu");
      treatment.set("branchScale", depth ** -0.5).set("learningRate", 4e-3);
      return Object.fromEntries(treatment) as Treatment;
    },
  },
  {
    name: "skips-for-all",
    task: "prescribe",
    misunderstanding: "Every network gets skips, also where the gradient arrives as it is.",
    hint: "Skips help a gradient that does not arrive. Look at two numbers before you prescribe them: what the first layer gets, and what the last one gets.",
    wrong: ({ layers }: Report): Treatment => {
      const last = layers.at(-1);
      const isFlat = layers.every(({ slopeRms }) => slopeRms < 0.26);
      const step = last?.updateRatio ?? 0;
      const isWrong = step > 0.3 || step < 0.001;
      return {
        activation: isFlat ? "tanh" : undefined,
        gain: undefined,
        normalization: undefined,
        branchScale: 1 / Math.sqrt(layers.length),
        learningRate: isWrong ? 0.004 : undefined,
        clip: undefined,
      };
    },
    inAnotherStyle: (report: Report): Treatment => {
      const depth = report.layers.length;
      const steepest = Math.max(...report.layers.map(({ slopeRms }) => slopeRms));
      const moved = Math.log10(report.layers[depth - 1]?.updateRatio ?? 1);
      const treatment = new Map<string, unknown>();
      for (const part of ["activation", "branchScale", "clip", "gain", "learningRate", "normalization"]) {
        treatment.set(part, undefined);
      }
      if (steepest <= 0.25) treatment.set("activation", "tanh");
      treatment.set("branchScale", depth ** -0.5);
      if (moved > -0.5 || moved < -3) treatment.set("learningRate", 4e-3);
      return Object.fromEntries(treatment) as Treatment;
    },
  },
  {
    name: "clips",
    task: "prescribe",
    misunderstanding: "A gradient that does not arrive as it should is clipped.",
    hint: "The factor of clipping is never above 1. What does it do to a gradient of 1e-20, and what to the share of it that the first layer gets?",
    wrong: ({ layers }: Report): Treatment => {
      const [first, last] = [layers.at(0), layers.at(-1)];
      const ratio = (first?.gradientRms ?? 0) / (last?.gradientRms ?? 0);
      const isIll = !(ratio >= 0.1 && ratio <= 10);
      const step = last?.updateRatio ?? 0;
      const isWrong = step > 0.3 || step < 0.001;
      return {
        activation: undefined,
        gain: undefined,
        normalization: undefined,
        branchScale: undefined,
        learningRate: isWrong ? 0.004 : undefined,
        clip: isIll ? 1 : undefined,
      };
    },
    inAnotherStyle: (report: Report): Treatment => {
      const depth = report.layers.length;
      const sizes = report.layers.map(({ gradientRms }) => Math.log10(gradientRms));
      const lost = (sizes[depth - 1] ?? 0) - (sizes[0] ?? 0);
      const moved = Math.log10(report.layers[depth - 1]?.updateRatio ?? 1);
      const treatment = new Map<string, unknown>();
      for (const part of ["activation", "branchScale", "clip", "gain", "learningRate", "normalization"]) {
        treatment.set(part, undefined);
      }
      if (Math.abs(lost) > 1) treatment.set("clip", 1);
      if (moved > -0.5 || moved < -3) treatment.set("learningRate", 4e-3);
      return Object.fromEntries(treatment) as Treatment;
    },
  },
  {
    name: "larger-than-he",
    task: "prescribe",
    misunderstanding:
      "Where the gradient vanishes, the weights are drawn larger than He's rule has them, to make up for the depth.",
    hint: "With ReLU a layer multiplies the squared gradient by σ_w²/2. At σ_w = 2 that is 2. What is left after 60 layers?",
    wrong: ({ layers }: Report): Treatment => {
      const [first, last] = [layers.at(0), layers.at(-1)];
      const ratio = (first?.gradientRms ?? 0) / (last?.gradientRms ?? 0);
      const isIll = !(ratio >= 0.1 && ratio <= 10);
      const step = last?.updateRatio ?? 0;
      const isWrong = step > 0.3 || step < 0.001;
      return {
        activation: undefined,
        gain: ratio < 0.1 ? 2 : isIll ? Math.SQRT2 : undefined,
        normalization: undefined,
        branchScale: undefined,
        learningRate: isWrong ? 0.004 : undefined,
        clip: undefined,
      };
    },
    inAnotherStyle: (report: Report): Treatment => {
      const depth = report.layers.length;
      const sizes = report.layers.map(({ gradientRms }) => Math.log10(gradientRms));
      const lost = (sizes[depth - 1] ?? 0) - (sizes[0] ?? 0);
      const moved = Math.log10(report.layers[depth - 1]?.updateRatio ?? 1);
      const treatment = new Map<string, unknown>();
      for (const part of ["activation", "branchScale", "clip", "gain", "learningRate", "normalization"]) {
        treatment.set(part, undefined);
      }
      if (Math.abs(lost) > 1) treatment.set("gain", lost > 0 ? 2 : 2 ** 0.5);
      if (moved > -0.5 || moved < -3) treatment.set("learningRate", 4e-3);
      return Object.fromEntries(treatment) as Treatment;
    },
  },
  {
    name: "he-alone",
    task: "prescribe",
    misunderstanding: "The weights are drawn by He's rule, and that is to do for every depth.",
    hint: "χ = 1 is a mean. In layers of 16 units the logarithm of the squared norm strays by a variance of 5/16 a layer, as lesson 9 measured. How far is that after 60 layers, and what would carry the gradient past the weights?",
    wrong: ({ layers }: Report): Treatment => {
      const [first, last] = [layers.at(0), layers.at(-1)];
      const ratio = (first?.gradientRms ?? 0) / (last?.gradientRms ?? 0);
      const isIll = !(ratio >= 0.1 && ratio <= 10);
      const step = last?.updateRatio ?? 0;
      const isWrong = step > 0.3 || step < 0.001;
      return {
        activation: undefined,
        gain: isIll ? Math.SQRT2 : undefined,
        normalization: undefined,
        branchScale: undefined,
        learningRate: isWrong ? 0.004 : undefined,
        clip: undefined,
      };
    },
    inAnotherStyle: (report: Report): Treatment => {
      const depth = report.layers.length;
      const sizes = report.layers.map(({ gradientRms }) => Math.log10(gradientRms));
      const lost = (sizes[depth - 1] ?? 0) - (sizes[0] ?? 0);
      const moved = Math.log10(report.layers[depth - 1]?.updateRatio ?? 1);
      const treatment = new Map<string, unknown>();
      for (const part of ["activation", "branchScale", "clip", "gain", "learningRate", "normalization"]) {
        treatment.set(part, undefined);
      }
      if (Math.abs(lost) > 1) treatment.set("gain", 2 ** 0.5);
      if (moved > -0.5 || moved < -3) treatment.set("learningRate", 4e-3);
      return Object.fromEntries(treatment) as Treatment;
    },
  },
  {
    name: "batch-norm-alone",
    task: "prescribe",
    misunderstanding:
      "Batch normalisation is added where the gradient does not arrive, and no skips with it.",
    hint: "Batch normalisation keeps the size of the values. Without skips it multiplies the squared gradient of a wide ReLU network by 1.47 in each layer. What is that after 30 layers?",
    wrong: ({ layers }: Report): Treatment => {
      const [first, last] = [layers.at(0), layers.at(-1)];
      const ratio = (first?.gradientRms ?? 0) / (last?.gradientRms ?? 0);
      const isIll = !(ratio >= 0.1 && ratio <= 10);
      const step = last?.updateRatio ?? 0;
      const isWrong = step > 0.3 || step < 0.001;
      return {
        activation: undefined,
        gain: undefined,
        normalization: isIll ? "batch" : undefined,
        branchScale: undefined,
        learningRate: isWrong ? 0.004 : undefined,
        clip: undefined,
      };
    },
    inAnotherStyle: (report: Report): Treatment => {
      const depth = report.layers.length;
      const sizes = report.layers.map(({ gradientRms }) => Math.log10(gradientRms));
      const lost = (sizes[depth - 1] ?? 0) - (sizes[0] ?? 0);
      const moved = Math.log10(report.layers[depth - 1]?.updateRatio ?? 1);
      const treatment = new Map<string, unknown>();
      for (const part of ["activation", "branchScale", "clip", "gain", "learningRate", "normalization"]) {
        treatment.set(part, undefined);
      }
      if (Math.abs(lost) > 1) treatment.set("normalization", "batch");
      if (moved > -0.5 || moved < -3) treatment.set("learningRate", 4e-3);
      return Object.fromEntries(treatment) as Treatment;
    },
  },
  {
    name: "relu-alone",
    task: "prescribe",
    misunderstanding: "ReLU takes the place of the activation, and nothing else changes.",
    hint: "Half of the units of a ReLU network are off, and with Glorot's weights each layer keeps half of the squared gradient. What becomes of it in 30 layers? And what changes where the activation was ReLU before?",
    wrong: ({ layers }: Report): Treatment => {
      const [first, last] = [layers.at(0), layers.at(-1)];
      const ratio = (first?.gradientRms ?? 0) / (last?.gradientRms ?? 0);
      const isIll = !(ratio >= 0.1 && ratio <= 10);
      const step = last?.updateRatio ?? 0;
      const isWrong = step > 0.3 || step < 0.001;
      return {
        activation: isIll ? "relu" : undefined,
        gain: undefined,
        normalization: undefined,
        branchScale: undefined,
        learningRate: isWrong ? 0.004 : undefined,
        clip: undefined,
      };
    },
    inAnotherStyle: (report: Report): Treatment => {
      const depth = report.layers.length;
      const sizes = report.layers.map(({ gradientRms }) => Math.log10(gradientRms));
      const lost = (sizes[depth - 1] ?? 0) - (sizes[0] ?? 0);
      const moved = Math.log10(report.layers[depth - 1]?.updateRatio ?? 1);
      const treatment = new Map<string, unknown>();
      for (const part of ["activation", "branchScale", "clip", "gain", "learningRate", "normalization"]) {
        treatment.set(part, undefined);
      }
      if (Math.abs(lost) > 1) treatment.set("activation", "relu");
      if (moved > -0.5 || moved < -3) treatment.set("learningRate", 4e-3);
      return Object.fromEntries(treatment) as Treatment;
    },
  },
  {
    name: "skips-without-a-scale",
    task: "prescribe",
    misunderstanding: "Skips are added, and their branches count in full.",
    hint: "With He's weights each layer then doubles the squared gradient. How small must a branch be so that all the layers together make no more than a factor e?",
    wrong: ({ layers }: Report): Treatment => {
      const [first, last] = [layers.at(0), layers.at(-1)];
      const ratio = (first?.gradientRms ?? 0) / (last?.gradientRms ?? 0);
      const isIll = !(ratio >= 0.1 && ratio <= 10);
      const isFlat = layers.every(({ slopeRms }) => slopeRms < 0.26);
      const step = last?.updateRatio ?? 0;
      const isWrong = step > 0.3 || step < 0.001;
      return {
        activation: isFlat ? "tanh" : undefined,
        gain: undefined,
        normalization: undefined,
        branchScale: isIll ? 1 : undefined,
        learningRate: isWrong ? 0.004 : undefined,
        clip: undefined,
      };
    },
    inAnotherStyle: (report: Report): Treatment => {
      const depth = report.layers.length;
      const sizes = report.layers.map(({ gradientRms }) => Math.log10(gradientRms));
      const lost = (sizes[depth - 1] ?? 0) - (sizes[0] ?? 0);
      const steepest = Math.max(...report.layers.map(({ slopeRms }) => slopeRms));
      const moved = Math.log10(report.layers[depth - 1]?.updateRatio ?? 1);
      const treatment = new Map<string, unknown>();
      for (const part of ["activation", "branchScale", "clip", "gain", "learningRate", "normalization"]) {
        treatment.set(part, undefined);
      }
      if (steepest <= 0.25) treatment.set("activation", "tanh");
      if (Math.abs(lost) > 1) treatment.set("branchScale", 1);
      if (moved > -0.5 || moved < -3) treatment.set("learningRate", 4e-3);
      return Object.fromEntries(treatment) as Treatment;
    },
  },
  {
    name: "keeps-the-sigmoids",
    task: "prescribe",
    misunderstanding:
      "Skips let the gradient pass, and the activation stays what it was, also where no slope is above 1/4.",
    hint: "The gradient arrives now. But with slopes near 1/4 everywhere each layer is almost a straight line. Which activation would bend more?",
    wrong: ({ layers }: Report): Treatment => {
      const [first, last] = [layers.at(0), layers.at(-1)];
      const ratio = (first?.gradientRms ?? 0) / (last?.gradientRms ?? 0);
      const isIll = !(ratio >= 0.1 && ratio <= 10);
      const step = last?.updateRatio ?? 0;
      const isWrong = step > 0.3 || step < 0.001;
      return {
        activation: undefined,
        gain: undefined,
        normalization: undefined,
        branchScale: isIll ? 1 / Math.sqrt(layers.length) : undefined,
        learningRate: isWrong ? 0.004 : undefined,
        clip: undefined,
      };
    },
    inAnotherStyle: (report: Report): Treatment => {
      const depth = report.layers.length;
      const sizes = report.layers.map(({ gradientRms }) => Math.log10(gradientRms));
      const lost = (sizes[depth - 1] ?? 0) - (sizes[0] ?? 0);
      const moved = Math.log10(report.layers[depth - 1]?.updateRatio ?? 1);
      const treatment = new Map<string, unknown>();
      for (const part of ["activation", "branchScale", "clip", "gain", "learningRate", "normalization"]) {
        treatment.set(part, undefined);
      }
      if (Math.abs(lost) > 1) treatment.set("branchScale", depth ** -0.5);
      if (moved > -0.5 || moved < -3) treatment.set("learningRate", 4e-3);
      return Object.fromEntries(treatment) as Treatment;
    },
  },
  {
    name: "vanishing-only",
    task: "prescribe",
    misunderstanding: "It looks for a gradient that vanishes, and lets one pass that explodes.",
    hint: "The ratio has two bounds. What does your code do for a first layer that gets a thousand times what the last one gets?",
    wrong: ({ layers }: Report): Treatment => {
      const [first, last] = [layers.at(0), layers.at(-1)];
      const ratio = (first?.gradientRms ?? 0) / (last?.gradientRms ?? 0);
      const isFlat = layers.every(({ slopeRms }) => slopeRms < 0.26);
      const step = last?.updateRatio ?? 0;
      const isWrong = step > 0.3 || step < 0.001;
      return {
        activation: isFlat ? "tanh" : undefined,
        gain: undefined,
        normalization: undefined,
        branchScale: ratio < 0.1 ? 1 / Math.sqrt(layers.length) : undefined,
        learningRate: isWrong ? 0.004 : undefined,
        clip: undefined,
      };
    },
    inAnotherStyle: (report: Report): Treatment => {
      const depth = report.layers.length;
      const sizes = report.layers.map(({ gradientRms }) => Math.log10(gradientRms));
      const lost = (sizes[depth - 1] ?? 0) - (sizes[0] ?? 0);
      const steepest = Math.max(...report.layers.map(({ slopeRms }) => slopeRms));
      const moved = Math.log10(report.layers[depth - 1]?.updateRatio ?? 1);
      const treatment = new Map<string, unknown>();
      for (const part of ["activation", "branchScale", "clip", "gain", "learningRate", "normalization"]) {
        treatment.set(part, undefined);
      }
      if (steepest <= 0.25) treatment.set("activation", "tanh");
      if (lost > 1) treatment.set("branchScale", depth ** -0.5);
      if (moved > -0.5 || moved < -3) treatment.set("learningRate", 4e-3);
      return Object.fromEntries(treatment) as Treatment;
    },
  },
  {
    name: "rate-of-the-first-layer",
    task: "prescribe",
    misunderstanding:
      "The length of the steps is read from the first layer, where a vanished gradient makes no step at any rate.",
    hint: "Adam divides by the size of the gradient, until that is near its ε. In which layer is the gradient large enough, so that the step speaks of the rate alone?",
    wrong: ({ layers }: Report): Treatment => {
      const [first, last] = [layers.at(0), layers.at(-1)];
      const ratio = (first?.gradientRms ?? 0) / (last?.gradientRms ?? 0);
      const isIll = !(ratio >= 0.1 && ratio <= 10);
      const isFlat = layers.every(({ slopeRms }) => slopeRms < 0.26);
      const step = first?.updateRatio ?? 0;
      const isWrong = step > 0.3 || step < 0.001;
      return {
        activation: isFlat ? "tanh" : undefined,
        gain: undefined,
        normalization: undefined,
        branchScale: isIll ? 1 / Math.sqrt(layers.length) : undefined,
        learningRate: isWrong ? 0.004 : undefined,
        clip: undefined,
      };
    },
    inAnotherStyle: (report: Report): Treatment => {
      const depth = report.layers.length;
      const sizes = report.layers.map(({ gradientRms }) => Math.log10(gradientRms));
      const lost = (sizes[depth - 1] ?? 0) - (sizes[0] ?? 0);
      const steepest = Math.max(...report.layers.map(({ slopeRms }) => slopeRms));
      const treatment = new Map<string, unknown>();
      for (const part of ["activation", "branchScale", "clip", "gain", "learningRate", "normalization"]) {
        treatment.set(part, undefined);
      }
      if (steepest <= 0.25) treatment.set("activation", "tanh");
      if (Math.abs(lost) > 1) treatment.set("branchScale", depth ** -0.5);
      const start = Math.log10(report.layers[0]?.updateRatio ?? 1);
      if (start > -0.5 || start < -3) treatment.set("learningRate", 4e-3);
      return Object.fromEntries(treatment) as Treatment;
    },
  },
  {
    name: "larger-rate-for-vanishing",
    task: "prescribe",
    misunderstanding: "Where the gradient vanishes, the learning rate is raised to make up for it.",
    hint: "A rate multiplies the steps of all layers alike. What does it do for the share of the gradient that the first layer gets?",
    wrong: ({ layers }: Report): Treatment => {
      const [first, last] = [layers.at(0), layers.at(-1)];
      const ratio = (first?.gradientRms ?? 0) / (last?.gradientRms ?? 0);
      const step = last?.updateRatio ?? 0;
      const isWrong = step > 0.3 || step < 0.001;
      return {
        activation: undefined,
        gain: undefined,
        normalization: undefined,
        branchScale: undefined,
        learningRate: ratio < 0.1 ? 0.1 : isWrong ? 0.004 : undefined,
        clip: undefined,
      };
    },
    inAnotherStyle: (report: Report): Treatment => {
      const depth = report.layers.length;
      const sizes = report.layers.map(({ gradientRms }) => Math.log10(gradientRms));
      const lost = (sizes[depth - 1] ?? 0) - (sizes[0] ?? 0);
      const moved = Math.log10(report.layers[depth - 1]?.updateRatio ?? 1);
      const treatment = new Map<string, unknown>();
      for (const part of ["activation", "branchScale", "clip", "gain", "learningRate", "normalization"]) {
        treatment.set(part, undefined);
      }
      if (moved > -0.5 || moved < -3) treatment.set("learningRate", 4e-3);
      if (lost > 1) treatment.set("learningRate", 1 / 10);
      return Object.fromEntries(treatment) as Treatment;
    },
  },
  {
    name: "rate-untouched",
    task: "prescribe",
    misunderstanding:
      "It looks at gradients alone: steps that are far too long or too short stay as they are.",
    hint: "A gradient that arrives is half of the matter. updateRatio says what is made of it. By what share of its size may a weight move in one step?",
    wrong: ({ layers }: Report): Treatment => {
      const [first, last] = [layers.at(0), layers.at(-1)];
      const ratio = (first?.gradientRms ?? 0) / (last?.gradientRms ?? 0);
      const isIll = !(ratio >= 0.1 && ratio <= 10);
      const isFlat = layers.every(({ slopeRms }) => slopeRms < 0.26);
      return {
        activation: isFlat ? "tanh" : undefined,
        gain: undefined,
        normalization: undefined,
        branchScale: isIll ? 1 / Math.sqrt(layers.length) : undefined,
        learningRate: undefined,
        clip: undefined,
      };
    },
    inAnotherStyle: (report: Report): Treatment => {
      const depth = report.layers.length;
      const sizes = report.layers.map(({ gradientRms }) => Math.log10(gradientRms));
      const lost = (sizes[depth - 1] ?? 0) - (sizes[0] ?? 0);
      const steepest = Math.max(...report.layers.map(({ slopeRms }) => slopeRms));
      const treatment = new Map<string, unknown>();
      for (const part of ["activation", "branchScale", "clip", "gain", "learningRate", "normalization"]) {
        treatment.set(part, undefined);
      }
      if (steepest <= 0.25) treatment.set("activation", "tanh");
      if (Math.abs(lost) > 1) treatment.set("branchScale", depth ** -0.5);
      return Object.fromEntries(treatment) as Treatment;
    },
  },
];
