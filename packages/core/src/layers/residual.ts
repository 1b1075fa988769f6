import { describeValue, failure } from "../failure.ts";
import { shapeOf } from "../matrix.ts";
import type { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { checkInput, checkLayer, type Layer } from "./layer.ts";

/**
 * Residual block x + scale · f(x). Its Jacobian is I + scale · f′(x): the identity carries the gradient past the
 * layer, however small that of f is.
 *
 * K. He, X. Zhang, S. Ren and J. Sun, "Deep residual learning for image recognition", CVPR 2016, equation 1; `scale`
 * as in C. Szegedy et al., "Inception-v4, Inception-ResNet and the impact of residual connections on learning", AAAI
 * 2017, section 3.3.
 *
 * @param scale default 1
 * @throws when `layer` is not a layer or scale not a finite number; and in `forward`, when f(x) has another shape
 * than x.
 */
export function residual(layer: Layer, scale = 1): Layer {
  checkLayer("residual", layer);
  if (typeof scale !== "number" || !Number.isFinite(scale)) {
    throw failure("residual", "a finite number as scale", describeValue(scale), "leave it out for 1");
  }
  return {
    layers: [layer],
    parameters: () => layer.parameters(),
    forward(tape, x) {
      const change = changeOf("residual", layer, tape, x);
      return x.add(scale === 1 ? change : change.scale(scale));
    },
  };
}

/** f(x) of a block, held to the shape of x. */
export function changeOf(name: string, layer: Layer, tape: Tape, x: Tensor): Tensor {
  checkInput(name, tape, x);
  const change = layer.forward(tape, x);
  if (change.rows !== x.rows || change.columns !== x.columns) {
    throw failure(
      name,
      `f(x) of the shape of x, ${shapeOf(x)}`,
      shapeOf(change),
      "end the block with a linear layer whose fan-out is its fan-in",
    );
  }
  return change;
}
