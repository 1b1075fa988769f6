import { type Activation, activations } from "@vanishing/activations";
import { norm, normalMatrix, random, Tape } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import type { Initializer, InitializerSettings } from "./initializer.ts";
import { initializers, sigmaWOf } from "./initializers.ts";
import { meanField } from "./mean-field.ts";
import { gradientFluctuation } from "./test-support/finite-width.ts";

/** A stack of square layers without biases. */
interface Stack {
  readonly f: Activation;
  readonly row: Initializer;
  readonly gain?: number;
  readonly width: number;
  readonly depth: number;
}

/** ln(‖∂L/∂z_1‖² / ‖∂L/∂z_L‖²) of one random network, for an input of mean square 1 and a random gradient at z_L. */
function logGradientRatio({ f, row, width, depth, ...own }: Stack, seed: number): number {
  const draw = random(seed);
  const tape = new Tape({ precision: "f64" });
  const settings: InitializerSettings = { fanIn: width, fanOut: width, precision: "f64", ...own };
  const weight = () => tape.constant(row.draw(draw, settings));
  const input = normalMatrix(draw, 1, width, 1, "f64");
  const z1 = tape.parameter(
    tape
      .constant(input)
      .scale(Math.sqrt(width) / norm(input))
      .matmul(weight()).value,
  );
  let z = z1;
  for (let layer = 2; layer <= depth; layer++) z = z.apply(f).matmul(weight());
  const upstream = normalMatrix(draw, 1, width, 1, "f64");
  z.backward(upstream);
  return 2 * Math.log(norm(z1.gradient ?? upstream) / norm(upstream));
}

describe("the gradient of a deep network follows the mean-field profile", () => {
  const [width, depth, networks] = [128, 20, 8];
  const { relu, sigmoid, tanh, selu, identity } = activations;
  const { heNormal, heUniform, glorotNormal, glorotUniform, lecunNormal, frameworkDefault } = initializers;

  test.each<[string, Activation, Initializer, number?]>([
    ["ReLU, He", relu, heNormal],
    ["ReLU, He uniform", relu, heUniform],
    ["ReLU, Glorot", relu, glorotNormal],
    ["ReLU, framework default", relu, frameworkDefault],
    ["sigmoid, Glorot", sigmoid, glorotUniform],
    ["tanh, Glorot", tanh, glorotNormal],
    ["tanh, gain 5/3", tanh, lecunNormal, 5 / 3],
    ["SELU, LeCun", selu, lecunNormal],
    ["SELU, gain 3/4", selu, lecunNormal, 3 / 4],
    ["identity, LeCun", identity, lecunNormal],
  ])("%s", (_name, f, row, gain) => {
    const own = gain === undefined ? {} : { gain };
    const sigmaW = sigmaWOf(row, { fanIn: width, fanOut: width, ...own });
    const { logGradientNorm = Number.NaN } = meanField(f, { sigmaW }).profile(depth)[0] ?? {};
    const { shift, deviation } = gradientFluctuation(f, sigmaW, { width, depth });
    const ratios = Array.from({ length: networks }, (_, k) =>
      logGradientRatio({ f, row, width, depth, ...own }, k + 1),
    );
    const mean = ratios.reduce((a, b) => a + b) / networks;
    // Four standard errors: a chance of 6e-5 for each row.
    expect(Math.abs(mean - (2 * logGradientNorm + shift))).toBeLessThanOrEqual(
      (4 * deviation) / Math.sqrt(networks),
    );
  });
});

test("the fluctuation has the known values for ReLU and for linear layers", () => {
  const size = { width: 128, depth: 25 };
  const relu = gradientFluctuation(activations.relu, Math.SQRT2, size);
  expect(relu.shift).toBeCloseTo((-5 * 24) / (2 * 128), 9);
  expect(relu.deviation).toBeCloseTo(Math.sqrt((5 * 24) / 128), 9);
  const linear = gradientFluctuation(activations.identity, 1, size);
  expect(linear.shift).toBeCloseTo(-24 / 128, 9);
  expect(linear.deviation).toBeCloseTo(Math.sqrt((2 * 24) / 128), 9);
});

describe("narrow networks are worse: He and ReLU, 19 steps back", () => {
  const depth = 20;
  const ratiosAt = (width: number, networks: number) =>
    Array.from({ length: networks }, (_, k) =>
      logGradientRatio({ f: activations.relu, row: initializers.heNormal, width, depth }, 7000 + k),
    ).toSorted((a, b) => a - b);

  test("the median of the squared norm falls with the width", () => {
    // Medians 0.44, 0.22 and 0.036 by simulation. ln has a spread of √(5 · 19 / n) and more, and its median a standard error of 1.25 of that /
    // √networks: 0.2 and 0.3 at the widths 64 and 32, and some 0.5 at 16.
    const networks = 60;
    const [wide, middle, narrow] = [64, 32, 16].map(
      (width) => ratiosAt(width, networks)[networks / 2] ?? Number.NaN,
    );
    expect(wide).toBeLessThan(-0.3);
    expect(middle).toBeLessThan((wide ?? Number.NaN) - 0.2);
    expect(narrow).toBeLessThan((middle ?? Number.NaN) - 0.7);
  });

  test("at width 4 a share 1 − (1 − 2⁻⁴)¹⁹ of the networks has a dead layer, and no gradient at all", () => {
    const networks = 1000;
    const dead = ratiosAt(4, networks).filter((ratio) => ratio === -Infinity).length;
    const share = 1 - (1 - 2 ** -4) ** 19;
    // Five standard deviations of a binomial count: a chance of 6e-7.
    expect(Math.abs(dead - share * networks)).toBeLessThanOrEqual(
      5 * Math.sqrt(networks * share * (1 - share)),
    );
  });
});
