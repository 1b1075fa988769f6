import { exp, log } from "@vanishing/core";
import type { DeepLayerReport, DeepTrainingReport } from "./deep-training.ts";
import type { Fault, RateFault, SignalFault } from "./planted-faults.ts";
import { gradientRatio, rescueGoals } from "./rescue-goals.ts";

/** The activation that the slopes tell of. */
export type ActivationSign = "sigmoid" | "relu" | "tanh";

/** What a report shows of a network, in the order in which one would ask. */
export interface FaultSigns {
  /** Sigmoids have no slope above 1/4. The slopes of ReLU are 0 and 1 alone, so that their mean square is the share of units that are on. */
  readonly activation: ActivationSign;
  /** The factor by which a layer multiplies the root mean square of z, in the geometric mean. */
  readonly valueGrowth: number;
  /** The gradient ratio of the first layer to the last. */
  readonly ratio: number;
  /** ‖ΔW‖ / ‖W‖ of the last layer in the first step, and 0 where nothing arrives there. */
  readonly lastUpdate: number;
}

export function faultSigns({ layers }: DeepTrainingReport): FaultSigns {
  const [first, last] = [layers.at(0)?.valueRms ?? 0, layers.at(-1)?.valueRms ?? 0];
  return {
    activation: activationSign(layers),
    valueGrowth: exp(log(last / first) / Math.max(1, layers.length - 1)),
    ratio: gradientRatio(layers),
    lastUpdate: layers.at(-1)?.updateRatio ?? 0,
  };
}

function activationSign(layers: readonly DeepLayerReport[]): ActivationSign {
  const roundings = 1e-5;
  if (layers.every(({ slopeRms }) => slopeRms <= 1 / 4 + roundings)) return "sigmoid";
  const isTwoValued = layers.every(
    ({ slopeRms, saturatedShare }) => Math.abs(slopeRms * slopeRms + saturatedShare - 1) < roundings,
  );
  return isTwoValued ? "relu" : "tanh";
}

/**
 * The faults that a report tells of, from its probes alone: one of the signal, and one of the rate. Where values or gradients vanish on their
 * way forward, steps say nothing of the rate, and none is named.
 */
export function faultsThatShow(report: DeepTrainingReport): Fault[] {
  const signs = faultSigns(report);
  return [...signalFault(signs), ...rateFault(signs)];
}

/** By what a layer of ReLU multiplies the root mean square of z: σ_w/√2 without a normalisation, nothing with one, √2 with unscaled skips. */
const growthUnderRelu = {
  "default initialisation": Math.sqrt(1 / 6),
  "Glorot under ReLU": Math.sqrt(1 / 2),
  "batch norm without skips": 1,
  "unscaled skips": Math.SQRT2,
} as const satisfies Partial<Record<SignalFault, number>>;

function signalFault({ activation, valueGrowth, ratio }: FaultSigns): SignalFault[] {
  if (ratio >= rescueGoals.ratio.low && ratio <= rescueGoals.ratio.high) return [];
  if (activation === "sigmoid") return ["sigmoid"];
  if (activation === "tanh") return ["tanh with gain 5/3"];
  const distance = (fault: keyof typeof growthUnderRelu) =>
    Math.abs(log(valueGrowth / growthUnderRelu[fault]));
  const names = Object.keys(growthUnderRelu) as (keyof typeof growthUnderRelu)[];
  return names.toSorted((a, b) => distance(a) - distance(b)).slice(0, 1);
}

/** A sound first step moves a weight by a few per cent of its size. */
function rateFault({ lastUpdate, valueGrowth, ratio }: FaultSigns): RateFault[] {
  if (lastUpdate > 0.3) return ["exploding rate"];
  const arrives = ratio >= rescueGoals.ratio.low || valueGrowth > 0.9;
  return lastUpdate < 1e-3 && arrives ? ["tiny rate"] : [];
}

/** By which probes each fault is told from the others. */
const inWords: Readonly<Record<Fault, string>> = {
  sigmoid: "no slope above 1/4",
  "Glorot under ReLU": "slopes of 0 and 1 alone, and values that shrink to some 0.7 in each layer",
  "default initialisation": "slopes of 0 and 1 alone, and values that shrink to some 0.4 in each layer",
  "tanh with gain 5/3": "slopes between 0 and 1, and outputs that stay below 1",
  "batch norm without skips": "slopes of 0 and 1 alone, and values of one size in all layers",
  "unscaled skips": "slopes of 0 and 1 alone, and values that grow by some 1.4 in each layer",
  "exploding rate": "a first step of a size with the weights",
  "tiny rate": "a first step of less than a thousandth of the weights",
};

/** A fault, and the probes that tell it from others. */
export interface FaultInWords {
  readonly fault: Fault;
  readonly sign: string;
}

export const signOf = (fault: Fault): FaultInWords => ({ fault, sign: inWords[fault] });

const sameSymptom: readonly (readonly Fault[])[] = [
  ["sigmoid", "Glorot under ReLU", "default initialisation"],
  ["tanh with gain 5/3", "batch norm without skips", "unscaled skips"],
  ["exploding rate", "tiny rate"],
];

/** What else could have been wrong: the faults that show in the same way at first sight, with the signs that they would have had. */
export function otherFaults(faults: readonly Fault[]): FaultInWords[] {
  return sameSymptom
    .filter((group) => group.some((fault) => faults.includes(fault)))
    .flatMap((group) => group.filter((fault) => !faults.includes(fault)).map(signOf));
}
