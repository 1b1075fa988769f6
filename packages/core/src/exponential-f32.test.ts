import { readFileSync } from "node:fs";
import { float32UnitsInTheLastPlace } from "@vanishing/verification";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sigmoid, sigmoidDerivative, tanh, tanhDerivative } from "./elementary.ts";
import { exp, log } from "./exponential.ts";
import {
  expF32,
  expOfSumF32,
  logF32,
  sigmoidDerivativeF32,
  sigmoidF32,
  tanhDerivativeF32,
  tanhF32,
} from "./exponential-f32.ts";
import { bitsOf, fromBits, manyFloats } from "./test-support/float32-numbers.ts";

/** Any float32, and small ones as often. */
const anyFloat = fc.oneof(fc.float(), fc.float({ min: -128, max: 128, noNaN: true }));

// With each function, inputs where its form, the exponent of an inner result or the kind of the result changes.
describe.each([
  {
    name: "exp",
    bound: 1,
    f: expF32,
    reference: exp,
    around: [0.34657, -0.34657, -87.33654, -103.972, 88.72283],
  },
  {
    name: "log",
    bound: 1,
    f: logF32,
    reference: log,
    around: [1, Math.SQRT1_2, Math.SQRT2, 2 ** -126, 2 ** -146],
  },
  {
    name: "sigmoid",
    bound: 2,
    f: sigmoidF32,
    reference: sigmoid,
    around: [-1.121, -3.43732, -5.54455, -0.34657, -1e-7, 1e-7, 16.6, -87.33654, -103.972],
  },
  {
    name: "sigmoid′",
    bound: 3,
    f: sigmoidDerivativeF32,
    reference: sigmoidDerivative,
    around: [-5.54, 1e-7, 0.34657, 87.33654, 103.972],
  },
  { name: "tanh", bound: 2.5, f: tanhF32, reference: tanh, around: [2.735, -2.735, 9.01, 2 ** -12, -1e-30] },
  {
    name: "tanh′",
    bound: 3,
    f: tanhDerivativeF32,
    reference: tanhDerivative,
    around: [-44.167, 1e-7, 0.173285, 43.66827, 51.986],
  },
])("$name", ({ f, reference, bound, around }) => {
  test(`is within ${bound} units in the last place, and a float32`, () => {
    let [worst, worstAt] = [0, 0];
    for (const x of manyFloats(around)) {
      const value = f(x);
      if (!Object.is(value, Math.fround(value))) expect(value).toBe(Math.fround(value));
      const off = float32UnitsInTheLastPlace(reference(x), value);
      if (!(off <= worst)) [worst, worstAt] = [off, x];
    }
    expect(worst, `at ${worstAt}`).toBeLessThan(bound);
  });
});

test("e^(head + tail) is within 1 unit in the last place where one float32 cannot hold the sum", () => {
  fc.assert(
    fc.property(
      fc.float({ min: -103, max: 88, noNaN: true }),
      fc.float({ min: Math.fround(-0.1), max: Math.fround(0.1), noNaN: true }),
      (wide, tail) => {
        // A head of few bits, as the sum of two parts has.
        const head = Math.round(wide * 256) / 256;
        expect(float32UnitsInTheLastPlace(exp(head + tail), expOfSumF32(head, tail))).toBeLessThan(1);
      },
    ),
    { seed: 1, numRuns: 5000 },
  );
});

const smallest = 2 ** -149;
const largest = 2 ** 128 - 2 ** 104;

test.each([
  ["exp", expF32, 0, 1],
  ["exp", expF32, -0, 1],
  ["exp", expF32, smallest, 1],
  ["exp", expF32, Infinity, Infinity],
  ["exp", expF32, -Infinity, 0],
  ["exp", expF32, Number.NaN, Number.NaN],
  ["exp", expF32, largest, Infinity],
  ["exp", expF32, -largest, 0],
  // The smallest float32 x with an e^x that rounds to Infinity, and the largest one with an e^x that rounds to 0.
  ["exp", expF32, 88.72283935546875, Infinity],
  ["exp", expF32, -103.97208404541016, 0],
  ["exp", expF32, -103.97207641601562, smallest],
  ["exp", expF32, Math.fround(-103.9), smallest],
  ["log", logF32, 1, 0],
  ["log", logF32, 0, -Infinity],
  ["log", logF32, -0, -Infinity],
  ["log", logF32, Infinity, Infinity],
  ["log", logF32, -Infinity, Number.NaN],
  ["log", logF32, -smallest, Number.NaN],
  ["log", logF32, -1, Number.NaN],
  ["log", logF32, Number.NaN, Number.NaN],
  ["log", logF32, smallest, Math.fround(-149 * Math.LN2)],
  ["log", logF32, largest, Math.fround(128 * Math.LN2)],
  ["sigmoid", sigmoidF32, 0, 0.5],
  ["sigmoid", sigmoidF32, -0, 0.5],
  ["sigmoid", sigmoidF32, Infinity, 1],
  ["sigmoid", sigmoidF32, -Infinity, 0],
  ["sigmoid", sigmoidF32, -100, Math.fround(exp(-100))],
  ["sigmoid", sigmoidF32, Number.NaN, Number.NaN],
  ["sigmoid′", sigmoidDerivativeF32, 0, 1 / 4],
  ["sigmoid′", sigmoidDerivativeF32, -0, 1 / 4],
  ["sigmoid′", sigmoidDerivativeF32, 100, Math.fround(exp(-100))],
  ["sigmoid′", sigmoidDerivativeF32, 103.97207641601562, smallest],
  ["sigmoid′", sigmoidDerivativeF32, 103.97208404541016, 0],
  ["sigmoid′", sigmoidDerivativeF32, -Infinity, 0],
  ["sigmoid′", sigmoidDerivativeF32, Number.NaN, Number.NaN],
  ["tanh", tanhF32, 0, 0],
  ["tanh", tanhF32, -0, -0],
  ["tanh", tanhF32, smallest, smallest],
  ["tanh", tanhF32, Math.fround(1e-30), Math.fround(1e-30)],
  ["tanh", tanhF32, -Math.fround(1e-30), -Math.fround(1e-30)],
  ["tanh", tanhF32, 10, 1],
  ["tanh", tanhF32, largest, 1],
  ["tanh", tanhF32, Infinity, 1],
  ["tanh", tanhF32, -Infinity, -1],
  ["tanh", tanhF32, Number.NaN, Number.NaN],
  ["tanh′", tanhDerivativeF32, 0, 1],
  ["tanh′", tanhDerivativeF32, -0, 1],
  ["tanh′", tanhDerivativeF32, 51.98603820800781, 4 * smallest],
  ["tanh′", tanhDerivativeF32, 51.98604202270508, 0],
  ["tanh′", tanhDerivativeF32, largest, 0],
  ["tanh′", tanhDerivativeF32, Infinity, 0],
  ["tanh′", tanhDerivativeF32, Number.NaN, Number.NaN],
] as const)("%s: %o ↦ %o", (_, f, x, expected) => {
  expect(f(x)).toBe(expected);
});

test("exp is finite and positive just inside of its range", () => {
  expect(expF32(fromBits(bitsOf(88.72283935546875) - 1))).toBeLessThanOrEqual(largest);
  expect(expF32(fromBits(bitsOf(-103.97208404541016) - 1))).toBe(smallest);
});

describe("to the last bit", () => {
  test("tanh is odd, the derivatives are even", () => {
    fc.assert(
      fc.property(anyFloat, (x) => {
        expect(tanhF32(-x)).toBe(-tanhF32(x));
        expect(sigmoidDerivativeF32(-x)).toBe(sigmoidDerivativeF32(x));
        expect(tanhDerivativeF32(-x)).toBe(tanhDerivativeF32(x));
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  // Near the bounds, a rounding in the wrong place passes them.
  test("0 ≤ s ≤ 1, 0 ≤ s′ ≤ 1/4, |tanh| ≤ 1, 0 ≤ tanh′ ≤ 1", () => {
    const largestOf = (f: (x: number) => number) => {
      let most = 0;
      for (const x of manyFloats([1e-7, -1e-7, 3e-4, -3e-4, 9, -9, 17])) if (f(x) > most) most = f(x);
      return most;
    };
    const slopes = [sigmoidDerivativeF32, tanhDerivativeF32];
    expect([sigmoidF32, tanhF32, (x: number) => -tanhF32(x)].map(largestOf)).toEqual([1, 1, 1]);
    expect(slopes.map(largestOf)).toEqual([1 / 4, 1]);
    expect([sigmoidF32, ...slopes].map((f) => largestOf((x) => -f(x)))).toEqual([0, 0, 0]);
  });
});

describe.each(["exponential-f32.ts", "error-function-f32.ts", "trigonometry-f32.ts"])("%s", (file) => {
  const code = readFileSync(new URL(file, import.meta.url), "utf8")
    .replaceAll(/\/\*.*?\*\/|\/\/[^\n]*/gs, "")
    .replaceAll(/"[^"]*"|`[^`]*`/g, "text");

  test("each constant is a float32", () => {
    const constants = [...code.matchAll(/(?<![\w.])\d+(?:\.\d+)?(?:e-?\d+)?(?![\w.])/g)].map(Number);
    expect(constants.length).toBeGreaterThan(10);
    expect(constants.filter((constant) => Math.fround(constant) !== constant)).toEqual([]);
  });

  test("each sum, difference, product and quotient is rounded, or one of whole numbers", () => {
    let rest = code.replaceAll(/\((\w+\[0\]) as number\)/g, "$1");
    // What is rounded, cut to 32 bits, chosen or returned by a function is one value to the expression around it.
    const value = String.raw`-?[\w.]+(?:\[0\])?`;
    const forms = [
      `\\bfround\\(${value}(?: [-+*/] ${value})?\\)`,
      `\\b(?!fround)[\\w.]+\\((?:${value}(?:, ${value})*)?\\)`,
      `\\(${value}(?: [-+] ${value})?\\) (?:<<|[|&]) \\w+`,
      `\\(\\w+ (?:>>|&) \\w+\\)`,
      `\\(\\w+ \\? ${value} : ${value}\\)`,
      `\\(value\\)`,
    ].map((form) => new RegExp(form, "g"));
    for (let before = ""; before !== rest; ) {
      before = rest;
      for (const form of forms) rest = rest.replaceAll(form, "value");
    }
    expect(rest).toContain("return value");
    expect(rest.match(/.* [-+*/%]=? .*|.*(?:\*\*|\+\+|--).*/g) ?? []).toEqual([]);
  });
});
