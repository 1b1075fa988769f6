import { expect, test } from "vitest";
import { random } from "./random.ts";
import {
  checkCount,
  checkNonNegative,
  checkPositive,
  checkRandom,
  checkSettings,
  checkShare,
} from "./setting-checks.ts";

test.each([
  { name: "a count at its minimum", check: () => checkCount("f", "n", 1, 1) },
  { name: "0 where 0 is allowed", check: () => checkNonNegative("f", "x", 0) },
  { name: "the smallest positive number", check: () => checkPositive("f", "x", 5e-324) },
  { name: "the share 0", check: () => checkShare("f", "x", 0) },
  { name: "the share 1", check: () => checkShare("f", "x", 1) },
  { name: "a stream of random numbers", check: () => checkRandom("f", random(1)) },
  { name: "an empty record", check: () => checkSettings("f", {}, "f({})") },
])("$name passes", ({ check }) => {
  expect(check).not.toThrow();
});

const wrong = [Number.NaN, "1", null, undefined, {}, -1];
test.each([
  ...[...wrong, 0, 1.5, 2 ** 53, Infinity].map((value) => ({
    value,
    check: () => checkCount("f", "n", value, 1),
    expected: /^f: expected n to be a whole number from 1 on, came .*Likely fix/,
  })),
  ...[...wrong, Infinity].map((value) => ({
    value,
    check: () => checkNonNegative("f", "x", value),
    expected: /^f: expected x to be a finite number from 0 on, came .*Likely fix/,
  })),
  ...[...wrong, Infinity, 0].map((value) => ({
    value,
    check: () => checkPositive("f", "x", value),
    expected: /^f: expected x to be a finite number above 0, came .*Likely fix/,
  })),
  ...[...wrong, 1.1].map((value) => ({
    value,
    check: () => checkShare("f", "x", value),
    expected: /^f: expected x to be a number from 0 to 1, came .*Likely fix/,
  })),
  ...[...wrong, 1].map((value) => ({
    value,
    check: () => checkShare("f", "x", value, { below1: true }),
    expected: /^f: expected x to be a number from 0 to below 1, came .*Likely fix/,
  })),
  ...wrong.map((value) => ({
    value,
    check: () => checkRandom("f", value),
    expected: /^f: expected a stream of random numbers, came .*Likely fix/,
  })),
  ...[undefined, null, 1, []].map((value) => ({
    value,
    check: () => checkSettings("f", value, "f({})"),
    expected: /^f: expected a record of settings, came .*Likely fix: write f\(\{\}\)/,
  })),
])("refuses $value ($expected)", ({ check, expected }) => {
  expect(check).toThrow(expected);
});
