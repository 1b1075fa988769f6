import { random } from "@vanishing/core";
import {
  type DeepLayerReport,
  type DeepTrainingReport,
  deepTrainingSteps,
  type Fault,
  type FaultInWords,
  gradientRatio,
  otherFaults,
  type PlantedNetwork,
  plantedNetwork,
  reportOf,
  rescue,
  signOf,
  type Treatment,
  trainingOf,
} from "@vanishing/experiments";
import type { RescueValues } from "./rescue-settings.ts";

/** A layer, as the figure draws it. */
export interface RescueLayer {
  /** 1 is next to the input. */
  readonly layer: number;
  /** Root mean square of ∂L/∂z as a share of the last layer's; undefined where that is no number. */
  readonly share: number | undefined;
  readonly valueRms: number;
  readonly slopeRms: number;
  readonly updateRatio: number;
}

/** A training, as the figure draws it: its layers before the first step, and its losses. */
export interface RescueTraining {
  readonly layers: readonly RescueLayer[];
  /** The gradient ratio of the first layer to the last; undefined where it is no number. */
  readonly ratio: number | undefined;
  /** ‖ΔW‖ / ‖W‖ of the last layer in the first step. */
  readonly lastUpdate: number;
  /** Before each step and in the end; a loss that is no number ends a training, and is left out. */
  readonly losses: readonly number[];
}

/** What was planted, and what else could have been wrong. */
export interface RescueAnswer {
  readonly faults: readonly FaultInWords[];
  readonly others: readonly FaultInWords[];
}

/** A network before and after a treatment. */
export interface RescuePicture {
  readonly values: RescueValues;
  readonly depth: number;
  readonly treatment: Treatment;
  readonly before: RescueTraining;
  readonly after: RescueTraining;
  /** Whether the training has come to its end, so that the rest is known. */
  readonly isEnd: boolean;
  /** The goals that the treated network missed, as sentences. */
  readonly missed: readonly string[];
  /** A part of the treatment without which it does as well. */
  readonly unneeded: string | undefined;
  /** Only once the network is rescued. */
  readonly answer: RescueAnswer | undefined;
}

/** Where a treatment comes from: the controls, or a learner's prescription. */
export type Prescription = (report: DeepTrainingReport) => Treatment;

const gains = { keep: undefined, one: 1, he: Math.SQRT2, double: 2 } as const;
const rates = { keep: undefined, low: 0.0004, usual: 0.004, high: 0.04 } as const;

/** The treatment that the controls hold. Its branch scale depends on the depth, which the report tells. */
export function chosen(values: RescueValues): Prescription {
  return ({ layers }) => {
    const scales = { keep: undefined, none: 0, scaled: 1 / Math.sqrt(layers.length), whole: 1 } as const;
    const named: Treatment = {
      activation: values.activation === "keep" ? undefined : values.activation,
      gain: gains[values.gain],
      normalization: values.normalization === "keep" ? undefined : values.normalization,
      branchScale: scales[values.branches],
      learningRate: rates[values.rate],
      clip: values.clip === "keep" ? undefined : 1,
    };
    return named;
  };
}

/** Reads the probes of the network of the seed, applies the prescription, trains, and reads the probes again. */
export function rescuePicture(values: RescueValues, prescribe: Prescription = chosen(values)): RescuePicture {
  const network = plantedNetwork(values.seed);
  const report = reportOf(network);
  const treatment = prescribe(report);
  return ended(values, network, report, treatment);
}

/** The same, step by step: the treated network trains, and in the end it is graded. */
export function* rescueTraining(values: RescueValues): Generator<RescuePicture, void> {
  const network = plantedNetwork(values.seed);
  const report = reportOf(network);
  const treatment = chosen(values)(report);
  const before = training(report);
  for (const now of deepTrainingSteps(trainingOf(network, treatment, firstSeed(values)))) {
    const picture = { values, depth: network.depth, treatment, before, after: training(now()) };
    yield { ...picture, isEnd: false, missed: [], unneeded: undefined, answer: undefined };
  }
  yield ended(values, network, report, treatment);
}

function ended(
  values: RescueValues,
  network: PlantedNetwork,
  report: DeepTrainingReport,
  treatment: Treatment,
): RescuePicture {
  const { after, missed, unneeded } = rescue(network, treatment, values.seed);
  const isRescued = missed.length === 0 && unneeded === undefined;
  return {
    values,
    depth: network.depth,
    treatment,
    before: training(report),
    after: training(after),
    isEnd: true,
    missed,
    unneeded,
    answer: isRescued ? answerOf(network.faults) : undefined,
  };
}

const answerOf = (faults: readonly Fault[]): RescueAnswer => ({
  faults: faults.map(signOf),
  others: otherFaults(faults),
});

/** The seed that `rescue` trains with first. */
const firstSeed = ({ seed }: RescueValues) => random(seed).integer(2 ** 32);

function training({ layers, losses }: DeepTrainingReport): RescueTraining {
  const last = layers.at(-1)?.gradientRms ?? 0;
  return {
    layers: layers.map((layer, place) => rescueLayer(layer, place, last)),
    ratio: finite(gradientRatio(layers)),
    lastUpdate: layers.at(-1)?.updateRatio ?? 0,
    losses: losses.filter(Number.isFinite),
  };
}

function rescueLayer(
  { gradientRms, valueRms, slopeRms, updateRatio }: DeepLayerReport,
  place: number,
  last: number,
): RescueLayer {
  return { layer: place + 1, share: finite(gradientRms / last), valueRms, slopeRms, updateRatio };
}

const finite = (value: number) => (Number.isFinite(value) ? value : undefined);
