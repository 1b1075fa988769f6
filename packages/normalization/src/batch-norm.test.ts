import {
  activation,
  checkGradient,
  type Layer,
  matrix,
  matrixFromRows,
  normalMatrix,
  probe,
  random,
  randomLinear,
  residual,
  sequential,
  sgd,
  Tape,
  type Tensor,
  tanhElementwise,
} from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { batchNorm, type Mode, setMode } from "./batch-norm.ts";
import { conventions } from "./conventions.ts";
import { rowsOf } from "./test-support/on-a-tape.ts";

// The mean 2 and the biased variance 9.
const batch = matrixFromRows([[-1], [5]], "f64");
const settings = { features: 1, precision: "f64", epsilon: 0 } as const;
const resultOf = (layer: Layer, input = batch) => {
  const tape = new Tape({ precision: "f64" });
  return rowsOf(layer.forward(tape, tape.constant(input)).value).flat();
};

describe("in training, the mode that it starts in", () => {
  test("normalises with the batch, and the running statistics follow", () => {
    const layer = batchNorm({ ...settings, momentum: 0.5 });
    expect(layer.mode).toBe("training");
    expect(resultOf(layer)).toEqual([-1, 1]);
    // The mean and the unbiased variance: (0 + 2)/2 and (1 + 18)/2.
    expect(layer.statistics.toJSON()).toEqual({ mean: [1], variance: [9.5], batches: 1 });
    expect(resultOf(layer)).toEqual([-1, 1]);
    expect(layer.statistics.batches).toBe(2);
  });

  test("passes the gradient on to x, γ and β through the statistics of the batch", () => {
    const layer = batchNorm({ features: 3, precision: "f64" });
    const x = normalMatrix(random(2), 5, 3, 1, "f64");
    expect(checkGradient((tape, x) => layer.forward(tape, x), [x])).toMatchObject({ passed: true });
    const tape = new Tape({ precision: "f64" });
    const y = layer.forward(tape, tape.constant(x));
    y.backward(y.value);
    const [gamma, beta] = layer.parameters();
    // Σ x̂² = 5 but for ε, Σ x̂ = 0.
    for (const entry of gamma?.gradient?.data ?? []) expect(entry).toBeCloseTo(5, 2);
    for (const entry of beta?.gradient?.data ?? []) expect(entry).toBeCloseTo(0, 13);
    expect([gamma?.gradient?.rows, beta?.gradient?.columns]).toEqual([1, 3]);
  });

  test("refuses a batch of one and a feature without variance, and leaves the running statistics", () => {
    const layer = batchNorm({ ...settings, label: "norm 7" });
    const one = () => resultOf(layer, matrixFromRows([[3]], "f64"));
    expect(one).toThrow(
      new Error(
        'batchNorm "norm 7": expected a batch of at least 2 examples, because the variance of one is 0, came 1×1. Likely fix: train with larger batches and drop a last batch of one, or evaluate with running statistics.',
      ),
    );
    expect(() => resultOf(layer, matrixFromRows([[3], [3]], "f64"))).toThrow(
      /^batchNorm "norm 7": expected feature 0 to have a variance above 0, came 0/,
    );
    expect(() => resultOf(layer, matrixFromRows([[3], [Number.NaN]], "f64"))).toThrow(
      /^batchNorm "norm 7": expected feature 0 to have a finite variance, came NaN/,
    );
    expect(layer.statistics.batches).toBe(0);
    expect(layer.evaluate().mode).toBe("evaluation");
    expect(one()).toEqual([3]);
  });
});

describe("in evaluation", () => {
  test("normalises with the running statistics, and leaves them", () => {
    const layer = batchNorm(settings);
    layer.statistics.restore({ mean: [1], variance: [4], batches: 9 });
    expect(layer.evaluate()).toBe(layer);
    expect(resultOf(layer)).toEqual([-1, 2]);
    expect(layer.statistics.toJSON()).toEqual({ mean: [1], variance: [4], batches: 9 });
    expect(layer.train()).toBe(layer);
    expect(layer.mode).toBe("training");
    expect(resultOf(layer)).toEqual([-1, 1]);
    expect(layer.statistics.batches).toBe(10);
  });

  test("the gradient of x is γ g/S, also when training goes on before backward", () => {
    const layer = batchNorm(settings);
    layer.statistics.restore({ mean: [1], variance: [4], batches: 9 });
    const tape = new Tape({ precision: "f64" });
    const x = tape.parameter(batch);
    const y = layer.evaluate().forward(tape, x);
    layer.train().forward(tape, x);
    y.backward(matrixFromRows([[6], [7]], "f64"));
    expect(x.gradient?.data).toEqual(Float64Array.of(3, 3.5));
    expect(layer.parameters()[0]?.gradient?.data).toEqual(Float64Array.of(8));
  });

  test("the gradient of a step in training is the same after evaluate()", () => {
    const layer = batchNorm({ features: 1, precision: "f64" });
    const gradientOf = (between: () => void) => {
      const tape = new Tape({ precision: "f64" });
      const x = tape.parameter(matrixFromRows([[1], [2], [4]], "f64"));
      const y = layer.train().forward(tape, x);
      between();
      y.backward(matrixFromRows([[1], [0], [0]], "f64"));
      return x.gradient?.data.slice();
    };
    expect(gradientOf(() => layer.evaluate())).toEqual(gradientOf(() => {}));
  });
});

describe("settings", () => {
  test.each([
    ["pytorch", 1e-5],
    ["keras", 1e-3],
    ["onnx", 1e-5],
  ] as const)("%s has ε = %d", (convention, epsilon) => {
    const layer = batchNorm({ features: 1, precision: "f64", convention });
    expect(layer.statistics.convention).toEqual(conventions[convention]);
    const expected = [-3, 3].map((deviation) => deviation / Math.sqrt(9 + epsilon));
    expect(resultOf(layer)).toEqual(expected);
    layer.statistics.reset();
    expect(resultOf(layer.evaluate())).toEqual([-1, 5].map((entry) => entry / Math.sqrt(1 + epsilon)));
  });

  test("pytorch is the default, and momentum and ε replace those of any convention", () => {
    expect(batchNorm({ features: 1 }).statistics.convention).toEqual(conventions.pytorch);
    const { convention } = batchNorm({
      features: 1,
      convention: "keras",
      momentum: 0.5,
      epsilon: 0,
    }).statistics;
    expect(convention).toEqual({ ...conventions.keras, momentum: 0.5, epsilon: 0 });
    const own = { ...conventions.onnx, momentum: 0.75 };
    expect(batchNorm({ features: 1, convention: own }).statistics.convention).toEqual(own);
  });

  test("γ = 1 and β = 0 at the start, in f32 unless said otherwise", () => {
    const [gamma, beta] = batchNorm({ features: 2 }).parameters();
    expect(gamma?.value).toEqual(matrix(1, 2, [1, 1]));
    expect(beta?.value).toEqual(matrix(1, 2, [0, 0]));
    expect(batchNorm(settings).parameters()[0]?.value).toEqual(matrix(1, 1, [1], "f64"));
  });

  test("without affine there is nothing to learn", () => {
    const layer = batchNorm({ ...settings, affine: false, label: "norm" });
    expect(layer.parameters()).toEqual([]);
    expect(resultOf(layer)).toEqual([-1, 1]);
    expect(layer.statistics.batches).toBe(1);
  });

  test("a label names γ, β and the result", () => {
    const tape = new Tape();
    const x = tape.constant(normalMatrix(random(1), 4, 3, 1));
    batchNorm({ features: 3 }).forward(tape, x);
    expect(probe(tape)).toEqual([]);
    batchNorm({ features: 3, label: "norm 1" }).forward(tape, x);
    expect(probe(tape).map(({ label, rows, columns }) => `${label} ${rows}×${columns}`)).toEqual([
      "norm 1 gamma 1×3",
      "norm 1 beta 1×3",
      "norm 1 4×3",
    ]);
  });

  test.each([
    [
      undefined,
      "batchNorm: expected a record of settings, came undefined. Likely fix: write batchNorm({ features: 64 }).",
    ],
    [
      { features: 0 },
      "batchNorm: expected features to be a whole number from 1 on, came 0. Likely fix: pass features as a count.",
    ],
    [
      { features: 2, epsilon: -1 },
      "batchNorm: expected epsilon to be a finite number from 0 on, came -1. Likely fix: correct epsilon; 0 switches it off.",
    ],
    [
      { features: 2, momentum: 2 },
      "batchNorm: expected momentum to be a number from 0 to 1, came 2. Likely fix: correct momentum; 0.9 stands for 90 %.",
    ],
    [
      { features: 2, convention: "jax" },
      'batchNorm: expected a convention, "pytorch", "keras", "onnx", came "jax". Likely fix: name one of them, or pass a record of your own.',
    ],
    [
      { features: 2, precision: "f16" },
      'matrix: expected the precision "f32" or "f64", came "f16". Likely fix: name one of the two.',
    ],
  ])("refuses %o", (settings, message) => {
    expect(() => batchNorm(settings as never)).toThrow(new Error(message));
  });

  test("refuses an input that does not fit", () => {
    const tape = new Tape();
    const layer = batchNorm({ features: 3, label: "norm" });
    expect(() => layer.forward(tape, tape.constant(matrix(4, 2)))).toThrow(
      new Error(
        'batchNorm "norm": expected an input with 3 columns, one for each feature, came 4×2. Likely fix: give this layer the fan-out of the one before as its features.',
      ),
    );
    const other = new Tape().constant(matrix(4, 3));
    expect(() => layer.forward(tape, other)).toThrow(/^batchNorm "norm": expected a tensor of this tape/);
    expect(() => batchNorm({ features: 3 }).forward(tape, matrix(4, 3) as never)).toThrow(
      /^batchNorm: expected a tensor, came/,
    );
    const f64 = new Tape({ precision: "f64" });
    expect(() => layer.forward(f64, f64.constant(matrix(4, 3, undefined, "f64")))).toThrow(
      /expected an f64 matrix/,
    );
  });
});

describe("setMode", () => {
  const [first, second] = [batchNorm({ features: 2 }), batchNorm({ features: 2 })] as const;
  const block = residual(sequential([second, activation(tanhElementwise)]));
  test.each([
    ["a layer alone", second],
    ["a layer inside others", block],
    ["every layer of a network", sequential([randomLinear(random(1), 2, 2), first, block])],
  ])("changes %s", (_, network) => {
    for (const mode of ["evaluation", "training", "evaluation"] as const) {
      setMode(network, mode);
      expect(second.mode).toBe(mode);
    }
    if (network.layers?.includes(first)) expect(first.mode).toBe("evaluation");
  });

  const fix =
    "Likely fix: pass the whole network; a layer of your own shows those inside it with a property `layers`.";
  const expected = "setMode: expected a network with at least one batchNorm layer, came";

  test.each([
    [sequential([]), "evaluation", `${expected} an object (Object). ${fix}`],
    [activation(tanhElementwise), "training", `${expected} an object (Object). ${fix}`],
    [[batchNorm({ features: 1 })], "evaluation", `${expected} an array of length 1. ${fix}`],
    [undefined, "evaluation", `${expected} undefined. ${fix}`],
    [
      batchNorm({ features: 1 }),
      "eval",
      'setMode: expected the mode "training" or "evaluation", came "eval". Likely fix: name one of the two.',
    ],
  ])("refuses %o, %o", (network, mode, message) => {
    expect(() => setMode(network as never, mode as Mode)).toThrow(new Error(message));
  });
});

test("after many batches of one distribution, evaluation does nearly what training does", () => {
  const draw = random(5);
  const layer = batchNorm({ features: 1, precision: "f64" });
  const step = (input: Tensor) => layer.forward(input.tape, input);
  for (let t = 0; t < 200; t++) {
    const tape = new Tape({ precision: "f64" });
    const data = normalMatrix(draw, 100, 1, 2, "f64");
    step(
      tape.constant(
        matrix(
          100,
          1,
          data.data.map((entry) => entry + 3),
          "f64",
        ),
      ),
    );
  }
  // The weights of the batches are 0.1 · 0.9^k, so that the running mean has 0.1/1.9 of the variance of one batch, 4/100;
  // the variance of a variance is 2 · 16/99. Five standard deviations: false alarm 6e-7.
  const share = 0.1 / 1.9;
  expect(Math.abs((layer.statistics.mean[0] as number) - 3)).toBeLessThan(5 * Math.sqrt(share * (4 / 100)));
  expect(Math.abs((layer.statistics.variance[0] as number) - 4)).toBeLessThan(
    5 * Math.sqrt(share * ((2 * 16) / 99)),
  );
});

test("γ and β learn: a layer alone comes to the mean and the spread of its targets", () => {
  const draw = random(2);
  const layer = batchNorm({ features: 1, precision: "f64" });
  const x = normalMatrix(draw, 20, 1, 1, "f64");
  const targets = matrix(
    20,
    1,
    x.data.map((entry) => 3 * entry - 2),
    "f64",
  );
  const optimizer = sgd({ learningRate: 0.4 });
  let loss = Infinity;
  for (let step = 0; step < 100; step++) {
    const tape = new Tape({ precision: "f64" });
    const error = layer.forward(tape, tape.constant(x)).meanSquaredError(targets);
    error.backward();
    const weights = layer.parameters();
    optimizer.step(
      weights.map((w) => w.value),
      weights.map((w) => w.gradient),
    );
    loss = error.value.data[0] ?? Number.NaN;
  }
  expect(loss).toBeLessThan(1e-12);
});
