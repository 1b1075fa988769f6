import { random } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { describeJacobians, type Jacobians, type JacobiansValues, jacobians } from "./jacobians-model.ts";
import { planeDepth, planePass } from "./jacobians-network.ts";

const start: JacobiansValues = { passed: 5, weights: "drawn", activation: "tanh", scale: 1, seed: 1 };
const longestOf = ({ stretches }: Jacobians) => stretches.map(({ longest }) => longest);

describe("the pass of a network", () => {
  test.each(["tanh", "sigmoid", "identity"] as const)(
    "carries back what the product of the layers' Jacobians says: %s",
    (activation) => {
      const { layers, arrived } = planePass({ ...start, activation });
      // The Jacobian of the last k layers, from right to left: each further layer's diag(φ′) Wᵀ stands on the right.
      let product = [
        [1, 0],
        [0, 1],
      ];
      for (const [back, { weight, slopes }] of layers.toReversed().entries()) {
        product = product.map((row) =>
          weight.map((leading) =>
            leading.reduce((sum, w, j) => sum + (row[j] as number) * (slopes[j] as number) * w, 0),
          ),
        );
        const largest = Math.max(...product.flat().map(Math.abs));
        for (const [i, row] of product.entries()) {
          for (const [j, entry] of row.entries()) {
            const error = Math.abs(entry - (arrived[back + 1]?.[i]?.[j] ?? Number.NaN)) / largest;
            expect(error).toBeLessThan(1e-10);
          }
        }
      }
    },
  );

  test("begins with the circle itself", () => {
    expect(planePass(start).arrived[0]).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  test("draws another network with another seed, and the same one with the same", () => {
    expect(planePass(start)).toEqual(planePass(start));
    expect(planePass({ ...start, seed: 2 }).layers).not.toEqual(planePass(start).layers);
  });

  test("scales the same draws", () => {
    const [single, double] = [1, 2].map((scale) => planePass({ ...start, activation: "identity", scale }));
    const ratios = (double?.layers ?? []).flatMap(({ weight }, l) =>
      weight.flat().map((entry, i) => entry / (single?.layers[l]?.weight.flat()[i] ?? 0)),
    );
    for (const ratio of ratios) expect(ratio).toBeCloseTo(2, 12);
  });
});

describe("the stretches", () => {
  test("of [[0.5, 10], [0, 0.5]] are 0.5ᵏ (10k + √(100k² + 1)), and the eigenvalues 0.5ᵏ", () => {
    const { stretches } = jacobians({ ...start, weights: "nonNormal", activation: "identity" });
    for (const { passed: k, longest, shortest, reference } of stretches) {
      const top = 0.5 ** k * (10 * k + Math.sqrt(100 * k * k + 1));
      expect(longest / top).toBeCloseTo(1, 12);
      // Both singular values together make the determinant, 0.25ᵏ.
      expect((longest * shortest) / 0.25 ** k).toBeCloseTo(1, 12);
      expect(reference).toBe(0.5 ** k);
    }
  });

  test("of rotations stay where the scale puts them", () => {
    const model = jacobians({ ...start, weights: "rotations", activation: "identity", scale: 0.9 });
    for (const { passed, longest, shortest, reference } of model.stretches) {
      expect(longest / 0.9 ** passed).toBeCloseTo(1, 12);
      expect(shortest / 0.9 ** passed).toBeCloseTo(1, 12);
      expect(reference / 0.9 ** passed).toBeCloseTo(1, 12);
    }
  });

  test("never pass the bound, whatever is drawn", () => {
    const draw = random(3);
    for (let run = 0; run < 40; run++) {
      const values = { ...start, scale: 0.1 + 5 * draw.next(), seed: draw.integer(1000) };
      for (const activation of ["tanh", "sigmoid"] as const) {
        for (const { longest, reference } of jacobians({ ...values, activation }).stretches) {
          expect(longest).toBeLessThanOrEqual(reference * (1 + 1e-12));
          expect(longest).toBeGreaterThan(0);
        }
      }
    }
  });

  test("are the half-axes of the ellipse that is drawn", () => {
    for (const passed of [0, 1, 5, 20]) {
      const model = jacobians({ ...start, passed });
      const { longest, shortest, reach } = model.stretches[passed] as Jacobians["stretches"][number];
      const points = model.ellipses.at(-1)?.points ?? [];
      const lengths = points.map(({ x, y }) => Math.hypot(x, y));
      // Between two directions 5° apart, the longest radius is missed by a share of 1 − cos 2.5° at the most.
      expect(Math.max(...lengths) / longest).toBeGreaterThan(Math.cos(Math.PI / 72) - 1e-12);
      expect(Math.max(...lengths) / longest).toBeLessThan(1 + 1e-12);
      expect(Math.min(...lengths)).toBeGreaterThanOrEqual(shortest * (1 - 1e-6));
      expect(Math.max(...points.map(({ x }) => x))).toBeLessThanOrEqual(reach[0] * (1 + 1e-12));
      expect(Math.max(...points.map(({ y }) => y))).toBeLessThanOrEqual(reach[1] * (1 + 1e-12));
    }
  });
});

test("shows the circle, at most two ellipses on the way, and the chosen one last", () => {
  const shown = (passed: number) => jacobians({ ...start, passed }).ellipses.map((ellipse) => ellipse.passed);
  expect(shown(0)).toEqual([0]);
  expect(shown(1)).toEqual([0, 1]);
  expect(shown(2)).toEqual([0, 1, 2]);
  expect(shown(planeDepth)).toEqual([0, 18, 19, 20]);
});

describe("the description", () => {
  test("compares with the eigenvalues where they mislead", () => {
    const model = jacobians({ ...start, weights: "nonNormal", activation: "identity", passed: 1 });
    expect(describeJacobians(model)).toBe(
      "1 layer before the output of 20 layers of two linear units with the weight [[0.5, 10], [0, 0.5]], gradients that had " +
        "length 1 are between 0.02494 and 10.02 long. The eigenvalues of these layers multiply to 0.5. At the input the longest is " +
        "3.81\u{A0}×\u{A0}10⁻⁴.",
    );
  });

  test("says so where all gradients are equally long", () => {
    const model = jacobians({ ...start, weights: "rotations", activation: "identity" });
    expect(describeJacobians(model)).toContain("gradients that had length 1 are all 1 long");
  });

  test("gives the bound and both lengths that it holds", () => {
    const model = jacobians(start);
    expect(longestOf(model)).toHaveLength(planeDepth + 1);
    expect(describeJacobians(model)).toContain("The bound, the product of ‖W‖ · sup φ′, is");
    expect(describeJacobians({ ...model, passed: 0 })).toContain("form a circle");
  });
});
