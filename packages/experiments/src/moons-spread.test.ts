import { describe, expect, test } from "vitest";
import { type MoonsOutcome, moonsOutcome, moonsSpread, moonsSpread200 } from "./moons-spread.ts";

const toThreeDigits = (value: number) => Number(value.toPrecision(3));

describe.each(["sigmoid", "relu"] as const)("the recorded spread of %s", (activation) => {
  const recorded = moonsSpread200[activation];

  test("is what 200 seeds give before the first step", () => {
    const { gradientShare } = moonsSpread({ activation, optimizer: "sgd", epochs: 0 }, 200);
    const rounded = {
      low: toThreeDigits(gradientShare.low),
      median: toThreeDigits(gradientShare.median),
      high: toThreeDigits(gradientShare.high),
    };
    expect(recorded.sgd.gradientShare).toEqual(rounded);
    expect(recorded.adam.gradientShare).toEqual(rounded);
  });

  // That two of three lie in a range that holds 38 of 40 fails for one recording in 140; these seeds are fixed.
  test.each(["adam", "sgd"] as const)("holds what trained networks come to, with %s", (optimizer) => {
    const outcomes = [1, 2, 3].map((seed) => moonsOutcome({ activation, optimizer, seed }));
    for (const fact of Object.keys(recorded[optimizer]) as (keyof MoonsOutcome)[]) {
      const { low, high } = recorded[optimizer][fact];
      const inside = outcomes.filter((outcome) => {
        const value = toThreeDigits(outcome[fact]);
        return value >= low && value <= high;
      });
      expect(inside.length, fact).toBeGreaterThanOrEqual(2);
    }
  });
});

test("quantiles of one run are that run", () => {
  const settings = { activation: "relu", optimizer: "adam", epochs: 1 } as const;
  const [outcome, spread] = [moonsOutcome({ ...settings, seed: 1 }), moonsSpread(settings, 1)];
  expect(spread.loss).toEqual({ low: outcome.loss, median: outcome.loss, high: outcome.loss });
});
