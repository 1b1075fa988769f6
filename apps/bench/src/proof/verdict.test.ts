import { kernelsOf, sigmoidElementwise } from "@vanishing/core";
import { expect, test } from "vitest";
import { type Comparison, compare, nothingCompared } from "./comparison.ts";
import { provedFunction } from "./proved-functions.ts";
import { faults, proofTable } from "./verdict.ts";

const bitsOf = (x: number) => new Uint32Array(Float32Array.of(x).buffer)[0] as number;
const none = { units: 0, at: undefined };
const right: Comparison = {
  values: 4_294_967_296,
  ofPart: {
    value: {
      largest: { plain: { units: 1.7501, at: bitsOf(-0.1) }, simd: { units: 1.7501, at: bitsOf(-0.1) } },
      differing: { count: 0, first: undefined },
    },
    derivative: { largest: { plain: none, simd: none }, differing: { count: 0, first: undefined } },
  },
};
const proved = provedFunction("sigmoid");

test("the table has a row for the function and one for its derivative, with errors rounded up", () => {
  expect(proofTable({ sigmoid: { proved, comparison: right } })).toBe(
    `|  | promised | plain: largest error | at | simd: largest error | at | values | same bits |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| sigmoid | 2 | 1.751 | -0.1 | 1.751 | -0.1 | 4,294,967,296 | all |
| sigmoid′ | 3 | 0.000 | – | 0.000 | – | 4,294,967,296 | all |`,
  );
});

test("what is within its promise and the same has no fault", () => {
  expect(faults({ sigmoid: { proved, comparison: right } })).toEqual([]);
  expect(faults({ sigmoid: { proved, comparison: nothingCompared } })).toEqual([]);
});

test("a broken promise is said with its function, its set and its place", () => {
  const largest = { plain: { units: 1, at: bitsOf(1) }, simd: { units: 2.0001, at: bitsOf(2 ** -149) } };
  const value = { ...right.ofPart.value, largest };
  expect(
    faults({ sigmoid: { proved, comparison: { ...right, ofPart: { ...right.ofPart, value } } } }),
  ).toEqual([
    "sigmoid of the simd kernels is 2.001 units in the last place off at 1e-45 (0x00000001); it promises 2.",
  ]);
});

test("NaN in place of a number breaks every promise", () => {
  const largest = { plain: none, simd: { units: Infinity, at: 0x7f80_0000 } };
  const derivative = { ...right.ofPart.derivative, largest };
  const comparison = { ...right, ofPart: { ...right.ofPart, derivative } };
  expect(faults({ sigmoid: { proved, comparison } })).toEqual([
    "sigmoid′ of the simd kernels is infinitely far off at Infinity (0x7f800000); it promises 3.",
  ]);
});

test("sets that differ are a fault, however small, and the table counts what is the same", () => {
  const first = { at: bitsOf(-1.5), results: { "plain kernels": 0x3f00_0000, "simd kernels": 1 } };
  const derivative = { ...right.ofPart.derivative, differing: { count: 1, first } };
  const findings = {
    sigmoid: { proved, comparison: { ...right, ofPart: { ...right.ofPart, derivative } } },
  };
  expect(faults(findings)).toEqual([
    "sigmoid′ has not the same bits at 1 value, first at -1.5 (0xbfc00000): 0x3f000000 by the plain kernels, 0x00000001 by the simd kernels.",
  ]);
  expect(proofTable(findings)).toContain("| 4,294,967,295 |");
});

test("a fault that is planted at one of 65,536 values is found and said", () => {
  const [at, plain] = [0.75, kernelsOf("plain")];
  const planted = {
    ...sigmoidElementwise,
    f32: { value: (x: number) => (x === at ? 0.7 : sigmoidElementwise.value(x)), derivative: () => 0.25 },
  };
  const runs = [{ first: bitsOf(at) - 2 ** 15, step: 1, count: 2 ** 16 }];
  const comparison = compare(planted, { plain, simd: plain }, runs);
  expect(faults({ sigmoid: { proved, comparison } })).toContainEqual(
    expect.stringMatching(
      /^sigmoid of the plain kernels is .* off at 0\.75 \(0x3f400000\); it promises 2\.$/,
    ),
  );
});
