import { expect, test } from "vitest";
import { tanhElementwise } from "../elementwise.ts";
import { type Matrix, matrixFromRows } from "../matrix.ts";
import { random } from "../random.ts";
import { Tape } from "../tape.ts";
import { activation } from "./activation.ts";
import type { Layer } from "./layer.ts";
import { linear, randomLinear } from "./linear.ts";
import { reZero } from "./re-zero.ts";
import { sequential } from "./sequential.ts";

/** x, the block's output and the gradients of x and of all parameters, for the gradient `upstream`. */
function run(block: Layer, input: Matrix, upstream: Matrix) {
  const tape = new Tape({ precision: "f64" });
  const x = tape.parameter(input);
  const y = block.forward(tape, x);
  y.backward(upstream);
  return {
    y: [...y.value.data],
    gradients: [x, ...block.parameters()].map(({ gradient }) => [...(gradient?.data ?? [])]),
  };
}

const input = matrixFromRows(
  [
    [2, -1],
    [0.5, 3],
  ],
  "f64",
);
const upstream = matrixFromRows(
  [
    [1, -2],
    [0.25, 1],
  ],
  "f64",
);
const triple = () =>
  linear({
    weight: matrixFromRows(
      [
        [3, 0],
        [0, 3],
      ],
      "f64",
    ),
  });

test("a new block is the identity, forward and back, to the last bit", () => {
  const { y, gradients } = run(reZero(triple(), { precision: "f64" }), input, upstream);
  expect(y).toEqual([...input.data]);
  expect(gradients[0]).toEqual([...upstream.data]);
});

test("at first the weights of f get no gradient, and α gets Σ g ⊙ f(x)", () => {
  const { gradients } = run(reZero(triple(), { precision: "f64" }), input, upstream);
  expect(gradients[1]).toEqual([0, 0, 0, 0]);
  // 3 · (2·1 + (−1)(−2) + 0.5·0.25 + 3·1)
  expect(gradients[2]).toEqual([21.375]);
});

test.each([0.5, -1])("with α = %s the gradient of x is g + α f′(x)ᵀ g", (alpha) => {
  const block = reZero(triple(), { precision: "f64" });
  const [, scale] = block.parameters();
  (scale as { value: Matrix }).value.data[0] = alpha;
  const { y, gradients } = run(block, input, upstream);
  expect(y).toEqual([...input.data].map((entry) => entry * (1 + 3 * alpha)));
  expect(gradients[0]).toEqual([...upstream.data].map((entry) => entry * (1 + 3 * alpha)));
});

test("its parameters are those of f and α, which has a label where the block has one", () => {
  const branch = sequential([randomLinear(random(1), 2, 2), activation(tanhElementwise)]);
  expect(reZero(branch).parameters()).toHaveLength(3);
  expect(reZero(branch, { label: "block 1" }).parameters().at(-1)?.label).toBe("block 1 scale");
});

test("refuses a block that changes the width, and what is no layer", () => {
  const tape = new Tape();
  const wider = reZero(randomLinear(random(1), 1, 2));
  expect(() => wider.forward(tape, tape.constant(matrixFromRows([[1]])))).toThrow(
    /^reZero: expected f\(x\) of the shape of x, 1×1, came 1×2/,
  );
  expect(() => reZero(tanhElementwise as never)).toThrow(/^reZero: expected a layer/);
});
