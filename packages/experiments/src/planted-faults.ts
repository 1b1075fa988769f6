import { random } from "@vanishing/core";
import { frameworkGains } from "@vanishing/initializers";
import type { DeepPlan } from "./deep-plan.ts";
import { deepTraining } from "./deep-training.ts";
import { gradientRatio, rescueGoals } from "./rescue-goals.ts";

/** What is wrong with the way in which a network passes signals on. */
const signalFaults = {
  /** Sigmoids everywhere, with Glorot's weights. */
  sigmoid: { activation: "sigmoid", gain: 1, branchScale: 0 },
  /** Glorot's weights, of variance 1/n between layers of n units, under ReLU. */
  "Glorot under ReLU": { activation: "relu", gain: 1, branchScale: 0 },
  /** ReLU with the weights of a framework that was not told otherwise: variance 1/(3n). */
  "default initialisation": { activation: "relu", gain: 1 / Math.sqrt(3), branchScale: 0 },
  /** The gain that frameworks recommend for tanh. */
  "tanh with gain 5/3": { activation: "tanh", gain: frameworkGains.tanh?.gain ?? 5 / 3, branchScale: 0 },
  "batch norm without skips": {
    activation: "relu",
    gain: Math.SQRT2,
    normalization: "batch",
    branchScale: 0,
  },
  /** Each layer doubles the squared gradient. */
  "unscaled skips": { activation: "relu", gain: Math.SQRT2, branchScale: 1 },
} as const satisfies Record<string, Partial<DeepPlan>>;

/** What is wrong with the steps of a training. */
const rateFaults = {
  "exploding rate": { learningRate: 1 },
  "tiny rate": { learningRate: 1e-5 },
} as const satisfies Record<string, Partial<DeepPlan>>;

export type SignalFault = keyof typeof signalFaults;
export type RateFault = keyof typeof rateFaults;
export type Fault = SignalFault | RateFault;

export const signalFaultNames = Object.keys(signalFaults) as readonly SignalFault[];
export const rateFaultNames = Object.keys(rateFaults) as readonly RateFault[];

/** Where the values vanish on their way forward, no step can be seen, be it too long or too short: such a fault hides a second one. */
export const hidesTheRate: readonly Fault[] = ["Glorot under ReLU", "default initialisation"];

/** The learning rate of a network whose steps are as they should be. */
export const soundRate = 0.004;

/** A network in which faults may be planted. */
export interface PlantedNetwork {
  /** At most one of each kind. None: nothing is wrong. */
  readonly faults: readonly Fault[];
  readonly plan: DeepPlan;
  /** Layers, from 30 to 100. */
  readonly depth: number;
  /** Of its points and weights. */
  readonly seed: number;
}

/** A network that trains: ReLU with He's weights or tanh with gain 1, and skips whose branches count 1/√depth. */
export function soundPlan(activation: "relu" | "tanh", depth: number): DeepPlan {
  return {
    activation,
    gain: activation === "relu" ? Math.SQRT2 : 1,
    normalization: "none",
    branchScale: 1 / Math.sqrt(depth),
    learningRate: soundRate,
    clip: Infinity,
  };
}

/**
 * Draws a network by its seed, 30 to 100 layers of ReLU or tanh, and plants the faults that are named. Left out: they are drawn too, one
 * of each kind at most, or none. A fault that spoils the signal is a matter of chance in a narrow network: one whose gradient ratio is
 * not at least twice as far out as the goals allow is drawn again.
 */
export function plantedNetwork(seed: number, faults?: readonly Fault[]): PlantedNetwork {
  const draw = random(seed);
  const planted = faults ?? drawnFaults(draw.integer(8), draw.integer(4));
  const spoilsTheSignal = planted.some((fault) => fault in signalFaults);
  for (;;) {
    const depth = 30 + draw.integer(71);
    const activation = draw.integer(2) === 0 ? "relu" : "tanh";
    const plan: DeepPlan = Object.assign(
      { ...soundPlan(activation, depth) },
      ...planted.map((fault) => ({ ...signalFaults, ...rateFaults })[fault]),
    );
    const network = { faults: planted, plan, depth, seed: draw.integer(2 ** 32) };
    if (!spoilsTheSignal) return network;
    const ratio = gradientRatio(deepTraining({ ...network, steps: 0 }).layers);
    if (!(ratio > rescueGoals.ratio.low / 2 && ratio < rescueGoals.ratio.high * 2)) return network;
  }
}

function drawnFaults(signalPlace: number, ratePlace: number): Fault[] {
  const [signal, rate] = [signalFaultNames[signalPlace], rateFaultNames[ratePlace]];
  if (signal === undefined) return rate === undefined ? [] : [rate];
  return rate === undefined || hidesTheRate.includes(signal) ? [signal] : [signal, rate];
}
