import { expect, test } from "vitest";
import { sigmoidElementwise } from "../elementwise.ts";
import { matrixFromRows } from "../matrix.ts";
import { random } from "../random.ts";
import { Tape } from "../tape.ts";
import { activation } from "./activation.ts";
import { linear, randomLinear } from "./linear.ts";
import { residual } from "./residual.ts";
import { sequential } from "./sequential.ts";

test("gives what its layers give one after the other, to the last bit", () => {
  const draw = random(1);
  const [first, second] = [randomLinear(draw, 2, 3), randomLinear(draw, 3, 1)];
  const squash = activation(sigmoidElementwise);
  const tape = new Tape();
  const x = tape.constant(
    matrixFromRows([
      [1, -2],
      [0.5, 3],
    ]),
  );
  const byHand = second.forward(tape, squash.forward(tape, first.forward(tape, x)));
  const network = sequential([first, squash, second]);
  expect(network.forward(tape, x).value).toEqual(byHand.value);
  expect(network.parameters()).toEqual([...first.parameters(), ...second.parameters()]);
});

test("a layer that occurs twice is listed once and gets the gradient of both uses", () => {
  const layer = linear({ weight: matrixFromRows([[3]]) });
  const network = sequential([layer, layer]);
  const tape = new Tape();
  network
    .forward(tape, tape.constant(matrixFromRows([[5]])))
    .sum()
    .backward();
  expect(network.parameters()).toHaveLength(1);
  // ∂(5w²)/∂w = 10w
  expect(network.parameters()[0]?.gradient?.data).toEqual(Float32Array.of(30));
});

test("shows its layers, so that a network can be walked through", () => {
  const [first, second] = [activation(sigmoidElementwise), activation(sigmoidElementwise)];
  const inner = residual(second);
  expect(sequential([first, inner]).layers).toEqual([first, inner]);
  expect(inner.layers).toEqual([second]);
  expect(first.layers).toBeUndefined();
});

test("without layers it gives its input", () => {
  const tape = new Tape();
  const x = tape.constant(matrixFromRows([[1]]));
  expect(sequential([]).forward(tape, x)).toBe(x);
});

test("a change to the list afterwards changes nothing", () => {
  const layers = [linear({ weight: matrixFromRows([[3]]) })];
  const network = sequential(layers);
  layers.pop();
  expect(network.parameters()).toHaveLength(1);
});

test("refuses what is not a layer, and names its place", () => {
  expect(() => sequential([activation(sigmoidElementwise), sigmoidElementwise as never])).toThrow(
    /^sequential, layer 1: expected a layer .*wrap an elementwise function with activation\(f\)/,
  );
  expect(() => sequential(activation(sigmoidElementwise) as never)).toThrow(
    /^sequential: expected a list of layers/,
  );
});

test("records a linear layer and the activation behind it as one, unless a label names what is between them", () => {
  const sizes = [undefined, "z"].map((label) => {
    const bias = matrixFromRows([[1]]);
    const layer = linear({ weight: matrixFromRows([[3]]), bias, ...(label && { label }) });
    const tape = new Tape();
    const y = sequential([layer, activation(sigmoidElementwise)]).forward(
      tape,
      tape.constant(matrixFromRows([[5]])),
    );
    y.sum().backward();
    expect(layer.parameters().map(({ gradient }) => gradient?.data[0])).toEqual([
      expect.closeTo(5 * Math.exp(-16), 10),
      expect.closeTo(Math.exp(-16), 10),
    ]);
    return tape.size;
  });
  expect(sizes).toEqual([5, 6]);
});
