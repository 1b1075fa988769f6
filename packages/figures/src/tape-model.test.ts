import { tanh, tanhDerivative } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { describeTape, lastStep, phaseOf, type TapeValues, tapeWalk } from "./tape-model.ts";

const neuron: TapeValues = { expression: "neuron", step: 0, w1: 0.5, w2: 0.5, x1: 1, x2: 1, b: 0.5 };
const valuesAt = (values: TapeValues) => tapeWalk(values).rows.map(({ value }) => value);
const gradientsAt = (values: TapeValues) => tapeWalk(values).rows.map(({ gradient }) => gradient);
const unknown = (count: number) => Array(count).fill(undefined);

test("the steps are the given numbers, five operations forward, the seed, five backward", () => {
  expect([0, 1, 5, 6, 7, 11].map(phaseOf)).toEqual([
    { phase: "given", turn: 0 },
    { phase: "forward", turn: 1 },
    { phase: "forward", turn: 5 },
    { phase: "seed", turn: 0 },
    { phase: "backward", turn: 1 },
    { phase: "backward", turn: 5 },
  ]);
  expect(lastStep).toBe(11);
});

describe("a neuron with W = [0.5, 0.5], x = [1, 1], b = 0.5", () => {
  const slope = tanhDerivative(1.5);

  test("is written forward, a record a step", () => {
    expect(valuesAt(neuron)).toEqual([0.5, 0.5, 1, 1, 0.5, ...unknown(5)]);
    expect(valuesAt({ ...neuron, step: 3 })).toEqual([0.5, 0.5, 1, 1, 0.5, 0.5, 0.5, 1, ...unknown(2)]);
    const whole = [0.5, 0.5, 1, 1, 0.5, 0.5, 0.5, 1, 1.5, tanh(1.5)];
    for (const step of [5, 6, 11]) expect(valuesAt({ ...neuron, step })).toEqual(whole);
    expect(tapeWalk({ ...neuron, step: 4 })).toMatchObject({ at: 8, turn: 4, phase: "forward" });
  });

  test("has no gradient before the seed, and 1 at its end with the seed", () => {
    for (const step of [0, 3, 5]) expect(gradientsAt({ ...neuron, step })).toEqual(unknown(10));
    expect(gradientsAt({ ...neuron, step: 6 })).toEqual([...unknown(9), 1]);
    expect(tapeWalk({ ...neuron, step: 6 })).toMatchObject({ at: 9, phase: "seed" });
  });

  test("is read backward, a record a step", () => {
    expect(gradientsAt({ ...neuron, step: 7 })).toEqual([...unknown(8), slope, 1]);
    expect(gradientsAt({ ...neuron, step: 8 })).toEqual([
      ...unknown(4),
      slope,
      ...unknown(2),
      slope,
      slope,
      1,
    ]);
    const half = slope / 2;
    expect(gradientsAt({ ...neuron, step: 11 })).toEqual([
      ...[slope, slope, half, half, slope],
      ...[slope, slope, slope, slope, 1],
    ]);
    const { at, upstream, rows } = tapeWalk({ ...neuron, step: 8 });
    expect({ at, upstream }).toEqual({ at: 8, upstream: slope });
    expect(rows.map(({ arrives }) => arrives.length)).toEqual([0, 0, 0, 0, 1, 0, 0, 1, 0, 0]);
  });

  test("is told in words", () => {
    const start = "The tape of tanh(w₁x₁ + w₂x₂ + b) at w₁ = 0.5, w₂ = 0.5, x₁ = 1, x₂ = 1 and b = 0.5.";
    const told = (step: number) => describeTape(tapeWalk({ ...neuron, step }));
    expect(told(0)).toBe(`${start} So far only the given numbers stand on it.`);
    expect(told(5)).toBe(`${start} Forward, operation 5 of 5: h = tanh(z) = 0.905 is written at place 9.`);
    expect(told(6)).toBe(`${start} Its result is h = 0.905. The way back begins there, with the gradient 1.`);
    expect(told(8)).toBe(
      `${start} Backward, operation 2 of 5: 0.181 has arrived at z, and z = s + b passes on 0.181 to b and 0.181 to s.` +
        " The gradients of the given numbers so far: b 0.181.",
    );
    expect(told(11)).toContain(
      "The gradients of the given numbers: w₁ 0.181, w₂ 0.181, x₁ 0.0904, x₂ 0.0904 and b 0.181.",
    );
  });
});

test("a weight that is used twice gets the sum of both uses", () => {
  const values: TapeValues = { ...neuron, expression: "shared", w1: 0.8, x1: 1.2 };
  const [h, z2] = [tanh(0.8 * 1.2), 0.8 * tanh(0.8 * 1.2) + 0.5];
  const outer = tanhDerivative(z2) * h;
  const inner = tanhDerivative(z2) * 0.8 * tanhDerivative(0.8 * 1.2) * 1.2;
  expect(gradientsAt({ ...values, step: 9 })[0]).toBeCloseTo(outer, 14);
  expect(gradientsAt({ ...values, step: 11 })[0]).toBeCloseTo(outer + inner, 14);
  expect(describeTape(tapeWalk({ ...values, step: 11 }))).toContain(
    "of tanh(w₁ · tanh(w₁x₁) + b) at w₁ = 0.8",
  );
});

test("a value that is used twice waits for both of its uses", () => {
  const values: TapeValues = { ...neuron, expression: "skip" };
  const around = 0.5 * tanhDerivative(0.5 * tanh(0.5));
  // h is at place 4: the end passes 1 on to it directly, and the rest comes by k and z₂.
  expect([7, 8, 9].map((step) => gradientsAt({ ...values, step })[4])).toEqual([1, 1, 1 + around]);
  expect(tapeWalk({ ...values, step: 10 })).toMatchObject({ at: 4, upstream: 1 + around });
});
