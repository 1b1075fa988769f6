import { expect, test } from "vitest";
import { formatNumber } from "./frame/format.ts";
import { cellAt, residualPicture } from "./residual-grid.ts";
import { residualMap } from "./residual-model.ts";
import { describeResidual, formatBlocks, formatScale } from "./residual-summary.ts";

const map = residualMap({ seed: 1 });

test("the summary says what the networks and theory make of the chosen cell", () => {
  const text = describeResidual(residualPicture(map, { scale: 6, depth: 6, seed: 1 }));
  const { measured } = cellAt(map, { normalization: "layer", scale: 1, blocks: 64 });
  expect(text).toContain("64 blocks, α = 1: the squared gradient is larger at the input");
  expect(text).toContain(`with layer normalisation ${formatNumber(measured)} (theory 65)`);
  expect(text).toContain("with no normalisation");
  expect(text).toContain(`(theory ${formatNumber(2 ** 64)})`);
  expect(text).toContain("With α = 1/√64 = 0.125 and no normalisation it is");
  expect(text).toContain("(theory 2.7).");
});

test("it changes with every control", () => {
  const texts = [
    residualPicture(map, { scale: 6, depth: 6, seed: 1 }),
    residualPicture(map, { scale: 5, depth: 6, seed: 1 }),
    residualPicture(map, { scale: 6, depth: 5, seed: 1 }),
    residualPicture(residualMap({ seed: 2 }), { scale: 6, depth: 6, seed: 2 }),
  ].map(describeResidual);
  expect(new Set(texts).size).toBe(texts.length);
});

test("values of the sliders read as what they mean", () => {
  expect([0, 1, 6].map(formatBlocks)).toEqual(["1 block", "2 blocks", "64 blocks"]);
  expect([0, 3, 6].map(formatScale)).toEqual(["0.125", "0.354", "1"]);
});
