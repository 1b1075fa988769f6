import { describeValue, failure } from "../failure.ts";
import { checkInput, checkLayer, type Layer } from "./layer.ts";

/**
 * Layers one after the other: fₙ(… f₂(f₁(x))). The parameters are those of the first layer, then those of the
 * second, and so on; a layer that occurs twice shares its weights, which are listed once. Without any layer it gives
 * x itself. A linear layer and an activation behind it, both without a label, are recorded as one operation.
 *
 * @throws when something in the list is not a layer; and in `forward`, what its layers throw.
 */
export function sequential(layers: readonly Layer[]): Layer {
  if (!Array.isArray(layers)) {
    throw failure(
      "sequential",
      "a list of layers",
      describeValue(layers),
      "write sequential([first, second])",
    );
  }
  layers.forEach((layer, place) => {
    checkLayer(`sequential, layer ${place}`, layer);
  });
  const all = [...layers];
  return {
    layers: all,
    parameters: () => [...new Set(all.flatMap((layer) => layer.parameters()))],
    forward(tape, x) {
      checkInput("sequential", tape, x);
      let y = x;
      for (let place = 0; place < all.length; place++) {
        const layer = all[place] as Layer;
        const f = all[place + 1]?.f;
        if (f === undefined || layer.forwardThrough === undefined) y = layer.forward(tape, y);
        else {
          y = layer.forwardThrough(tape, y, f);
          place++;
        }
      }
      return y;
    },
  };
}
