import { tanh } from "@vanishing/activations";
import { expect, test } from "vitest";
import { tapeWalk } from "./tape-model.ts";
import { compute as ownTape } from "./tape-own-code.ts";

test("computes the figure with the learner's functions", () => {
  const own = {
    multiply: (a: number, b: number) => a * b,
    multiplyVjp: (upstream: number, a: number, b: number) => [upstream * b, upstream * a],
    tanh: tanh.value,
    tanhVjp: (upstream: number, x: number) => [upstream * tanh.derivative(x)],
    backward(tape: { inputs: number[]; vjp: (upstream: number) => number[] }[], seed: number) {
      const gradients = tape.map((_, place) => (place === tape.length - 1 ? seed : 0));
      for (const [fromTheEnd, { inputs, vjp }] of tape.toReversed().entries()) {
        const passedOn = vjp(gradients[tape.length - 1 - fromTheEnd] ?? 0);
        for (const [i, input] of inputs.entries()) {
          gradients[input] = (gradients[input] ?? 0) + (passedOn[i] ?? 0);
        }
      }
      return gradients;
    },
  };
  const values = { expression: "skip", step: 11, w1: 0.5, w2: -0.8, x1: 1, x2: 1, b: 0.5 } as const;
  expect(ownTape(own, values)).toEqual(tapeWalk(values));
  const unmoved = ownTape({ ...own, backward: (tape: unknown[]) => tape.map(() => 0) }, values);
  expect(unmoved.rows[0]?.gradient).toBe(0);
  expect(() => ownTape({ ...own, backward: () => [1] }, values)).toThrow("needs a list of 8 numbers");
});
