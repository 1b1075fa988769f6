import type { Activation } from "../activation.ts";

/** E[f(√q z)²] and E[f′(√q z)²] for a normal z: what a wide layer makes of a length q of its inputs and of a gradient. */
interface Moments {
  readonly value: number;
  readonly derivative: number;
}

/** The moments by numerical integration from kink to kink, where the integrand is smooth. */
export function momentsOf(row: Activation, q: number): Moments {
  const farthest = 13;
  const kinks = row.pieces.slice(1).map(({ from }) => from / Math.sqrt(q));
  const ends = [-farthest, ...kinks.filter((z) => Math.abs(z) < farthest), farthest];
  let [value, derivative] = [0, 0];
  for (const [i, from] of ends.slice(0, -1).entries()) {
    const to = ends[i + 1] ?? farthest;
    for (const { z, weight } of gaussLegendre(from, to)) {
      const density = (weight * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
      value += density * row.value(Math.sqrt(q) * z) ** 2;
      derivative += density * row.derivative(Math.sqrt(q) * z) ** 2;
    }
  }
  return { value, derivative };
}

/** The points and weights of 400 panels with the three-point rule of Gauss and Legendre, whose error falls with the sixth power of their width. */
function gaussLegendre(from: number, to: number): { z: number; weight: number }[] {
  const panels = 400;
  const half = (to - from) / panels / 2;
  const nodes = [
    { at: -Math.sqrt(3 / 5), weight: 5 / 9 },
    { at: 0, weight: 8 / 9 },
    { at: Math.sqrt(3 / 5), weight: 5 / 9 },
  ];
  return Array.from({ length: panels }, (_, i) => from + (2 * i + 1) * half).flatMap((middle) =>
    nodes.map(({ at, weight }) => ({ z: middle + at * half, weight: weight * half })),
  );
}
