import { relu, sigmoid, tanh } from "@vanishing/activations";
import {
  activation,
  cos,
  type Layer,
  linear,
  type Matrix,
  matrix,
  normalMatrix,
  type Random,
  sequential,
  sin,
} from "@vanishing/core";
import { batchNorm, layerNorm } from "@vanishing/normalization";
import type { DeepPlan } from "./deep-plan.ts";

const activations = { relu, sigmoid, tanh };

/** Units in each layer. */
const plannedWidth = 16;

/** A network for points of the plane, built after a plan. */
export interface PlannedNetwork extends Layer {
  /** The weight of each layer, from the input on. */
  readonly weights: readonly Matrix[];
}

/**
 * z₁ = x·W₁ + b₁, then for the other layers z_l = f(N(z_{l−1}))·W_l + b_l, and a logit from f(N(z_L)): x `(batch, 2)`, every z `(batch, 16)`.
 * f is the activation of the plan and N its normalisation. Where the plan has a branch scale s above 0, there are skips:
 * z_l = z_{l−1} + s·(f(N(z_{l−1}))·W_l + b_l). This is the order of K. He, X. Zhang, S. Ren and J. Sun, "Identity mappings in deep
 * residual networks", ECCV 2016: nothing stands on the path of the skips.
 *
 * A column of W₁ is a direction of the plane with the length √2, so that inputs of mean square 1 give units of about mean square 1.
 * Biases begin at 0. The probes report z as `layer 1`, and f(N(z)) as `layer 1 output`, counted from the input.
 */
export function plannedNetwork(plan: DeepPlan, depth: number, draw: Random): PlannedNetwork {
  const hidden = () => normalMatrix(draw, plannedWidth, plannedWidth, plan.gain / Math.sqrt(plannedWidth));
  const weights = [directions(draw), ...Array.from({ length: depth - 1 }, hidden)];
  const branches = weights.map((weight) => linear({ weight, bias: matrix(1, plannedWidth) }));
  const outputs = weights.map((_, place) =>
    sequential([
      ...normalization(plan),
      activation(activations[plan.activation], `layer ${place + 1} output`),
    ]),
  );
  const readout = linear({
    weight: normalMatrix(draw, plannedWidth, 1, 1 / Math.sqrt(plannedWidth)),
    bias: matrix(1, 1),
  });
  const layers = [...branches, ...outputs, readout];
  const parameters = layers.flatMap((layer) => layer.parameters());
  return {
    weights,
    layers,
    parameters: () => parameters,
    forward(tape, x) {
      let [z, output] = [x, x];
      for (const [place, layer] of branches.entries()) {
        const branch = layer.forward(tape, output);
        z = place === 0 || plan.branchScale === 0 ? branch : z.add(branch.scale(plan.branchScale));
        z.label(`layer ${place + 1}`);
        output = outputs[place]?.forward(tape, z) ?? z;
      }
      return readout.forward(tape, output);
    },
  };
}

function normalization({ normalization }: DeepPlan): Layer[] {
  switch (normalization) {
    case "batch":
      return [batchNorm({ features: plannedWidth })];
    case "layer":
      return [layerNorm({ features: plannedWidth })];
    case "none":
      return [];
  }
}

/** Columns of the length √2 that look in directions drawn evenly. */
function directions(draw: Random): Matrix {
  const angles = Array.from({ length: plannedWidth }, () => 2 * Math.PI * draw.next());
  return matrix(2, plannedWidth, [
    ...angles.map((angle) => Math.SQRT2 * cos(angle)),
    ...angles.map((angle) => Math.SQRT2 * sin(angle)),
  ]);
}
