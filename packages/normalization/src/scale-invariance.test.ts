import { matrix, normalMatrix, random, sgd, Tape } from "@vanishing/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { normalizations } from "./test-support/normalizations.ts";
import { dot, relativeError } from "./test-support/on-a-tape.ts";

/** A loss of one weight w `(fan-in, 1)` whose result is batch-normalised at ε = 0, and its gradient. */
function lossAndGradient(w: ArrayLike<number>, seed: number): { loss: number; gradient: Float64Array } {
  const draw = random(seed);
  const tape = new Tape({ precision: "f64" });
  const x = tape.constant(normalMatrix(draw, 12, w.length, 1, "f64"));
  const weight = tape.parameter(matrix(w.length, 1, w, "f64"));
  const loss = normalizations
    .batch(x.matmul(weight))
    .tanh()
    .meanSquaredError(normalMatrix(draw, 12, 1, 1, "f64"));
  loss.backward();
  return { loss: loss.value.data[0] as number, gradient: Float64Array.from(weight.gradient?.data ?? []) };
}

const weights = fc.record({ fanIn: fc.integer({ min: 2, max: 6 }), seed: fc.integer() });
const draw = (fanIn: number, seed: number) => normalMatrix(random(seed + 1), fanIn, 1, 1, "f64").data;
// The gradient is what is left of x̂ and g, both of size 1, so its rounding is seen against them.
const floor = 1e-13;

test("the loss does not change with the size of the weight, and the gradient is divided by it", () => {
  fc.assert(
    fc.property(weights, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), ({ fanIn, seed }, factor) => {
      const w = draw(fanIn, seed % 1e9);
      const [one, scaled] = [w, w.map((entry) => factor * entry)].map((weight) =>
        lossAndGradient(weight, seed % 1e9),
      );
      expect((scaled?.loss as number) / (one?.loss as number)).toBeCloseTo(1, 12);
      const back = scaled?.gradient.map((entry) => factor * entry) ?? [];
      expect(relativeError(back, one?.gradient ?? [])).toBeLessThan(1e-10);
    }),
    { seed: 7, numRuns: 50 },
  );
});

test("the gradient is orthogonal to the weight, so that a step of plain descent only makes it longer", () => {
  fc.assert(
    fc.property(weights, fc.double({ min: 1e-3, max: 1, noNaN: true }), ({ fanIn, seed }, learningRate) => {
      const w = draw(fanIn, seed % 1e9);
      const { gradient } = lossAndGradient(w, seed % 1e9);
      const [ofWeight, ofGradient] = [dot(w, w), dot(gradient, gradient)];
      expect(Math.abs(dot(w, gradient))).toBeLessThan(
        floor * Math.sqrt(ofWeight) * Math.max(1, Math.sqrt(ofGradient)),
      );
      const value = matrix(fanIn, 1, w, "f64");
      sgd({ learningRate }).step([value], [matrix(fanIn, 1, gradient, "f64")]);
      const growth = dot(value.data, value.data) - ofWeight;
      expect(growth).toBeGreaterThan(0);
      expect(Math.abs(growth - learningRate ** 2 * ofGradient)).toBeLessThan(floor * ofWeight);
    }),
    { seed: 7, numRuns: 50 },
  );
});

test("with a weight decay of λ the norm rests where ‖w‖⁴ = η²‖∇₁‖²/(1 − (1 − ηλ)²), ∇₁ being the gradient at norm 1", () => {
  const [learningRate, decay] = [0.1, 0.02];
  const seed = 3;
  const direction = draw(4, seed);
  const unit = direction.map((entry) => entry / Math.sqrt(dot(direction, direction)));
  const atUnit = lossAndGradient(unit, seed).gradient;
  const exact = (learningRate ** 2 * dot(atUnit, atUnit)) / (1 - (1 - learningRate * decay) ** 2);
  const step = (norm: number) => {
    const value = matrix(
      4,
      1,
      unit.map((entry) => norm * entry),
      "f64",
    );
    const { gradient } = lossAndGradient(value.data, seed);
    sgd({ learningRate, l2Penalty: decay }).step([value], [matrix(4, 1, gradient, "f64")]);
    return Math.sqrt(dot(value.data, value.data));
  };
  const rest = exact ** (1 / 4);
  expect(step(rest) / rest).toBeCloseTo(1, 14);
  expect(step(0.9 * rest)).toBeGreaterThan(0.9 * rest);
  expect(step(1.1 * rest)).toBeLessThan(1.1 * rest);
  // To first order in ηλ it is η‖∇₁‖²/(2λ).
  const firstOrder = (learningRate * dot(atUnit, atUnit)) / (2 * decay);
  expect(exact / firstOrder - 1).toBeCloseTo((learningRate * decay) / 2, 5);
});
