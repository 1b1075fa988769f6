import { describe, expect, test } from "vitest";
import { batches, type DataSet } from "../data-sets/data-set.ts";
import { twoMoons } from "../data-sets/two-moons.ts";
import { xor } from "../data-sets/xor.ts";
import { sigmoidElementwise, tanhElementwise } from "../elementwise.ts";
import type { Matrix } from "../matrix.ts";
import { adam } from "../optimizers/adam.ts";
import { clipByGlobalNorm } from "../optimizers/clipping.ts";
import { type ProbeRecord, probe } from "../probe.ts";
import { normalMatrix, random } from "../random.ts";
import { Tape } from "../tape.ts";
import { activation } from "./activation.ts";
import type { Layer } from "./layer.ts";
import { linear, randomLinear } from "./linear.ts";
import { sequential } from "./sequential.ts";

/** Trains a 2–8–1 tanh network with Adam and clipping, for the given number of epochs; returns its loss on all data. */
function train(data: DataSet, epochs: number, seed: number): { loss: number; weights: Matrix[] } {
  const draw = random(seed);
  const network = sequential([
    randomLinear(draw, 2, 8, { precision: "f64" }),
    activation(tanhElementwise),
    randomLinear(draw, 8, 1, { precision: "f64" }),
  ]);
  const weights = network.parameters();
  const optimizer = adam({ learningRate: 0.05 });
  const tape = new Tape({ precision: "f64" });
  const lossOf = ({ inputs, targets }: DataSet) =>
    network.forward(tape, tape.constant(inputs)).binaryCrossEntropy(targets);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const batch of batches(data, 50, draw)) {
      lossOf(batch).backward();
      optimizer.step(
        weights.map((w) => w.value),
        clipByGlobalNorm(
          weights.map((w) => w.gradient),
          1,
        ),
      );
      tape.reset();
    }
  }
  return { loss: lossOf(data).value.data[0] ?? Number.NaN, weights: weights.map((w) => w.value) };
}

// Who answers 1/2 to everything has the loss ln 2 = 0.69.
describe.each([
  { name: "xor", data: xor({ precision: "f64" }, random(1)), epochs: 400, loss: 0.01 },
  {
    name: "two moons",
    data: twoMoons({ examples: 200, noise: 0.1, precision: "f64" }, random(1)),
    epochs: 100,
    loss: 0.02,
  },
])("a 2–8–1 network on $name", ({ data, epochs, loss }) => {
  test(`comes to a loss below ${loss}`, () => {
    expect(train(data, 0, 1).loss).toBeGreaterThan(0.5);
    expect(train(data, epochs, 1).loss).toBeLessThan(loss);
  });

  test("ends at the same weights for the same seed, bit for bit, and at others for another", () => {
    expect(train(data, 20, 1)).toEqual(train(data, 20, 1));
    expect(train(data, 20, 1)).not.toEqual(train(data, 20, 2));
  });
});

describe("a network of 50 sigmoid layers with weights of variance 1/fan-in and no bias", () => {
  const [width, depth] = [128, 50];

  /** The probes after one backward pass with a random gradient at the last pre-activation. */
  function probes(seed: number): Map<string, ProbeRecord> {
    const draw = random(seed);
    const layers: Layer[] = Array.from({ length: depth }, (_, index) => [
      linear({
        weight: normalMatrix(draw, width, width, 1 / Math.sqrt(width), "f64"),
        label: `layer ${index + 1}`,
      }),
      activation(sigmoidElementwise),
    ])
      .flat()
      .slice(0, -1);
    const tape = new Tape({ precision: "f64" });
    const x = tape.constant(normalMatrix(draw, 1, width, 1, "f64"));
    sequential(layers)
      .forward(tape, x)
      .backward(normalMatrix(draw, 1, width, 1, "f64"));
    return new Map(probe(tape).map((record) => [record.label, record]));
  }

  // ln ‖∂L/∂z₁‖²/‖∂L/∂z₅₀‖² at width 512 over 20 networks: theory of infinite width, mean, standard error. Both the
  // bias of a finite width and the variance of one network are proportional to depth/width. Five standard
  // deviations: false alarm 6e-7.
  const theory = -141.711;
  const [measuredMean, standardError, networks, measuredWidth] = [-141.94, 0.089, 20, 512];
  const mean = theory + (measuredMean - theory) * (measuredWidth / width);
  const deviation = standardError * Math.sqrt(networks) * Math.sqrt(measuredWidth / width);

  test.each([1, 2, 3])("the gradient of the first layer is 1e-31 of that of the last (seed %d)", (seed) => {
    const records = probes(seed);
    const gradientNorm = (label: string) => records.get(label)?.gradientNorm ?? Number.NaN;
    const logarithm = 2 * Math.log(gradientNorm("layer 1") / gradientNorm(`layer ${depth}`));
    expect(Math.abs(logarithm - mean)).toBeLessThan(5 * deviation);
    // ∂L/∂W₁ = xᵀ·∂L/∂z₁ has norm ‖x‖·‖∂L/∂z₁‖, and ‖x‖² is a sum of 128 squares of normals.
    const inputNorm = gradientNorm("layer 1 weight") / gradientNorm("layer 1");
    expect(Math.abs(inputNorm ** 2 - width)).toBeLessThan(5 * Math.sqrt(2 * width));
  });

  test("every layer passes on less than a third of the gradient that reaches it", () => {
    const records = probes(1);
    for (let layer = 1; layer < depth; layer++) {
      const [here, next] = [layer, layer + 1].map((index) => records.get(`layer ${index}`)?.gradientNorm);
      expect((here ?? Number.NaN) / (next ?? Number.NaN)).toBeLessThan(1 / 3);
    }
    expect(records.get("layer 1 weight")?.gradientNorm).toBeGreaterThan(0);
  });
});
