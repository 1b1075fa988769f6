import { expect, test } from "vitest";
import { jacobians } from "./jacobians-model.ts";
import type { PlaneLayer } from "./jacobians-network.ts";
import { compute as ownJacobians } from "./jacobians-own-code.ts";

const values = { passed: 4, weights: "drawn", activation: "tanh", scale: 1, seed: 1 } as const;
const own = {
  // A gradient of 1 from each output, back through the layers.
  jacobianChain: (layers: PlaneLayer[]) =>
    [
      [1, 0],
      [0, 1],
    ].map((row) =>
      layers.reduceRight<number[]>(
        (gradient, { weight, slopes }) =>
          weight.map((leading) =>
            leading.reduce((sum, w, j) => sum + w * (slopes[j] as number) * (gradient[j] as number), 0),
          ),
        row,
      ),
    ),
  topSingularValue: ([[a, b], [c, d]]: [[number, number], [number, number]]) => {
    const [squares, area] = [a * a + b * b + c * c + d * d, a * d - b * c];
    return Math.sqrt((squares + Math.sqrt(Math.max(squares * squares - 4 * area * area, 0))) / 2);
  },
};

test("computes the figure with the learner's functions", () => {
  const [mine, theirs] = [ownJacobians(own, values), jacobians(values)];
  for (const [passed, { longest, shortest }] of mine.stretches.entries()) {
    expect(longest / (theirs.stretches[passed]?.longest ?? 0)).toBeCloseTo(1, 7);
    expect(shortest / (theirs.stretches[passed]?.shortest ?? 0)).toBeCloseTo(1, 7);
  }
  const doubled = ownJacobians({ ...own, topSingularValue: () => 2 }, values);
  expect(doubled.stretches.map(({ longest }) => longest)).toEqual(Array(21).fill(2));
});

test("goes on with its own weights, whatever becomes of those that it hands over", () => {
  const overwriting = (layers: { weight: number[][] }[]) => {
    for (const { weight } of layers) for (const row of weight) row.fill(0);
    return [
      [1, 0],
      [0, 1],
    ];
  };
  const nonNormal = { ...values, weights: "nonNormal", activation: "identity" } as const;
  const before = jacobians(nonNormal);
  ownJacobians({ ...own, jacobianChain: overwriting }, nonNormal);
  expect(jacobians(nonNormal)).toEqual(before);
});
