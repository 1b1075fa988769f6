import { relu } from "@vanishing/activations";
import { matrixFromRows, probe, Tape } from "@vanishing/core";
import { expect, test } from "vitest";
import { deepNetwork } from "./deep-network.ts";

const weights = [
  matrixFromRows([
    [1, -1],
    [2, 0.5],
  ]),
  matrixFromRows([[3], [-2]]),
];
const drawn: string[] = [];
const network = deepNetwork({
  widths: [2, 2, 1],
  activation: relu,
  drawWeight: ({ fanIn, fanOut }) => {
    drawn.push(`${fanIn}×${fanOut}`);
    return weights[drawn.length - 1] ?? matrixFromRows([[0]]);
  },
  bias: 0.5,
});

test("draws one weight for each layer, from the input on, and lists weights and biases", () => {
  expect(drawn).toEqual(["2×2", "2×1"]);
  expect(network.weights).toEqual(weights);
  expect(network.parameters().map(({ value }) => [value.rows, value.columns])).toEqual([
    [2, 2],
    [1, 2],
    [2, 1],
    [1, 1],
  ]);
});

test("has the activation between its layers, and none after the last", () => {
  const tape = new Tape();
  const logits = network.forward(
    tape,
    tape.constant(
      matrixFromRows([
        [1, 2],
        [1, -3],
      ]),
    ),
  );
  // z₁ = (5.5, 0.5) and (−4.5, −2); after ReLU (5.5, 0.5) and (0, 0).
  expect([...logits.value.data]).toEqual([3 * 5.5 - 2 * 0.5 + 0.5, 0.5]);
  logits.sum().backward();
  expect(probe(tape).map(({ label }) => label)).toEqual([
    "layer 1 weight",
    "layer 1 bias",
    "layer 1",
    "layer 1 output",
    "layer 2 weight",
    "layer 2 bias",
    "layer 2",
  ]);
});
