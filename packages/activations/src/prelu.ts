import { describeValue, failure } from "@vanishing/core";
import type { Activation } from "./activation.ts";
import { twoSlopes } from "./two-slopes.ts";

/**
 * The parametric ReLU with the slope a left of 0: x for x > 0 and a·x for x ≤ 0, as Leaky ReLU; but a is learned, and may become 0 or
 * negative. This is the function for one value of a; `preluLayer` learns it.
 *
 * Source: He, Zhang, Ren and Sun (2015), equation 1.
 *
 * @param slope a
 * @throws when the slope is not a finite number.
 */
export function preluWithSlope(slope: number): Activation {
  if (!Number.isFinite(slope)) {
    throw failure(
      "preluWithSlope",
      "slope to be a finite number",
      describeValue(slope),
      "pass the slope left of 0; 0.25 is where learning starts",
    );
  }
  return {
    id: "prelu",
    name: "PReLU",
    ...twoSlopes("PReLU", slope),
    symbolTex: "\\operatorname{PReLU}",
    source: {
      authors: ["Kaiming He", "Xiangyu Zhang", "Shaoqing Ren", "Jian Sun"],
      title: "Delving Deep into Rectifiers: Surpassing Human-Level Performance on ImageNet Classification",
      year: 2015,
      publication: "Proceedings of the IEEE International Conference on Computer Vision, 1026–1034",
      doi: "10.1109/ICCV.2015.123",
      note: "Equation 1; the slopes begin at 0.25.",
    },
  };
}

/** PReLU with the slope 0.25 left of 0, where learning starts. */
export const prelu: Activation = preluWithSlope(0.25);

/** ∂f/∂a of PReLU, for every slope a: min(x, 0). */
export function preluSlopeDerivative(x: number): number {
  return Math.min(x, 0);
}
