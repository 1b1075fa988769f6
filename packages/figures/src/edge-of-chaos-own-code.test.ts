import type { tanh } from "@vanishing/activations";
import { meanField } from "@vanishing/initializers";
import { expect, test } from "vitest";
import { edgeOfChaos } from "./edge-of-chaos-model.ts";
import { compute as ownEdge } from "./edge-of-chaos-own-code.ts";

const values = {
  activation: "tanh",
  sigmaW: 1.5,
  sigmaB: 0.3,
  weights: "gaussian",
  width: "8",
  seed: 1,
} as const;
const own = {
  chi: (f: typeof tanh, sigmaW: number, q: number) => meanField(f, { sigmaW }).chi(q),
  fixedPoint(f: typeof tanh, sigmaW: number, sigmaB: number) {
    const fixedPoint = meanField(f, { sigmaW, sigmaB }).fixedPoint();
    return fixedPoint.kind === "fixed" ? fixedPoint.length : Number.NaN;
  },
  depthScale: (chi1: number) => -1 / Math.log(chi1),
  orthogonal: (rows: number[][]) => rows.map((row, i) => row.map((_, j) => (i === j ? 1 : 0))),
};

test("with Gaussian weights", () => {
  const [mine, theirs] = [ownEdge(own, values), edgeOfChaos(values)];
  expect(mine.layers).toEqual(theirs.layers);
  expect(mine.rest.depthScale).toBeCloseTo(theirs.rest.depthScale, 9);
  expect(ownEdge({ ...own, chi: () => 1 }, values).layers[0]).toMatchObject({
    alongLengths: 1,
    atRest: 1,
  });
});

test("with orthogonal weights, which are the learner's", () => {
  const linear = { ...values, activation: "tanh", sigmaW: 1, sigmaB: 0, weights: "orthogonal" } as const;
  const { layers } = ownEdge(own, linear);
  expect(layers[0]?.measured).not.toBe(edgeOfChaos(linear).layers[0]?.measured);
  expect(layers.at(-1)?.measured).toBe(1);
});

test.each([
  [[[1]], "8 rows of 8 numbers"],
  [undefined, "8 rows of 8 numbers"],
  [Array(8).fill(Array(8).fill(Number.NaN)), "8 rows of 8 numbers"],
])("refuses %s for an orthogonal matrix", (outcome, message) => {
  const orthogonal = () => outcome;
  expect(() => ownEdge({ ...own, orthogonal }, { ...values, weights: "orthogonal" })).toThrow(message);
});

test("says which function is missing", () => {
  expect(() => ownEdge({ ...own, chi: undefined }, values)).toThrow("It exports no function chi.");
  expect(() => ownEdge({ ...own, orthogonal: 3 }, { ...values, weights: "orthogonal" })).toThrow(
    "It exports no function orthogonal.",
  );
});
