import { type Jacobians, type JacobiansValues, jacobians } from "./jacobians-model.ts";
import type { PlaneLayer } from "./jacobians-network.ts";
import { type OwnExports, ownFunction, ownRows } from "./own-function.ts";
import type { PlaneMatrix } from "./plane-matrix.ts";

/** The figure's data with the functions that the learner wrote in lesson 4. */
export function compute(own: OwnExports, values: JacobiansValues): Jacobians {
  const chain = ownRows<[readonly PlaneLayer[]]>(own, "jacobianChain", 2, 2);
  const norm = ownFunction<[PlaneMatrix]>(own, "topSingularValue");
  // Both get clones, rows and all: what they change of them is no longer the figure's.
  return jacobians(values, {
    jacobianChain: (layers) => planeMatrix(chain(structuredClone(layers))),
    topSingularValue: (matrix) => norm(structuredClone(matrix)),
  });
}

function planeMatrix([
  [a = 0, b = 0] = [],
  [c = 0, d = 0] = [],
]: readonly (readonly number[])[]): PlaneMatrix {
  return [
    [a, b],
    [c, d],
  ];
}
