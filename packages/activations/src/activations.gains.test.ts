import { erf, exactly, parse } from "@vanishing/verification";
import { describe, expect, test } from "vitest";
import { hardSigmoidFifth } from "./hard-sigmoid-fifth.ts";
import { hardSigmoidSixth } from "./hard-sigmoid-sixth.ts";
import { sigmoid } from "./sigmoid.ts";
import { momentsOf } from "./test-support/length-map.ts";
import { everyRow, rows } from "./test-support/rows.ts";

test("the critical gains", () => {
  const gains = Object.fromEntries(rows.map(({ id, criticalGain }) => [id, criticalGain]));
  const known = Object.fromEntries(Object.entries(gains).map(([id, gain]) => [id, gain?.toPrecision(15)]));
  expect(known).toEqual({
    identity: "1.00000000000000",
    step: undefined,
    sigmoid: "10.1492637100195",
    hardSigmoidSixth: "10.3294831106888",
    hardSigmoidFifth: "8.60790259224065",
    tanh: "1.00000000000000",
    hardTanh: "1.00000000000000",
    relu: "1.41421356237310",
    relu6: "1.41421356237310",
    leakyRelu: "1.41414285699784",
    prelu: "1.37198868114007",
    elu: "1.00000000000000",
    selu: "0.690486073634185",
    celu: "1.00000000000000",
    softplus: undefined,
    softsign: "1.00000000000000",
    silu: undefined,
    hardSwish: undefined,
    gelu: undefined,
    geluTanh: undefined,
    mish: undefined,
    logSigmoid: undefined,
    arctan: "1.00000000000000",
    erf: "0.886226925452758",
  });
});

const withGain = everyRow.filter(([, { criticalGain }]) => criticalGain !== undefined);
const vanishingLength = withGain.filter(([, { value }]) => value(0) === 0);

describe.each(vanishingLength)("the critical gain of %s", (_, row) => {
  const squared = (row.criticalGain ?? Number.NaN) ** 2;

  test("leaves a gradient as it is in the limit of short inputs", () => {
    expect(squared * momentsOf(row, 1e-20).derivative).toBeCloseTo(1, 8);
  });

  test("lets no length grow, so that the inputs do become short", () => {
    for (const q of [0.01, 1, 100])
      expect(squared * momentsOf(row, q).value).toBeLessThanOrEqual(q * (1 + 1e-9));
  });
});

describe.each([
  [sigmoid, 45.624277797379712827],
  [hardSigmoidSixth, 47.27365720695951749],
  [hardSigmoidFifth, 32.828928615944109368],
])("the critical gain of $name", (row, q) => {
  const squared = (row.criticalGain ?? Number.NaN) ** 2;
  const { value, derivative } = momentsOf(row, q);

  test(`keeps the length ${q}`, () => {
    expect(Math.abs((squared * value) / q - 1)).toBeLessThan(1e-12);
  });

  test("leaves a gradient as it is at this length", () => {
    expect(Math.abs(squared * derivative - 1)).toBeLessThan(1e-12);
  });
});

test("the critical gain of the hard sigmoids solves its equations in 64 digits", () => {
  // With h(u) = u + 1/2 between −1/2 and 1/2, E[h′(√p z)²] is the share P of |z| below c = 1 / (2√p), and E[h(√p z)²] has a closed form too.
  const share = (c: number) => erf(exactly(c).div(exactly(2).sqrt()));
  const excess = (c: number) =>
    parse("p * (P - 2 * c * standardNormalDensity(c)) + P / 4 + (1 - P) / 2 - p * P")
      .evaluate({ c: exactly(c), p: exactly(c).pow(-2).div(4), P: share(c) })
      .toNumber();
  let [low, high] = [0.1, 2];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0 === excess(low) > 0) low = middle;
    else high = middle;
  }
  const gain = 6 / Math.sqrt(share(low).toNumber());
  expect(hardSigmoidSixth.criticalGain).toBeCloseTo(gain, 13);
  expect(hardSigmoidFifth.criticalGain).toBeCloseTo((gain * 5) / 6, 13);
});
