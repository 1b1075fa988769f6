import type { Activation } from "@vanishing/activations";
import { matrixFromRows } from "@vanishing/core";
import { meanField } from "@vanishing/initializers";
import { type EdgeProfile, type EdgeValues, edgeOfChaos } from "./edge-of-chaos-model.ts";
import { type OwnExports, ownFunction, ownRows } from "./own-function.ts";

/** A network's profile with the theory, and the orthogonal matrices, that the learner wrote in lesson 9. */
export function compute(own: OwnExports, values: EdgeValues): EdgeProfile {
  const chi = ownFunction<[Activation, number, number]>(own, "chi");
  const fixedPoint = ownFunction<[Activation, number, number]>(own, "fixedPoint");
  const depthScale = ownFunction<[number]>(own, "depthScale");
  return edgeOfChaos(values, {
    chi,
    rest(f, sigmaW, sigmaB) {
      // Whether there is a fixed point at all is not among the learner's questions. Where there is none, χ is the same at every length.
      const { kind } = meanField(f, { sigmaW, sigmaB }).fixedPoint();
      const length = kind === "fixed" ? fixedPoint(f, sigmaW, sigmaB) : undefined;
      const chi1 = chi(f, sigmaW, length ?? 1);
      return { kind, length, chi1, depthScale: depthScale(chi1) };
    },
    orthogonal(draw, width) {
      const gaussian = Array.from({ length: width }, () =>
        Array.from({ length: width }, () => draw.normal()),
      );
      const orthogonal = ownRows<[number[][]]>(own, "orthogonal", width, width);
      return matrixFromRows(orthogonal(gaussian), "f64");
    },
  });
}
