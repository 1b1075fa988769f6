import { expect, test } from "vitest";
import { onnxInputShape, onnxModel, onnxOutputs } from "./onnx-model.ts";
import {
  smallDense,
  smallElementwise,
  smallProblems,
  smallRecurrent,
} from "./test-support/small-problems.ts";

test.each(smallProblems)(
  "every name that a node reads was made before it, and every output is made: %s",
  (_, draw) => {
    const problem = draw();
    const { graph } = onnxModel(problem);
    const made = new Set(["x", ...graph.initializer.map(({ name }) => name)]);
    for (const node of graph.node) {
      expect(node.input.filter((name) => !made.has(name))).toEqual([]);
      for (const name of node.output) made.add(name);
    }
    expect(onnxOutputs(problem).filter((name) => !made.has(name))).toEqual([]);
  },
);

test.each(smallProblems)("a tensor has as many bytes as its shape says: %s", (_, draw) => {
  for (const { dims, dataType, rawData } of onnxModel(draw()).graph.initializer) {
    const bytes = dataType === 7 ? 8 : 4;
    expect(rawData.byteLength).toBe(dims.reduce((product, size) => product * size, bytes));
  }
});

test("an LSTM reads its gates as i, o, f, g, a row for each unit", () => {
  const problem = smallRecurrent();
  const weight = onnxModel(problem).graph.initializer.find(({ name }) => name === "w");
  const entries = new Float32Array(weight?.rawData.buffer as ArrayBuffer);
  const [hidden, features] = [problem.ofState.rows, problem.ofInput.weight.rows];
  const ours = (feature: number, column: number) =>
    problem.ofInput.weight.data[feature * 4 * hidden + column];
  // The first unit of o is the second block there, and the fourth of ours.
  expect(entries[hidden * features + 1]).toBe(ours(1, 3 * hidden));
  expect(entries[2 * hidden * features]).toBe(ours(0, hidden));
  expect(entries[3 * hidden * features]).toBe(ours(0, 2 * hidden));
});

test("an input has the problem's shape, a recurrent one all of its time", () => {
  expect(onnxInputShape(smallDense({ activation: "tanh", loss: "meanSquaredError" }))).toEqual([6, 3]);
  expect(onnxInputShape(smallRecurrent())).toEqual([4, 3, 2]);
  expect(onnxInputShape(smallElementwise())).toEqual([3, 4]);
});
