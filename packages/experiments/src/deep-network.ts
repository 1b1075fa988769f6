import {
  activation,
  type Elementwise,
  type Layer,
  linear,
  type Matrix,
  matrix,
  sequential,
} from "@vanishing/core";

/** A plain deep network: linear layers, and the same activation between them. It ends in logits. */
export interface DeepNetwork extends Layer {
  /** The weight of each layer, `(fan-in, fan-out)`, from the input on. */
  readonly weights: readonly Matrix[];
}

/**
 * h₀ = x, z_l = h_{l−1}·W_l + b_l, h_l = f(z_l), and the last z has no activation after it. With widths [2, 10, 10, 1] there are two hidden
 * layers of 10 units and one logit.
 *
 * The probes report z as `layer 1`, its weight as `layer 1 weight`, and f(z) as `layer 1 output`, counted from the input.
 *
 * @param settings.drawWeight gives the weight of a layer, from the input on
 * @param settings.bias what every bias begins with; default 0
 */
export function deepNetwork(settings: {
  readonly widths: readonly number[];
  readonly activation: Elementwise;
  readonly drawWeight: (fans: { readonly fanIn: number; readonly fanOut: number }) => Matrix;
  readonly bias?: number;
}): DeepNetwork {
  const { widths, activation: f, drawWeight, bias = 0 } = settings;
  const weights = widths.slice(1).map((fanOut, place) => drawWeight({ fanIn: widths[place] ?? 0, fanOut }));
  const layers = weights.flatMap((weight, place) => {
    const label = `layer ${place + 1}`;
    const entries = Array<number>(weight.columns).fill(bias);
    const z = linear({ weight, bias: matrix(1, weight.columns, entries), label });
    return place + 1 < weights.length ? [z, activation(f, `${label} output`)] : [z];
  });
  return { ...sequential(layers), weights };
}
