import {
  type Elementwise,
  type Matrix,
  norm,
  normalMatrix,
  random,
  Tape,
  type Tensor,
} from "@vanishing/core";

/** max(0, x), with the slope 0 at 0. */
export const relu: Elementwise = {
  name: "relu",
  value: (x) => Math.max(0, x),
  derivative: (x) => (x > 0 ? 1 : 0),
};

/** x itself. */
export const identity: Elementwise = { name: "identity", value: (x) => x, derivative: () => 1 };

/** The states of a random network from its input to its end, and the gradient that a random one at the end gives them. */
export interface RandomNetwork {
  /** Mean square of the entries of each state. */
  readonly meanSquares: readonly number[];
  /** Squared norm of the gradient of each state. */
  readonly squaredGradients: readonly number[];
}

/**
 * Runs a batch of standard normal inputs through `depth` layers, each with a weight of its own `(width, width)` with
 * independent normal entries of variance 1/width, and a standard normal gradient back from the end. In f32.
 */
export function runRandomNetwork(settings: {
  readonly depth: number;
  readonly width: number;
  readonly batch: number;
  readonly seed: number;
  readonly layer: (x: Tensor, weight: Tensor) => Tensor;
}): RandomNetwork {
  const { depth, width, batch, seed, layer } = settings;
  const draw = random(seed);
  const tape = new Tape();
  let state = tape.parameter(normalMatrix(draw, batch, width, 1));
  const states = [state];
  for (let place = 0; place < depth; place++) {
    state = layer(state, tape.constant(normalMatrix(draw, width, width, 1 / Math.sqrt(width))));
    states.push(state);
  }
  state.backward(normalMatrix(draw, batch, width, 1));
  return {
    meanSquares: states.map(({ value }) => norm(value) ** 2 / (batch * width)),
    squaredGradients: states.map(({ gradient }) => norm(gradient as Matrix) ** 2),
  };
}
