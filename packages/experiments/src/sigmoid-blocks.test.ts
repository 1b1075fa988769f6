import { sigmoid } from "@vanishing/activations";
import {
  adam,
  convertPrecision,
  matrix,
  normalMatrix,
  random,
  Tape,
  type Tensor,
  twoMoons,
} from "@vanishing/core";
import { expect, test } from "vitest";
import type { Branch } from "./branch.ts";
import { type SigmoidBlock, sigmoidBlocks, sigmoidBlocksSetUp } from "./sigmoid-blocks.ts";

const scale = 1 / Math.sqrt(sigmoidBlocksSetUp.blocks);
const added = (x: readonly number[], change: readonly number[]) =>
  x.map((entry, i) => entry + scale * (change[i] as number));
const withSkips: SigmoidBlock = {
  forward: (branch, x) => added(x, branch.forward(x)),
  vjp: (upstream, branch, x) => added(upstream, branch.vjp(upstream, x)),
};
const branchAlone: SigmoidBlock = {
  forward: (branch, x) => branch.forward(x),
  vjp: (upstream, branch, x) => branch.vjp(upstream, x),
};

test.each([1, 2, 3, 4, 5, 6])("seed %s: with skips it learns, without it does not", (seed) => {
  const [start, ...steps] = [...sigmoidBlocks(withSkips, { seed, scale })];
  const end = steps.at(-1);
  expect(steps).toHaveLength(sigmoidBlocksSetUp.steps);
  expect(start?.gradientShare).toBeGreaterThan(0.3);
  expect(end?.loss).toBeLessThan(0.1);
  expect(end?.accuracy).toBeGreaterThan(0.95);

  const plain = [...sigmoidBlocks(branchAlone, { seed, scale: 1 })];
  // A layer of sigmoids keeps 0.236 of the norm: 20 leave 3e-13, and narrow ones less.
  expect(plain[0]?.gradientShare).toBeLessThan(1e-11);
  expect(plain.at(-1)?.loss).toBeCloseTo(Math.LN2, 2);
});

test("the vjp of its branch belongs to the branch", () => {
  const branches: Branch[] = [];
  const watching: SigmoidBlock = {
    ...withSkips,
    forward(branch, x) {
      branches.push(branch);
      return withSkips.forward(branch, x);
    },
  };
  const [first] = [...sigmoidBlocks(watching, { seed: 1, scale, steps: 0 })];
  expect(first?.step).toBe(0);
  expect(branches).toHaveLength(sigmoidBlocksSetUp.blocks);
  const [branch] = branches as [Branch];
  const x = [0.3, -0.8, 1.2, 0.1];
  const upstream = [1, -2, 0.5, 0.25];
  const value = (at: readonly number[]) =>
    branch.forward(at).reduce((sum, entry, i) => sum + entry * (upstream[i] as number), 0);
  for (const [i, slope] of branch.vjp(upstream, x).entries()) {
    const moved = (by: number) => value(x.map((entry, j) => (i === j ? entry + by : entry)));
    expect(slope).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 8);
  }
});

test("its steps are those of the same network on a tape", () => {
  const { blocks, width, learningRate } = sigmoidBlocksSetUp;
  const draw = random(7);
  const moons = twoMoons(sigmoidBlocksSetUp, draw);
  const entry = normalMatrix(draw, 2, width, 1, "f64");
  const weights = Array.from({ length: blocks }, () =>
    normalMatrix(draw, width, width, width ** -0.5, "f64"),
  );
  const exit = [normalMatrix(draw, width, 1, width ** -0.5, "f64"), matrix(1, 1, undefined, "f64")] as const;
  const optimizer = adam({ learningRate });
  const tape = new Tape({ precision: "f64" });
  for (const { loss } of sigmoidBlocks(withSkips, { seed: 7, scale, steps: 5 })) {
    tape.reset();
    const [ofWeight, ofBias, ...others] = [...exit, ...weights].map((m) => tape.parameter(m)) as [
      Tensor,
      Tensor,
    ];
    const start = tape.constant(convertPrecision(moons.inputs, "f64")).matmul(tape.constant(entry));
    const end = (others as Tensor[]).reduce((x, w) => x.add(x.apply(sigmoid).matmul(w).scale(scale)), start);
    const onTape = end.linear(ofWeight, ofBias).binaryCrossEntropy(convertPrecision(moons.targets, "f64"));
    onTape.backward();
    expect(loss).toBeCloseTo(onTape.value.data[0] ?? Number.NaN, 9);
    optimizer.step(
      [...weights, ...exit],
      [...(others as Tensor[]), ofWeight, ofBias].map(({ gradient }) => gradient),
    );
  }
});

test("the same seed gives the same steps", () => {
  const run = (seed: number) => [...sigmoidBlocks(withSkips, { seed, scale, steps: 3 })];
  expect(run(1)).toEqual(run(1));
  expect(run(1)).not.toEqual(run(2));
});

test("refuses a number of steps that is none", () => {
  expect(() => [...sigmoidBlocks(withSkips, { seed: 1, scale, steps: -1 })]).toThrow(
    /^sigmoidBlocks: expected/,
  );
});
