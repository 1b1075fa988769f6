import { type Branch, residualFactors } from "@vanishing/experiments";
import { describe, expect, test } from "vitest";
import { residualMap } from "./residual-model.ts";
import { compute as ownResidual } from "./residual-own-code.ts";

const own = {
  residual(branch: Branch, x: number[], scale: number) {
    const change = branch.forward(x);
    return x.map((entry, i) => entry + scale * (change[i] ?? 0));
  },
  residualVjp(upstream: number[], branch: Branch, x: number[], scale: number) {
    const back = branch.vjp(upstream, x);
    return upstream.map((entry, i) => entry + scale * (back[i] ?? 0));
  },
  residualGain: (normalization: "none" | "layer" | "batch", scale: number, blocks: number) =>
    residualFactors({ normalization, scale, blocks }).reduce((a, b) => a * b),
};

describe("with right functions", () => {
  const [mine, theirs] = [ownResidual(own, { seed: 1 }), residualMap({ seed: 1 })];

  test("the map is that of the packages, up to float32, whose roundings 64 blocks multiply", () => {
    for (const [place, { measured, expected }] of theirs.cells.entries()) {
      expect(Math.abs((mine.cells[place]?.measured ?? 0) / measured - 1)).toBeLessThan(0.05);
      expect(mine.cells[place]?.expected).toBe(expected);
    }
  });
});

test("a wrong way back is seen in the map, and a wrong theory beside it", () => {
  const wrong = {
    ...own,
    residualVjp: (upstream: number[]) => upstream,
    residualGain: () => 7,
  };
  for (const { measured, expected } of ownResidual(wrong, { seed: 1 }).cells) {
    expect(measured).toBe(1);
    expect(expected).toBe(7);
  }
});

test.each([
  ["residual", () => [1], "residual gave an object where the figure needs a list of 512 numbers."],
  ["residualVjp", () => 3, "residualVjp gave 3 where the figure needs a list of 512 numbers."],
  ["residualGain", () => undefined, "residualGain gave undefined where the figure needs a number."],
  ["residualGain", undefined, "It exports no function residualGain."],
])("refuses a %s that gives %s", (name, f, message) => {
  expect(() => ownResidual({ ...own, [name]: f }, { seed: 1 })).toThrow(message);
});
