import { checkElementwise, type Elementwise } from "../elementwise.ts";
import { checkInput, type Layer } from "./layer.ts";

/**
 * f of every entry, without weights: x `(batch, features)` gives f(x) in the same shape. With a label the probes
 * report the result.
 *
 * @throws when f is not an elementwise function; and in `forward`, when x is of another tape.
 */
export function activation(f: Elementwise, label?: string): Layer {
  checkElementwise("activation", f);
  return {
    parameters: () => [],
    ...(label === undefined && { f }),
    forward(tape, x) {
      checkInput(`activation ${f.name}`, tape, x);
      const y = x.apply(f);
      return label === undefined ? y : y.label(label);
    },
  };
}
