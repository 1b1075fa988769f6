import { relu, selu, tanh } from "@vanishing/activations";
import { expect, test } from "vitest";
import { derivativePieces } from "./derivative-pieces.ts";

const inputs = [-1, -0.5, 0, 0.5, 1];

test("a derivative without jumps is one piece, at all inputs", () => {
  expect(derivativePieces(tanh, inputs)).toEqual([inputs.map((x) => ({ x, y: tanh.derivative(x) }))]);
});

test("a jump parts two pieces, each with the slope on its side", () => {
  const [left, right] = derivativePieces(selu, inputs);
  const [kink] = selu.kinks;
  expect(left?.at(-1)).toEqual({ x: 0, y: kink?.left });
  expect(right?.[0]).toEqual({ x: 0, y: kink?.right });
  expect([left?.length, right?.length]).toEqual([3, 3]);
});

test("a jump outside of the inputs parts nothing", () => {
  expect(derivativePieces(relu, [1, 2])).toEqual([
    [
      { x: 1, y: 1 },
      { x: 2, y: 1 },
    ],
  ]);
});
