import { random } from "@vanishing/core";
import { expect, test } from "vitest";
import { truncatedNormal } from "./truncated-normal.ts";

const settings = { fanIn: 500, fanOut: 400, precision: "f64" } as const;
/** The standard deviation of a standard normal variable within ±2, to 20 digits. */
const remaining = 0.87962566103423975041;

test("has no entry beyond 2 / 0.8796 of its standard deviations, and comes close", () => {
  const { data } = truncatedNormal(random(1), { ...settings, standardDeviation: 1 });
  const largest = [...data].reduce((size, entry) => Math.max(size, Math.abs(entry)), 0);
  expect(largest).toBeLessThanOrEqual(2 / remaining);
  // Of 200,000 entries, a share of 0.00057 is beyond 99.5 % of that: none at all has a chance of e^−110.
  expect(largest).toBeGreaterThan((0.995 * 2) / remaining);
});

test("is the normal draw, scaled, with what is beyond two standard deviations left out", () => {
  const draw = random(7);
  const expected: number[] = [];
  while (expected.length < 20) {
    const z = draw.normal();
    if (Math.abs(z) <= 2) expected.push((3 * z) / remaining);
  }
  const weight = truncatedNormal(random(7), { fanIn: 4, fanOut: 5, precision: "f64", standardDeviation: 3 });
  weight.data.forEach((entry, at) => {
    expect(entry / (expected[at] ?? Number.NaN)).toBeCloseTo(1, 14);
  });
});
