import { sigmoid } from "@vanishing/activations";
import { normalMatrix, random } from "@vanishing/core";
import { jacobianChain, topSingularValue } from "./solution.ts";

const nonNormal = [
  [0.5, 10],
  [0, 0.5],
];

/** The number of linear layers with that weight after which no gradient of length 1 is longer than it was. */
export function layersUntilShorter() {
  const layer = { weight: nonNormal, slopes: [1, 1] };
  const layers = [layer];
  while (topSingularValue(jacobianChain(layers)) > 1) layers.push(layer);
  return layers.length;
}

/** Ten units a layer, twenty layers, and random weights that all have the norm 8: what is the longest gradient at the input? */
export function sigmoidsWithLargeWeights() {
  const draw = random(1);
  let h = Array.from({ length: 10 }, () => draw.normal());
  const layers = Array.from({ length: 20 }, () => {
    const drawn = Array.from({ length: 10 }, () => [...normalMatrix(draw, 1, 10, 1, "f64").data]);
    const norm = topSingularValue(drawn);
    const weight = drawn.map((row) => row.map((entry) => (8 / norm) * entry));
    const z = h.map((_, j) => weight.reduce((sum, row, i) => sum + Number(h[i]) * Number(row[j]), 0));
    h = z.map(sigmoid.value);
    return { weight, slopes: z.map(sigmoid.derivative) };
  });
  const left = topSingularValue(jacobianChain(layers));
  if (left > 1000) return "explodes";
  return left < 0.001 ? "vanishes" : "stays";
}

/** The norms of products of two matrices, each of which has norm 2: one that stretches along an axis, and that one turned. */
export function twoNormsOfTwo() {
  const along = {
    weight: [
      [2, 0],
      [0, 0.5],
    ],
    slopes: [1, 1],
  };
  const across = {
    weight: [
      [0.5, 0],
      [0, 2],
    ],
    slopes: [1, 1],
  };
  const norms = [along, across].map((second) => topSingularValue(jacobianChain([along, second])));
  const [same = 0, other = 0] = norms;
  if (same === 4 && other === 4) return "four";
  return same <= 4 && other <= 4 ? "atMost" : "more";
}
