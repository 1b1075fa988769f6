import { activations } from "@vanishing/activations";
import {
  activation,
  type Layer,
  linear,
  type Matrix,
  matrix,
  normalMatrix,
  random,
  Tape,
} from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { lsuv, lsuvNetwork } from "./lsuv.ts";

const inputs = normalMatrix(random(1), 200, 30, 3, "f64");

function deviation({ data }: Matrix): number {
  const mean = [...data].reduce((sum, entry) => sum + entry, 0) / data.length;
  return Math.sqrt([...data].reduce((sum, entry) => sum + (entry - mean) ** 2, 0) / data.length);
}

function run(layers: readonly Layer[], x: Matrix): Matrix[] {
  const tape = new Tape({ precision: "f64" });
  let z = tape.constant(x);
  return layers.map((layer) => {
    z = layer.forward(tape, z);
    return z.value;
  });
}

describe("lsuv", () => {
  test("brings the outputs on the batch to standard deviation 1", () => {
    for (const [fanIn, fanOut] of [
      [30, 30],
      [30, 50],
      [30, 7],
    ] as const) {
      const weight = lsuv(random(2), { fanIn, fanOut, inputs, precision: "f64" });
      expect(deviation(run([linear({ weight })], inputs)[0] ?? matrix(0, 0))).toBeCloseTo(1, 13);
    }
  });

  test("is an orthogonal matrix, scaled", () => {
    const weight = lsuv(random(2), { fanIn: 30, fanOut: 2, inputs, precision: "f64" });
    const columns = [0, 1].map((j) =>
      Array.from({ length: 30 }, (_, i) => weight.data[2 * i + j] ?? Number.NaN),
    );
    const products = columns.map((a) =>
      columns.map((b) => a.reduce((sum, entry, i) => sum + entry * (b[i] ?? 0), 0)),
    );
    expect((products[0]?.[0] ?? 0) / (products[1]?.[1] ?? Number.NaN)).toBeCloseTo(1, 13);
    expect((products[0]?.[1] ?? Number.NaN) / (products[0]?.[0] ?? 0)).toBeCloseTo(0, 13);
  });

  test.each<[string, object, string]>([
    ["no inputs", { inputs: undefined }, "lsuv: expected a matrix, came undefined"],
    [
      "inputs of another width",
      { inputs: matrix(5, 31) },
      "lsuv: expected inputs (batch, 30), as wide as the fan-in",
    ],
    ["no examples", { inputs: matrix(0, 30) }, "with at least one example, came 0×30"],
    ["inputs of zeros", { inputs: matrix(5, 30) }, "outputs with standard deviation 0"],
    ["inputs with NaN", { inputs: matrix(1, 30, Array(30).fill(Number.NaN)) }, "standard deviation NaN"],
    ["a tolerance of 0", { tolerance: 0 }, "lsuv: expected tolerance to be a finite number above 0, came 0"],
    ["no tries", { maximumTries: 0 }, "lsuv: expected maximumTries to be a whole number from 1 on, came 0"],
    ["a gain", { gain: 2 }, 'came "gain"'],
  ])("refuses %s", (_name, settings, message) => {
    expect(() => lsuv(random(1), { fanIn: 30, fanOut: 4, inputs, ...settings })).toThrow(message);
  });
});

describe("lsuvNetwork", () => {
  // Thirty layers of SiLU, which has no critical gain, and whose lengths He's weights would let die out.
  const network = (bias: number) =>
    Array.from({ length: 30 }, () => [
      linear({
        weight: matrix(30, 30, undefined, "f64"),
        ...(bias !== 0 && { bias: matrix(1, 30, Array(30).fill(bias), "f64") }),
      }),
      activation(activations.silu),
    ]).flat();

  test("leaves every linear layer with outputs of standard deviation 1", () => {
    const layers = network(0);
    const reports = lsuvNetwork(random(3), layers, inputs);
    expect(reports.map(({ layer }) => layer)).toEqual(Array.from({ length: 30 }, (_, i) => 2 * i));
    const outputs = run(layers, inputs);
    for (const { layer, standardDeviation, tries } of reports) {
      expect(tries).toBeLessThanOrEqual(1);
      expect(Math.abs(standardDeviation ** 2 - 1)).toBeLessThanOrEqual(0.01);
      expect(deviation(outputs[layer] ?? matrix(0, 0))).toBeCloseTo(standardDeviation, 12);
    }
  });

  test("tries again where a varied bias spoils the proportion, as often as the tolerance asks", () => {
    const bias = normalMatrix(random(4), 1, 30, 0.8, "f64");
    const layer = () => linear({ weight: matrix(30, 30, undefined, "f64"), bias });
    const [coarse] = lsuvNetwork(random(3), [layer()], inputs, { tolerance: 0.3, maximumTries: 100 });
    const [fine] = lsuvNetwork(random(3), [layer()], inputs, { tolerance: 1e-6, maximumTries: 100 });
    expect(Math.abs((fine?.standardDeviation ?? 0) ** 2 - 1)).toBeLessThanOrEqual(1e-6);
    expect(fine?.tries).toBeGreaterThan((coarse?.tries ?? Number.NaN) + 1);
    expect(fine?.tries).toBeLessThan(100);
  });

  test("stops at the limit of tries, and says so", () => {
    const bias = normalMatrix(random(4), 1, 30, 5, "f64"); // spreads more than 1 on its own
    const layer = linear({ weight: matrix(30, 30, undefined, "f64"), bias });
    const [report] = lsuvNetwork(random(3), [layer], inputs, { maximumTries: 4 });
    expect(report?.tries).toBe(4);
    expect(report?.standardDeviation).toBeGreaterThan(1.1);
  });

  test.each<[string, unknown[], string]>([
    ["a seed", [1, [], inputs], "lsuvNetwork: expected a stream of random numbers, came 1"],
    ["no list", [random(1), activation(activations.relu), inputs], "lsuvNetwork: expected a list of layers"],
    [
      "no layer in the list",
      [random(1), [activations.relu], inputs],
      "lsuvNetwork, layer 0: expected a layer",
    ],
    ["no inputs", [random(1), [], undefined], "lsuvNetwork: expected a matrix, came undefined"],
    [
      "a bad tolerance",
      [random(1), [], inputs, { tolerance: -1 }],
      "expected tolerance to be a finite number",
    ],
    ["settings that are none", [random(1), [], inputs, 3], "expected a record of settings, came 3"],
  ])("refuses %s", (_name, values, message) => {
    expect(() => (lsuvNetwork as (...values: unknown[]) => unknown)(...values)).toThrow(message);
  });

  test("refuses a block of several layers", () => {
    const inner = () => linear({ weight: matrix(30, 30, undefined, "f64") });
    const [a, b] = [inner(), inner()];
    const block: Layer = {
      parameters: () => [...a.parameters(), ...b.parameters(), ...inner().parameters()],
      forward: (tape, x) => b.forward(tape, a.forward(tape, x)),
    };
    expect(() => lsuvNetwork(random(1), [block], inputs)).toThrow(
      "lsuvNetwork, layer 0: expected a weight and perhaps a bias, came 3 parameters",
    );
  });
});
