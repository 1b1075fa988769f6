import type { Source } from "@vanishing/activations";
import {
  checkNonNegative,
  checkRandom,
  describeValue,
  failure,
  type Matrix,
  normalMatrix,
  type Random,
  uniformMatrix,
} from "@vanishing/core";
import type { FanMode, GainSettings, Initializer, InitializerSettings } from "./initializer.ts";
import { checkWeightSettings } from "./weight-settings.ts";

/** One rule for LeCun, Glorot and He: Var(W) = gain² / n, where n is the fan-in, the fan-out or their average. */
export interface VarianceScaling {
  readonly id: string;
  readonly distribution: "uniform" | "normal";
  /** The default of the gain. */
  readonly gain: number;
  /** The fan, or its default where the caller can choose. */
  readonly mode: FanMode;
  readonly modeCanBeChosen?: true;
}

/** A weight by the rule. A uniform entry on [−a, a] has variance a²/3, so that a = √3 standard deviations. */
export function drawScaled(rule: VarianceScaling, random: Random, settings: InitializerSettings): Matrix {
  checkRandom(rule.id, random);
  const deviation = Math.sqrt(scaledVariance(rule, settings));
  const { fanIn, fanOut, precision = "f32" } = settings;
  return rule.distribution === "uniform"
    ? uniformMatrix(random, fanIn, fanOut, Math.sqrt(3) * deviation, precision)
    : normalMatrix(random, fanIn, fanOut, deviation, precision);
}

function scaledVariance(rule: VarianceScaling, settings: InitializerSettings): number {
  checkWeightSettings(rule.id, settings, rule.modeCanBeChosen ? ["gain", "mode"] : ["gain"]);
  const { fanIn, fanOut, gain = rule.gain, mode = rule.mode } = settings;
  checkNonNegative(rule.id, "gain", gain);
  const fans = { fanIn, fanOut, average: (fanIn + fanOut) / 2 };
  if (!Object.hasOwn(fans, mode)) {
    throw failure(
      rule.id,
      'the mode "fanIn", "fanOut" or "average"',
      describeValue(mode),
      "name one of the three",
    );
  }
  return (gain * gain) / fans[mode];
}

/** The row of a rule. */
export function scaledRow(
  rule: VarianceScaling,
  words: Pick<Initializer, "name" | "rule" | "inWords" | "source">,
): Initializer {
  const { id, gain, mode, modeCanBeChosen } = rule;
  return {
    id,
    ...words,
    settings: modeCanBeChosen ? { gain, mode } : { gain },
    draw: (random, settings) => drawScaled(rule, random, settings),
    variance: (settings) => scaledVariance(rule, settings),
  };
}

const lecunUniformRule: VarianceScaling = {
  id: "lecunUniform",
  distribution: "uniform",
  gain: 1,
  mode: "fanIn",
};
const lecunNormalRule: VarianceScaling = { ...lecunUniformRule, id: "lecunNormal", distribution: "normal" };

/**
 * A `(fan-in, fan-out)` weight, uniform on ±gain·√(3 / fan-in): variance gain² / fan-in, σ_w = gain. With gain 1, a layer without
 * activation keeps the length of its inputs.
 *
 * @param settings.gain default 1, which SELU asks for
 * @throws when a fan is not a whole number from 1 on, or the gain is negative or not finite.
 */
export function lecunUniform(random: Random, settings: GainSettings): Matrix {
  return drawScaled(lecunUniformRule, random, settings);
}

/** As `lecunUniform`, with normal entries. */
export function lecunNormal(random: Random, settings: GainSettings): Matrix {
  return drawScaled(lecunNormalRule, random, settings);
}

const glorotUniformRule: VarianceScaling = { ...lecunUniformRule, id: "glorotUniform", mode: "average" };
const glorotNormalRule: VarianceScaling = { ...lecunNormalRule, id: "glorotNormal", mode: "average" };

/**
 * A `(fan-in, fan-out)` weight, uniform on ±gain·√(6 / (fan-in + fan-out)): variance 2 gain² / (fan-in + fan-out). Also called Xavier.
 * σ_w² = 2 gain² fan-in / (fan-in + fan-out), which is gain² for a square layer.
 *
 * @param settings.gain default 1, which is critical for tanh and loses half of the squared gradient a layer with ReLU
 * @throws when a fan is not a whole number from 1 on, or the gain is negative or not finite.
 */
export function glorotUniform(random: Random, settings: GainSettings): Matrix {
  return drawScaled(glorotUniformRule, random, settings);
}

/** As `glorotUniform`, with normal entries. */
export function glorotNormal(random: Random, settings: GainSettings): Matrix {
  return drawScaled(glorotNormalRule, random, settings);
}

const heUniformRule: VarianceScaling = {
  id: "heUniform",
  distribution: "uniform",
  gain: Math.SQRT2,
  mode: "fanIn",
  modeCanBeChosen: true,
};
const heNormalRule: VarianceScaling = { ...heUniformRule, id: "heNormal", distribution: "normal" };

/** What He's initialisers take. */
export interface HeSettings extends GainSettings {
  /** `"fanIn"` (the default) keeps lengths forward, `"fanOut"` keeps gradients backward. They differ where the fans do. */
  readonly mode?: FanMode;
}

/**
 * A `(fan-in, fan-out)` weight, uniform on ±gain·√(3 / fan-in): variance gain² / fan-in, σ_w = gain. Also called Kaiming.
 *
 * @param settings.gain default √2, for ReLU; √(2 / (1 + a²)) for a leaky ReLU with slope a. It replaces the √2.
 * @param settings.mode default `"fanIn"`
 * @throws when a fan is not a whole number from 1 on, the gain is negative or not finite, or the mode is unknown.
 */
export function heUniform(random: Random, settings: HeSettings): Matrix {
  return drawScaled(heUniformRule, random, settings);
}

/** As `heUniform`, with normal entries. */
export function heNormal(random: Random, settings: HeSettings): Matrix {
  return drawScaled(heNormalRule, random, settings);
}

const lecun: Source = {
  authors: ["Yann LeCun", "Léon Bottou", "Genevieve B. Orr", "Klaus-Robert Müller"],
  title: "Efficient BackProp",
  year: 1998,
  publication: "Neural Networks: Tricks of the Trade, Lecture Notes in Computer Science 1524, Springer",
  doi: "10.1007/3-540-49430-8_2",
  note: "Equation 16: standard deviation 1/√fan-in.",
};

const glorot: Source = {
  authors: ["Xavier Glorot", "Yoshua Bengio"],
  title: "Understanding the difficulty of training deep feedforward neural networks",
  year: 2010,
  publication:
    "Proceedings of the 13th International Conference on Artificial Intelligence and Statistics, 249–256",
  note: "Equations 12 and 16, derived for a symmetric activation with slope 1 at 0.",
};

const he: Source = {
  authors: ["Kaiming He", "Xiangyu Zhang", "Shaoqing Ren", "Jian Sun"],
  title: "Delving deep into rectifiers: Surpassing human-level performance on ImageNet classification",
  year: 2015,
  publication: "IEEE International Conference on Computer Vision, 1026–1034",
  doi: "10.1109/ICCV.2015.123",
  note: "Section 2.2 derives it for ReLU, by fan-in and by fan-out, and for a ReLU with a slope on the left.",
};

export const lecunUniformInitializer = scaledRow(lecunUniformRule, {
  name: "LeCun uniform",
  rule: "W_{ij} \\sim \\mathcal{U}(-a, a), \\quad a = g \\sqrt{\\frac{3}{n_\\text{in}}}",
  inWords: "variance gain² / fan-in, uniform",
  source: lecun,
});
export const lecunNormalInitializer = scaledRow(lecunNormalRule, {
  name: "LeCun normal",
  rule: "W_{ij} \\sim \\mathcal{N}\\left(0, \\frac{g^2}{n_\\text{in}}\\right)",
  inWords: "variance gain² / fan-in, normal",
  source: lecun,
});
export const glorotUniformInitializer = scaledRow(glorotUniformRule, {
  name: "Glorot uniform",
  rule: "W_{ij} \\sim \\mathcal{U}(-a, a), \\quad a = g \\sqrt{\\frac{6}{n_\\text{in} + n_\\text{out}}}",
  inWords: "variance 2 gain² / (fan-in + fan-out), uniform",
  source: glorot,
});
export const glorotNormalInitializer = scaledRow(glorotNormalRule, {
  name: "Glorot normal",
  rule: "W_{ij} \\sim \\mathcal{N}\\left(0, \\frac{2 g^2}{n_\\text{in} + n_\\text{out}}\\right)",
  inWords: "variance 2 gain² / (fan-in + fan-out), normal",
  source: glorot,
});
export const heUniformInitializer = scaledRow(heUniformRule, {
  name: "He uniform",
  rule: "W_{ij} \\sim \\mathcal{U}(-a, a), \\quad a = g \\sqrt{\\frac{3}{n_\\text{in}}}, \\quad g = \\sqrt{2}",
  inWords: "variance gain² / fan-in with gain √2, uniform",
  source: he,
});
export const heNormalInitializer = scaledRow(heNormalRule, {
  name: "He normal",
  rule: "W_{ij} \\sim \\mathcal{N}\\left(0, \\frac{g^2}{n_\\text{in}}\\right), \\quad g = \\sqrt{2}",
  inWords: "variance gain² / fan-in with gain √2, normal",
  source: he,
});
