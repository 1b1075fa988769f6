import { type ActivationId, activations, leakyReluWithSlope } from "@vanishing/activations";
import { erfElementwise, tanhElementwise } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import type { FixedPoint } from "./fixed-point.ts";
import { type MeanFieldSettings, meanField } from "./mean-field.ts";

const rows = Object.values(activations);
const { tanh, relu, gelu, silu, step } = activations;

describe("fixed points of σ_b = 0", () => {
  /** φ, σ_w², q*, χ₁ and ξ, by 46-digit quadrature. */
  const stable: [ActivationId, number, number, number, number][] = [
    ["sigmoid", 1, 0.26468687518189248425, 0.055720706769701793809, 0.34633192719919],
    ["sigmoid", 2, 0.55528959137272490378, 0.10097708069160516537, 0.43613620258076],
    ["sigmoid", 1 / 3, 0.085033764875481, 0.020007829337748, 0.2556477957],
    ["sigmoid", 16, 5.8554035644102, 0.39887900654374, 1.088024264],
    ["sigmoid", 100, 44.207441825282, 0.98580605548198, 69.95138788],
    ["hardSigmoidSixth", 1, 0.25714285709563, 0.027777777686193, 0.279055313],
    ["hardSigmoidSixth", 2, 0.52940954483514, 0.05555347897694, 0.3459717821],
    ["tanh", 2, 0.6179647697685455496, 1.10552882043940364, -9.967725399783],
    ["tanh", 25 / 9, 1.1784804903859077174, 1.2098313203828285951, -5.249868949856],
    ["erf", 1, 0.14192376531379711518, 1.0169025199505350574, -59.661379135972],
    ["erf", 2, 0.88075063039573860955, 1.1973653864471310155, -5.5517423773436],
    ["softsign", 2, 0.079478575064408, 1.0423507556728, -24.10887312],
    ["arctan", 2, 0.77721106578756, 1.0876274560547, -11.90494925],
    ["hardTanh", 2, 1.0522466325271, 1.340738301076, -3.410403529],
    ["selu", 1, 1, 1.0715749924557992576, -14.46559985],
    ["selu", 9 / 16, 0.023033784610758383138, 1.0036703508393920548, -272.95321310977],
    ["softplus", 1, 0.8563051596449328561, 0.28872184900325917453, 0.804964042904],
    ["softplus", 1 / 3, 0.18677319501744, 0.086902327068523, 0.4093377357],
  ];

  test.each(stable)("%s with σ_w² = %d", (id, weightVariance, length, chi1, depthScale) => {
    const found = fixedPointOf(id, weightVariance);
    if (found.kind !== "fixed") throw new Error(found.kind);
    // To 13 digits, which is what some of the references have, and a distance is multiplied by 1 / (1 − slope).
    expect(Math.abs(found.length / length - 1)).toBeLessThanOrEqual(3e-13);
    expect(Math.abs(found.chi1 / chi1 - 1)).toBeLessThanOrEqual(3e-13);
    // ξ is 1 / ln χ₁, and loses as many digits as χ₁ is near 1.
    expect(Math.abs(found.depthScale / depthScale - 1)).toBeLessThanOrEqual(1e-9);
  });

  test("the critical sigmoid: σ_w² = 103.0, q* = 45.62", () => {
    const found = fixedPointOf("sigmoid", 103.00755385551932234);
    if (found.kind !== "fixed") throw new Error(found.kind);
    expect(found.length / 45.624277797379712827).toBeCloseTo(1, 13);
    expect(found.chi1).toBeCloseTo(1, 13);
    expect(Math.abs(found.depthScale)).toBeGreaterThan(1e12);
  });

  test.each<[ActivationId, number, number]>([
    ["tanh", 1, 1],
    ["softsign", 1, 1],
    ["arctan", 1, 1],
    ["hardTanh", 1, 1],
    ["elu", 1, 1],
    ["relu6", 2, 1],
    ["tanh", 1 / 3, 1 / 3],
    ["erf", 1 / 3, 0.42441318157839],
    ["selu", 1 / 3, 0.69914764285296],
    ["silu", 1, 0.25],
    ["gelu", 1, 0.25],
    ["hardSwish", 1, 0.25],
    ["silu", 2, 0.5],
    ["gelu", 2, 0.5],
    ["geluTanh", 2, 0.5],
    ["hardSwish", 2, 0.5],
    ["mish", 1, 0.36],
    ["mish", 2, 0.72],
  ])("%s with σ_w² = %d goes to length 0, with χ₁ = %d", (id, weightVariance, chi1) => {
    const found = fixedPointOf(id, weightVariance);
    expect(found).toMatchObject({ kind: "fixed", length: 0 });
    expect(found.chi1).toBeCloseTo(chi1, 13);
    if (chi1 === 1) expect(found.depthScale).toBe(Infinity);
    else expect(found.depthScale).toBeCloseTo(-1 / Math.log(chi1), 10);
  });

  test.each<[ActivationId, number, number]>([
    ["relu", 1 / 3, 1 / 6],
    ["relu", 1, 1 / 2],
    ["relu", 2, 1],
    ["leakyRelu", 2, 1.0001],
    ["leakyRelu", 2 / 1.0001, 1],
    ["prelu", 2, 1.0625],
    ["identity", 2, 2],
  ])("%s with σ_w² = %d has no length of its own, and χ = %d", (id, weightVariance, chi1) => {
    const found = fixedPointOf(id, weightVariance);
    expect(found.kind).toBe("scale-free");
    expect(found.chi1).toBeCloseTo(chi1, 14);
    if (chi1 === 1) expect(found.depthScale).toBe(Infinity);
    else expect(found.depthScale * Math.log(chi1)).toBeCloseTo(-1, 9);
  });

  test("a slope on the left is balanced by √(2 / (1 + a²))", () => {
    const f = leakyReluWithSlope(0.3);
    expect(meanField(f, { sigmaW: Math.sqrt(2 / 1.09) }).fixedPoint().depthScale).toBe(Infinity);
  });

  test.each<[ActivationId, number, number]>([
    ["elu", 2, 1],
    ["softplus", 2, 1],
    ["selu", 2, 1.0507009873554804934 ** 2],
    ["gelu", 2.2, 1.1],
    ["silu", 4, 2],
    ["mish", 3, 1.5],
  ])("%s with σ_w² = %d grows without bound, and χ tends to %d", (id, weightVariance, chi1) => {
    const found = fixedPointOf(id, weightVariance);
    expect(found.kind).toBe("diverges");
    expect(found.chi1).toBeCloseTo(chi1, 12);
  });

  test("the step passes nothing on: χ₁ = 0, ξ = 0", () => {
    const found = meanField(step, { sigmaW: 2 }).fixedPoint();
    expect(found).toMatchObject({ kind: "fixed", chi1: 0, depthScale: 0 });
    expect(found.kind === "fixed" && found.length).toBeCloseTo(2, 13);
  });

  test("ReLU with biases: q* = σ_b² / (1 − σ_w²/2), and none from σ_w = √2 on", () => {
    const found = meanField(relu, { sigmaW: 1, sigmaB: 0.3 }).fixedPoint();
    expect(found.kind === "fixed" && found.length).toBeCloseTo(0.18, 13);
    expect(found.chi1).toBeCloseTo(0.5, 14);
    expect(meanField(relu, { sigmaW: Math.SQRT2, sigmaB: 0.3 }).fixedPoint().kind).toBe("diverges");
  });

  test("without weights the length is that of the biases, or 0", () => {
    expect(meanField(tanh, { sigmaW: 0, sigmaB: 2 }).fixedPoint()).toMatchObject({ length: 4, chi1: 0 });
    expect(meanField(tanh, { sigmaW: 0 }).fixedPoint()).toMatchObject({ length: 0, chi1: 0 });
  });

  test("which of two fixed points is reached depends on the inputs", () => {
    // For 2 < σ_w² < 4 GELU has the stable length 0, and an unstable one from which longer inputs grow.
    const sigmaW = Math.sqrt(2.05);
    expect(meanField(gelu, { sigmaW, inputLength: 0.1 }).fixedPoint()).toMatchObject({
      kind: "fixed",
      length: 0,
    });
    expect(meanField(gelu, { sigmaW, inputLength: 100 }).fixedPoint().kind).toBe("diverges");
  });
});

test.each([
  [gelu, 1.98305825744, 0.172922390756, 3.56155281281],
  [silu, 1.98800467827, 0.555143170722, 14.320173618],
])("$name has a half-stable point with biases: χ₁ = 1 and slope 1", (f, weightVariance, biasVariance, q) => {
  const theory = meanField(f, { sigmaW: Math.sqrt(weightVariance), sigmaB: Math.sqrt(biasVariance) });
  // Twelve digits are given.
  expect(Math.abs(theory.lengthMap(q) / q - 1)).toBeLessThanOrEqual(4e-12);
  expect(Math.abs(theory.chi(q) - 1)).toBeLessThanOrEqual(4e-12);
  expect(Math.abs(theory.lengthMapSlope(q) - 1)).toBeLessThanOrEqual(4e-12);
  // Half-stable: on one side lengths come closer, on the other they go away, and both go the same way.
  const [below, above] = [0.995, 1.005].map((factor) => theory.lengthMap(q * factor) / (q * factor) - 1);
  expect(Math.min(Math.abs(below ?? 0), Math.abs(above ?? 0))).toBeGreaterThan(4e-10);
  expect(Math.sign(below ?? 0)).toBe(Math.sign(above ?? 0));
});

test("the slope of the length map at the unit-variance gain tells whether that gain is safe", () => {
  const slopes = { gelu: 1.144, silu: 1.173, mish: 1.076, hardSwish: 1.224, tanh: 0.461, selu: 0.783 };
  for (const [id, slope] of Object.entries({ ...slopes, elu: 0.891, sigmoid: 0.106 })) {
    const f = activations[id as ActivationId];
    const sigmaW = 1 / Math.sqrt(meanField(f, { sigmaW: 1 }).lengthMap(1));
    const theory = meanField(f, { sigmaW });
    expect(theory.lengthMap(1)).toBeCloseTo(1, 13);
    expect(theory.lengthMapSlope(1), id).toBeCloseTo(slope, 3);
  }
});

describe.each(rows)("the lengths of $id", (row) => {
  test("come to the fixed point, layer by layer", () => {
    for (const sigmaW of [0.3, 1, 1.2, 2]) {
      for (const sigmaB of [0, 0.1, 1]) {
        const theory = meanField(row, { sigmaW, sigmaB });
        const found = theory.fixedPoint();
        const lengths = theory.profile(200).map(({ length }) => length);
        const last = lengths.at(-1) ?? Number.NaN;
        const where = `σ_w = ${sigmaW}, σ_b = ${sigmaB}: ${JSON.stringify(found)}, q_200 = ${last}`;
        if (found.kind === "scale-free") {
          expect(lengths[9], where).toBeCloseTo(
            sigmaW ** 2 * found.chi1 ** 9,
            10 - Math.log10(lengths[9] ?? 1),
          );
        } else if (found.kind === "diverges") {
          // Up to the end of float64.
          if (last < Number.MAX_VALUE) expect(last, where).toBeGreaterThan(lengths.at(-2) ?? Infinity);
        } else {
          // After 199 layers slope^199 of the first distance is left, roughly; where that is too much, the direction is right.
          if (found.slope < 0.85) expect(Math.abs(last - found.length), where).toBeLessThan(1e-9);
          else expect(between(found.length, lengths[0], last), where).toBe(true);
          if (found.length > 0)
            expect(theory.lengthMap(found.length) / found.length, where).toBeCloseTo(1, 12);
          expect(theory.chi(found.length), where).toBe(found.chi1);
        }
      }
    }
  });
});

/** Whether `last` lies between `first` and the limit, up to rounding. */
function between(limit: number, first = Number.NaN, last: number): boolean {
  return Math.abs(first - last) <= Math.abs(first - limit) * (1 + 1e-9) + 1e-12;
}

describe("what 50 layers do", () => {
  const third = 1 / 3;
  const heLeaky = 2 / 1.0001;
  /** ‖∂L/∂z_1‖ / ‖∂L/∂z_L‖ for L = 2, 5, 10, 20, 50, 100, to seven digits, from inputs of mean square 1. */
  const table: [ActivationId, number, number[]][] = [
    ["sigmoid", 1, [0.2117457, 0.002769356, 2.029644e-6, 1.090192e-12, 1.689477e-31, 7.553839e-63]],
    ["sigmoid", 2, [0.2721272, 0.008617822, 2.792232e-5, 2.931336e-10, 3.391624e-25, 4.324919e-50]],
    ["tanh", 1, [0.6814711, 0.4098276, 0.2811612, 0.1945891, 0.1209517, 0.08489268]],
    ["tanh", 2, [0.8360721, 0.8244531, 1.031614, 1.701207, 7.661371, 94.09319]],
    ["tanh", 25 / 9, [0.9164107, 1.105649, 1.766535, 4.578221, 79.72033, 9325.877]],
    ["softsign", 1, [0.4771491, 0.1770787, 0.08464603, 0.04102106, 0.01600796, 0.007921242]],
    ["relu", third, [0.4082483, 0.02777778, 0.0003150064, 4.051008e-8, 8.615775e-20, 3.030492e-39]],
    ["relu", 1, [Math.SQRT1_2, 0.25, 0.04419417, 0.001381068, 4.214685e-8, 1.256074e-15]],
    ["relu", 2, [1, 1, 1, 1, 1, 1]],
    ["leakyRelu", heLeaky, [1, 1, 1, 1, 1, 1]],
    ["elu", 1, [0.8173751, 0.5014055, 0.2883435, 0.1495736, 0.05923514, 0.02917523]],
    ["elu", 2, [1.120444, 1.511357, 2.260282, 4.148622, 13.8227, 51.4632]],
    ["selu", 1, [1.035169, 1.148273, 1.364902, 1.928477, 5.439425, 30.6279]],
    ["selu", 9 / 16, [0.8174781, 0.5439522, 0.3813391, 0.2864645, 0.252218, 0.2718765]],
    ["silu", 1, [0.6160214, 0.091984, 0.002888527, 2.820841e-6, 2.627113e-15, 2.333345e-30]],
    ["silu", 2, [0.9239835, 0.6428903, 0.1856229, 0.006054379, 1.847734e-7, 5.506677e-15]],
    ["gelu", 1, [0.6751673, 0.1277004, 0.004078094, 3.982604e-6, 3.709089e-15, 3.294332e-30]],
    ["gelu", 2, [0.9894564, 0.9385861, 0.7524514, 0.08725824, 2.699519e-6, 8.045193e-14]],
    ["mish", 2, [1.001431, 0.996842, 0.9486146, 0.6151117, 0.006874263, 1.864484e-6]],
    ["hardSwish", 2, [0.9311502, 0.5941611, 0.1310145, 0.004133821, 1.261554e-7, 3.759724e-15]],
    ["softplus", 1, [0.5416448, 0.08454977, 0.003789488, 7.60298e-6, 6.140145e-14, 1.996043e-27]],
  ];

  test.each(table)("%s with σ_w² = %d", (id, weightVariance, norms) => {
    const theory = meanField(activations[id], { sigmaW: Math.sqrt(weightVariance) });
    [2, 5, 10, 20, 50, 100].forEach((depth, i) => {
      const [first] = theory.profile(depth);
      const norm = norms[i] ?? Number.NaN;
      // Seven digits, trailing zeros left out; 5.2e-7 is half a unit of the seventh, and leaves room for one rounding.
      expect(Math.abs((first?.gradientNorm ?? Number.NaN) / norm - 1)).toBeLessThanOrEqual(5.2e-7);
      expect(first?.logGradientNorm).toBeCloseTo(Math.log(first?.gradientNorm ?? Number.NaN), 11);
    });
  });

  test("at the critical point of tanh and softsign it is a power of the depth", () => {
    const at = (id: ActivationId, depth: number) =>
      (meanField(activations[id], { sigmaW: 1 }).profile(depth)[0]?.gradientNorm ?? Number.NaN) ** 2;
    expect(1000 * at("tanh", 1000)).toBeCloseTo(0.706, 1);
    expect(1000 ** 2 * at("softsign", 1000)).toBeCloseTo(0.61, 1);
  });
});

describe("profile", () => {
  test("has the lengths and factors of each layer, and the gradient's norm relative to the last", () => {
    const theory = meanField(tanh, { sigmaW: 1.3, sigmaB: 0.2, inputLength: 0.5 });
    const profile = theory.profile(30);
    expect(profile.map(({ layer }) => layer)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
    expect(profile[0]?.length).toBeCloseTo(1.3 ** 2 * 0.5 + 0.04, 15);
    expect(profile.at(-1)).toMatchObject({ gradientNorm: 1, logGradientNorm: 0 });
    profile.forEach(({ length, chi, gradientNorm }, i) => {
      const next = profile[i + 1];
      expect(chi).toBe(theory.chi(length));
      if (next === undefined) return;
      expect(next.length).toBe(theory.lengthMap(length));
      expect(gradientNorm).toBe(next.gradientNorm * Math.sqrt(chi));
    });
  });

  test("the logarithm survives where the norm underflows", () => {
    const [first] = meanField(activations.sigmoid, { sigmaW: 1 }).profile(2000);
    expect(first?.gradientNorm).toBe(0);
    expect((first?.logGradientNorm ?? 0) / (1999 * Math.log(0.23605233904730068))).toBeCloseTo(1, 3);
  });

  test("the step's gradient is 0, and its logarithm −∞", () => {
    expect(meanField(step, { sigmaW: 1 }).profile(3)[0]).toMatchObject({
      gradientNorm: 0,
      logGradientNorm: -Infinity,
    });
  });

  test("an exploding network stays within float64", () => {
    const last = meanField(relu, { sigmaW: 1e75 }).profile(50).at(-1);
    expect(last?.length).toBeGreaterThan(1e300);
    expect(last?.length).toBeLessThan(Infinity);
  });
});

test("functions of core have the same theory", () => {
  const settings = { sigmaW: 1.4, sigmaB: 0.1 };
  expect(meanField(tanhElementwise, settings).fixedPoint()).toEqual(meanField(tanh, settings).fixedPoint());
  expect(meanField(erfElementwise, { sigmaW: 1 }).fixedPoint().chi1).toBeCloseTo(1.0169025199505350574, 13);
});

describe("bad input", () => {
  const unchecked = meanField as (f: unknown, settings: unknown) => ReturnType<typeof meanField>;

  test.each<[unknown, unknown, string]>([
    [
      undefined,
      { sigmaW: 1 },
      "meanField: expected an elementwise function { name, value(x), derivative(x) }",
    ],
    ["tanh", { sigmaW: 1 }, "meanField: expected an elementwise function"],
    [{ name: "x", value: Math.tanh }, { sigmaW: 1 }, "without derivative(x)"],
    [tanh, undefined, "meanField: expected a record of settings, came undefined"],
    [tanh, 1, "expected a record of settings, came 1"],
    [tanh, {}, "meanField: expected sigmaW to be a finite number from 0 on, came undefined"],
    [tanh, { sigmaW: -1 }, "expected sigmaW to be a finite number from 0 on, came -1"],
    [tanh, { sigmaW: Number.NaN }, "came NaN"],
    [tanh, { sigmaW: Infinity }, "came Infinity"],
    [tanh, { sigmaW: "1" }, 'came "1"'],
    [tanh, { sigmaW: 1e80 }, "expected sigmaW of at most 1e+75, came 1e+80"],
    [tanh, { sigmaW: 1, sigmaB: -1 }, "expected sigmaB to be a finite number from 0 on, came -1"],
    [tanh, { sigmaW: 1, sigmaB: Number.NaN }, "expected sigmaB"],
    [tanh, { sigmaW: 1, inputLength: 0 }, "expected inputLength to be a finite number above 0, came 0"],
  ])("is refused (%#)", (f, settings, message) => {
    expect(() => unchecked(f, settings)).toThrow(message);
  });

  const theory = meanField(tanh, { sigmaW: 1 });

  test.each([
    [() => theory.chi(-1), "chi: expected q to be a finite number from 0 on, came -1"],
    [() => theory.lengthMap(Number.NaN), "lengthMap: expected q to be a finite number from 0 on, came NaN"],
    [() => theory.lengthMapSlope(Infinity), "lengthMapSlope: expected q"],
    [() => theory.profile(0), "profile: expected depth to be a whole number from 1 on, came 0"],
    [() => theory.profile(2.5), "came 2.5"],
    [() => theory.profile(1e9), "profile: expected at most 100000 layers, came 1000000000"],
  ])("is refused by the methods (%#)", (call, message) => {
    expect(call).toThrow(message);
  });
});

function fixedPointOf(id: ActivationId, weightVariance: number): FixedPoint {
  const settings: MeanFieldSettings = { sigmaW: Math.sqrt(weightVariance) };
  return meanField(activations[id], settings).fixedPoint();
}
