import { elu, leakyReluWithSlope, relu, sigmoid, tanh } from "@vanishing/activations";
import { describe, expect, test } from "vitest";
import { moonsTraining } from "./moons-model.ts";
import { compute as ownMoons } from "./moons-own-code.ts";
import { ownFunction, ownList } from "./own-function.ts";
import { ownField, ownFunction } from "./own-function.ts";
import { products } from "./products-model.ts";
import { compute as ownProducts } from "./products-own-code.ts";
import { rectifiersTrained } from "./rectifiers-model.ts";
import { compute as ownRectifiers } from "./rectifiers-own-code.ts";
import { saturationOf } from "./saturation-model.ts";
import { compute as ownSaturation } from "./saturation-own-code.ts";
import { tapeWalk } from "./tape-model.ts";
import { compute as ownTape } from "./tape-own-code.ts";
import { variance } from "./variance-model.ts";
import { compute as ownVariance } from "./variance-own-code.ts";
import { smoothActivations } from "./smooth-activations.ts";
import { race } from "./smooth-model.ts";
import { compute as ownRace } from "./smooth-own-code.ts";
import { differenceErrors } from "./warm-up-model.ts";
import { compute as ownDifferences } from "./warm-up-own-code.ts";

describe("a function of the learner's", () => {
  test("is called with what the figure gives, and gives its numbers", () => {
    const half = ownFunction<[number]>({ half: (x: number) => x / 2 }, "half");
    expect(half(3)).toBe(1.5);
    expect(ownFunction<[number]>({ f: () => Number.POSITIVE_INFINITY }, "f")(1)).toBe(
      Number.POSITIVE_INFINITY,
    );
  });

  test.each([
    [Number.NaN, "f gave NaN where the figure needs a number."],
    [undefined, "f gave undefined"],
    ["1", 'f gave "1"'],
    [{}, "f gave an object"],
    [null, "f gave null"],
    [10n, "f gave 10"],
  ])("that gives %s is refused, with what came", (value, message) => {
    expect(() => ownFunction<[]>({ f: () => value }, "f")()).toThrow(message);
  });

  test("that is not there is refused by name", () => {
    expect(() => ownFunction({ f: 3 }, "f")).toThrow("It exports no function f.");
    expect(() => ownFunction({}, "toString2")).toThrow("It exports no function toString2.");
  });

  test("cannot change the figure's own lists", () => {
    const factors = [1, 2, 3];
    ownFunction<[number[]]>({ f: (list: number[]) => list.splice(0).length }, "f")(factors);
    expect(factors).toEqual([1, 2, 3]);
  });
});

describe("a function of the learner's that gives a list", () => {
  test("gives it as plain numbers", () => {
    expect(ownList<[number]>({ f: (x: number) => [x, 2 * x] }, "f", 2)(3)).toEqual([3, 6]);
    expect(ownList<[]>({ f: () => new Float64Array([1]) }, "f", 1)()).toStrictEqual([1]);
  });

  test.each([
    [[1, 2, 3], "f gave an object where the figure needs a list of 2 numbers."],
    [[1, Number.NaN], "f gave an object"],
    [[1, "2"], "f gave an object"],
    [7, "f gave 7"],
    [undefined, "f gave undefined"],
  ])("that gives %s for two numbers is refused", (value, message) => {
    expect(() => ownList<[]>({ f: () => value }, "f", 2)()).toThrow(message);
describe("a field of the records of a learner's function", () => {
  test("is called with what the figure gives, and gives its numbers", () => {
    const line = { line: (x: number, slope: number) => ({ value: slope * x, slope }) };
    expect(ownField<[number, number]>(line, "line", "value")(3, 2)).toBe(6);
    expect(ownField<[number, number]>(line, "line", "slope")(3, 2)).toBe(2);
  });

  test.each([
    [{ value: 1 }, "f().slope gave undefined where the figure needs a number."],
    [{ slope: Number.NaN }, "f().slope gave NaN"],
    [undefined, "f().slope gave undefined"],
    [null, "f().slope gave undefined"],
    [3, "f().slope gave undefined"],
  ])("of %o is refused, with what came", (record, message) => {
    expect(() => ownField<[]>({ f: () => record }, "f", "slope")()).toThrow(message);
  });

  test("of no function is refused by name", () => {
    expect(() => ownField({ f: 3 }, "f", "slope")).toThrow("It exports no function f.");
  });
});

describe("with functions that do what the packages' do, a figure shows the same", () => {
  test("saturation", () => {
    const values = { activation: "tanh", samples: "200", mean: 1, spread: 3, seed: 1 } as const;
    const own = {
      sigmoid: sigmoid.value,
      sigmoidDerivative: sigmoid.derivative,
      tanhDerivative: tanh.derivative,
    };
    expect(ownSaturation(own, values)).toEqual(saturationOf(values));
    const doubled = ownSaturation({ ...own, tanhDerivative: (x: number) => 2 * tanh.derivative(x) }, values);
    expect(doubled.gain).toBeCloseTo(2 * saturationOf(values).gain, 12);
  });

  test("products", () => {
    const own = {
      pathGain: (factors: number[]) => factors.reduce((product, factor) => product * factor, 1),
      logGain: (factors: number[]) => factors.reduce((sum, factor) => sum + Math.log10(factor), 0),
      layersUntil: () => 7,
    };
    const values = { gain: 0.5, depth: 12 };
    expect(ownProducts(own, values)).toEqual({ ...products(values), onePercentAt: 7 });
  });

  test("warm-up", () => {
    const values = { function: "tanh", x: 1, exponent: -3, oneSided: false } as const;
    const coarse = { centralDifference: () => 0 };
    expect(ownDifferences(coarse, values).chosen.estimate).toBe(0);
    expect(ownDifferences(coarse, values).exact).toBe(differenceErrors(values).exact);
  });

  test("rectifiers", () => {
    const values = { activation: "leakyRelu", learningRate: 5, seed: 1 } as const;
    const leaky = leakyReluWithSlope(0.1);
    const record = ({ value, derivative }: typeof relu, x: number) => ({
  test("smooth", () => {
    const { gelu, silu, selu } = smoothActivations;
    const record = ({ value, derivative }: typeof gelu, x: number) => ({
      value: value(x),
      slope: derivative(x),
    });
    const own = {
      relu: (x: number) => record(relu, x),
      leakyRelu: (x: number) => record(leaky, x),
      elu: (x: number) => record(elu, x),
      deadFraction: (rows: number[][]) =>
        (rows[0] ?? []).filter((_, unit) => rows.every((row) => (row[unit] ?? 0) <= 0)).length / 24,
    };
    expect(ownRectifiers(own, values)).toEqual(rectifiersTrained(values));
    expect(ownRectifiers({ ...own, deadFraction: () => 0.5 }, values).offCounts.at(-1)).toBe(12);
    expect(() => ownRectifiers({ ...own, leakyRelu: (x: number) => x }, values)).toThrow(
      "The value of leakyRelu gave undefined where the figure needs a number.",
    );
  });

  test("variance", () => {
    const values = { activation: "relu", rule: "he", sigmaW: 1, depth: 4, seed: 1 } as const;
    const weight = (draw: { normal(): number }, fanIn: number, fanOut: number) =>
      Array.from({ length: fanIn }, () =>
        Array.from({ length: fanOut }, () => Math.sqrt(2 / fanIn) * draw.normal()),
      );
    const own = { glorot: weight, he: weight, layerVariances: () => [2, 2, 2, 2] };
    const shown = ownVariance(own, values);
    expect(shown.layers.map(({ activations }) => activations)).toEqual(
      variance(values).layers.map(({ activations }) => activations),
    );
    expect(shown.layers[3]?.predictedActivationRms).toBeCloseTo(1, 12);

    const law = { ...own, layerVariances: () => [2, 2] };
    expect(() => ownVariance(law, values)).toThrow("layerVariances gave no list with one number");
    expect(() => ownVariance({ ...own, he: () => [[1]] }, values)).toThrow("he gave no weight of 100 rows");
    expect(() => ownVariance({ ...own, he: 3 }, values)).toThrow("It exports no function he.");
  });

  test("tape", () => {
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

  test("moons", () => {
    const values = { activation: "relu", optimizer: "sgd", gradientOf: "weights", seed: 1 } as const;
    const own = {
      gradientRms: (gradient: number[]) => 3 / Math.sqrt(gradient.length),
      relativeChange: (before: number[], after: number[]) => (before.length === after.length ? 0.25 : 0),
    };
    const run = ownMoons(own, values);
    expect(run.points).toHaveLength(101);
    for (const norm of run.points.at(-1)?.gradientNorms ?? []) expect(norm).toBeCloseTo(3, 12);
    expect(run.changes).toEqual(Array(9).fill(0.25));
    const [start] = moonsTraining(values);
    expect(run.points[0]?.loss).toBe(start?.points[0]?.loss);
    expect(() => ownMoons({ ...own, relativeChange: () => Number.NaN }, values)).toThrow(
      "relativeChange gave NaN where the figure needs a number.",
    );
      swish: (x: number, beta: number) => record(silu, beta * x),
      gelu: gelu.value,
      geluDerivative: gelu.derivative,
      selu: (x: number) => record(selu, x),
    };
    for (const first of ["gelu", "silu", "selu"] as const) {
      const values = { first, second: "tanh", scale: "lecun", gain: 1, depth: 3, seed: 1 } as const;
      expect(ownRace(own, values)).toEqual(race(values));
      const halved = ownRace(
        {
          ...own,
          geluDerivative: () => 0.5,
          swish: () => ({ value: 0, slope: 1 }),
          selu: () => ({ value: 0, slope: 1 }),
        },
        values,
      );
      expect(halved.runners[0].slopes).toEqual({ belowZero: 0, aboveOne: 0 });
      expect(halved.runners[0].firstShare).not.toBe(race(values).runners[0].firstShare);
      expect(halved.runners[1]).toEqual(race(values).runners[1]);
    }
  });
});
