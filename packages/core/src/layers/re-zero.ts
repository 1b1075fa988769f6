import { matrix, type Precision } from "../matrix.ts";
import { checkLayer, type Layer, Parameter } from "./layer.ts";
import { changeOf } from "./residual.ts";

/**
 * Residual block x + α · f(x) whose α is learned: one number, 0 at first, so that a new block is the identity to the last bit.
 *
 *     ∂L/∂x = g + α f′(x)ᵀ g        ∂L/∂α = Σ g ⊙ f(x)
 *
 * At α = 0 the weights of f get no gradient. α gets one, and they follow from the second step on.
 *
 * T. Bachlechner, B. P. Majumder, H. Mao, G. Cottrell and J. McAuley, "ReZero is all you need: fast convergence at large depth", UAI 2021.
 *
 * @param settings.label α is reported by the probes as `label scale`
 * @param settings.precision default `"f32"`
 * @throws when `layer` is not a layer; and in `forward`, when f(x) has another shape than x.
 */
export function reZero(
  layer: Layer,
  settings: { readonly label?: string; readonly precision?: Precision } = {},
): Layer {
  checkLayer("reZero", layer);
  const { label, precision = "f32" } = settings;
  const alpha = new Parameter(matrix(1, 1, undefined, precision), label && `${label} scale`);
  return {
    layers: [layer],
    parameters: () => [...layer.parameters(), alpha],
    forward(tape, x) {
      return x.add(changeOf("reZero", layer, tape, x).mul(alpha.beside(x)));
    },
  };
}
