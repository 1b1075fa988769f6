import { formatNumber } from "./frame/format.ts";
import {
  type PlaneActivationId,
  type PlaneLayer,
  type PlaneNetwork,
  type PlaneWeights,
  planeActivations,
  planeDepth,
  planePass,
} from "./jacobians-network.ts";
import {
  determinant,
  type PlaneMatrix,
  planeIdentity,
  rowTimes,
  spectralRadius,
  topDirection,
  topStretch,
} from "./plane-matrix.ts";

/** What the figure's controls hold. */
export interface JacobiansValues extends PlaneNetwork {
  /** How many layers the gradients have passed on their way back. */
  readonly passed: number;
}

/** What the layers from one on to the output do together to gradients of length 1. */
export interface Stretch {
  /** How many layers, counted from the output; 0 is the output itself. */
  readonly passed: number;
  /** The length of the longest gradient: the top singular value. */
  readonly longest: number;
  /** The length of the shortest: the other singular value. */
  readonly shortest: number;
  /** What `reference` names, for as many layers. */
  readonly reference: number;
  /** The most that a gradient has in the first and in the second unit. */
  readonly reach: readonly [across: number, up: number];
}

export interface Ellipse {
  readonly passed: number;
  readonly points: readonly EllipsePoint[];
}

export interface EllipsePoint {
  /** The direction of the gradient at the output, in degrees. */
  readonly degrees: number;
  readonly x: number;
  readonly y: number;
}

export interface Jacobians {
  readonly weights: PlaneWeights;
  readonly activation: PlaneActivationId;
  readonly scale: number;
  readonly depth: number;
  readonly passed: number;
  /** From the output to the input. */
  readonly stretches: readonly Stretch[];
  /** The circle at the output, up to two before the chosen one, and the chosen one last. */
  readonly ellipses: readonly Ellipse[];
  /** The direction in which the longest gradients lie, in radians. */
  readonly direction: number;
  /** What the gradients are compared with: the product of norms, or that of eigenvalues where these mislead. */
  readonly reference: "bound" | "eigenvalues";
}

/** The functions behind the figure, which a learner can write. */
export interface JacobianFunctions {
  readonly jacobianChain: (layers: readonly PlaneLayer[]) => PlaneMatrix;
  readonly topSingularValue: (matrix: PlaneMatrix) => number;
}

/** What the figure shows: what the tape carries back, or what the given functions make of the same layers. */
export function jacobians(values: JacobiansValues, functions?: JacobianFunctions): Jacobians {
  const { weights, activation, scale, passed } = values;
  const { layers, arrived } = planePass(values);
  const norm = functions?.topSingularValue ?? topStretch;
  const chainOf = (count: number): PlaneMatrix => {
    if (count === 0) return planeIdentity;
    return functions
      ? functions.jacobianChain(layers.slice(planeDepth - count))
      : (arrived[count] as PlaneMatrix);
  };
  const chains = Array.from({ length: planeDepth + 1 }, (_, count) => chainOf(count));
  const reference = weights === "nonNormal" ? "eigenvalues" : "bound";
  const supremum = planeActivations[activation].lipschitz;

  let [area, compared] = [1, 1];
  const stretches = chains.map((chain, count): Stretch => {
    const layer = layers[planeDepth - count];
    if (count > 0 && layer !== undefined) {
      // The product of both singular values, layer by layer: in the product itself the smaller one soon has no digit left.
      area *= Math.abs(determinant(layerJacobian(layer)));
      compared *=
        reference === "bound" ? norm(layer.weight) * supremum : spectralRadius(layerJacobian(layer));
    }
    const longest = norm(chain);
    const [[a, b], [c, d]] = chain;
    return {
      passed: count,
      longest,
      shortest: longest === 0 ? 0 : area / longest,
      reference: compared,
      reach: [Math.hypot(a, c), Math.hypot(b, d)],
    };
  });
  const shown = [...new Set([0, passed - 2, passed - 1, passed])].filter((count) => count >= 0);
  return {
    weights,
    activation,
    scale,
    depth: planeDepth,
    passed,
    stretches,
    ellipses: shown.map((count) => ellipse(count, chains[count] as PlaneMatrix)),
    direction: topDirection(chains[passed] as PlaneMatrix),
    reference,
  };
}

/** diag(φ′(z)) Wᵀ. */
function layerJacobian({ weight: [[a, b], [c, d]], slopes: [first, second] }: PlaneLayer): PlaneMatrix {
  return [
    [first * a, first * c],
    [second * b, second * d],
  ];
}

function ellipse(passed: number, chain: PlaneMatrix): Ellipse {
  const points = Array.from({ length: 73 }, (_, place) => {
    const degrees = 5 * place;
    const angle = (degrees / 180) * Math.PI;
    const [x, y] = rowTimes([Math.cos(angle), Math.sin(angle)], chain);
    return { degrees, x, y };
  });
  return { passed, points };
}

/** What the figure shows, in sentences. */
export function describeJacobians(model: Jacobians): string {
  const { passed, depth, stretches, reference } = model;
  const at = stretches[passed] as Stretch;
  const end = stretches[depth] as Stretch;
  const network = `${depth} layers of two ${unitsOf(model)} with ${weightsOf(model)}`;
  if (passed === 0) {
    return (
      `At the output of a network of ${network}, the gradients of length 1 form a circle. ` +
      `At its input, ${depth} layers further back, the longest of them will be ${formatNumber(end.longest)} long.`
    );
  }
  const layers = passed === 1 ? "1 layer" : `${passed} layers`;
  const compared =
    reference === "bound"
      ? `The bound, the product of ‖W‖ · sup φ′, is ${formatNumber(at.reference)}`
      : `The eigenvalues of these layers multiply to ${formatNumber(at.reference)}`;
  return (
    `${layers} before the output of ${network}, gradients that had length 1 are ${lengthsOf(at)} long. ${compared}. ` +
    `At the input the longest is ${formatNumber(end.longest)}.`
  );
}

function lengthsOf({ shortest, longest }: Stretch): string {
  const [least, most] = [shortest, longest].map((length) => formatNumber(length, 4));
  return least === most ? `all ${most}` : `between ${least} and ${most}`;
}

function unitsOf({ activation }: Jacobians): string {
  return activation === "identity" ? "linear units" : `${planeActivations[activation].name} units`;
}

function weightsOf({ weights, scale }: Jacobians): string {
  if (weights === "nonNormal") return "the weight [[0.5, 10], [0, 0.5]]";
  return weights === "rotations"
    ? `rotations times ${formatNumber(scale)} as weights`
    : `random weights of scale ${formatNumber(scale)}`;
}
