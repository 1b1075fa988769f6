import { type Activation, identity, sigmoid, tanh } from "@vanishing/activations";
import {
  cos,
  type Matrix,
  matrix,
  matrixFromRows,
  normalMatrix,
  type Random,
  random,
  sin,
  Tape,
} from "@vanishing/core";
import type { PlaneMatrix } from "./plane-matrix.ts";

/** How the 2 × 2 weights come to be. */
export type PlaneWeights = "drawn" | "rotations" | "nonNormal";

/** Without ReLU: of two units in a layer both are soon off, and nothing is left to draw. */
export const planeActivations = { tanh, sigmoid, identity } as const;

export type PlaneActivationId = keyof typeof planeActivations;

/** A network with two units in each layer, so that its Jacobians can be drawn. */
export interface PlaneNetwork {
  readonly weights: PlaneWeights;
  readonly activation: PlaneActivationId;
  /** Drawn weights have standard deviation scale / √2 (2 is the fan-in); rotations are multiplied by it. */
  readonly scale: number;
  readonly seed: number;
}

export const planeDepth = 20;

/** A layer at the input that was drawn: its weight (fan-in, fan-out), and the slopes φ′(z). */
export interface PlaneLayer {
  readonly weight: PlaneMatrix;
  readonly slopes: readonly [number, number];
}

export interface PlanePass {
  readonly layers: readonly PlaneLayer[];
  /** The Jacobian from the input of the last k layers to the output, for k from 0: a row an output, as the tape carries it back. */
  readonly arrived: readonly PlaneMatrix[];
}

/** Both eigenvalues are 1/2, and it stretches by ten. */
const nonNormalWeight: PlaneMatrix = [
  [0.5, 10],
  [0, 0.5],
];

/** Runs one drawn input forward, in float64, and a gradient of 1 back from each of the two outputs. Biases are 0. */
export function planePass(network: PlaneNetwork): PlanePass {
  const f: Activation = planeActivations[network.activation];
  const draw = random(network.seed);
  const tape = new Tape({ precision: "f64" });
  const states = [tape.parameter(normalMatrix(draw, 1, 2, 1, "f64"))];
  const layers: PlaneLayer[] = [];
  for (let layer = 0; layer < planeDepth; layer++) {
    const weight = drawWeight(network, draw);
    const h = states.at(-1) as (typeof states)[number];
    const z = h.matmul(tape.constant(matrixFromRows(weight, "f64")));
    const [first, second] = pair(z.value);
    layers.push({ weight, slopes: [f.derivative(first), f.derivative(second)] });
    states.push(z.apply(f));
  }
  const output = states.at(-1) as (typeof states)[number];
  const rows = [0, 1].map((unit) => {
    const seed = matrix(1, 2, undefined, "f64");
    seed.data[unit] = 1;
    tape.clearGradients();
    output.backward(seed);
    return states.map(({ gradient }) => (gradient === undefined ? ([0, 0] as const) : pair(gradient)));
  });
  const [ofFirst = [], ofSecond = []] = rows;
  const arrived = states.map((_, at): PlaneMatrix => [ofFirst[at] ?? [0, 0], ofSecond[at] ?? [0, 0]]);
  return { layers, arrived: arrived.reverse() };
}

function drawWeight({ weights, scale }: PlaneNetwork, draw: Random): PlaneMatrix {
  if (weights === "nonNormal") return nonNormalWeight;
  if (weights === "rotations") {
    const angle = 2 * Math.PI * draw.next();
    return [
      [scale * cos(angle), scale * sin(angle)],
      [-scale * sin(angle), scale * cos(angle)],
    ];
  }
  const entry = () => (scale / Math.SQRT2) * draw.normal();
  return [
    [entry(), entry()],
    [entry(), entry()],
  ];
}

function pair({ data }: Matrix): readonly [number, number] {
  return [data[0] ?? Number.NaN, data[1] ?? Number.NaN];
}
