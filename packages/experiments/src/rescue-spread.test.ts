import { describe, expect, test } from "vitest";
import { gradientRatio, missedGoals, rescueGoals } from "./rescue-goals.ts";
import { type RescueCase, rescueCase, rescueCases, rescueSpread, rescueSpread200 } from "./rescue-spread.ts";

/** What is treated as it should be. */
const treated = [
  "sound",
  "sigmoid, given skips and tanh",
  "sigmoid, given skips and ReLU",
  "Glorot under ReLU, given skips",
  "default initialisation, given skips",
  "tanh with gain 5/3, given skips",
  "batch norm without skips, given skips",
  "unscaled skips, scaled",
  "exploding rate, lowered",
  "tiny rate, raised",
] as const satisfies readonly RescueCase[];

const others = rescueCases.filter((name) => !treated.some((other) => other === name));

describe("the goals", () => {
  test.each(treated)("are reached by 99 of 100 networks: %s", (name) => {
    const { ratio, ratioAtEnd, steps, sound } = rescueSpread200[name];
    expect(sound).toBeGreaterThanOrEqual(0.99);
    expect(steps.high).toBeLessThan(rescueGoals.steps);
    // A factor of 2 is left on either side.
    expect(Math.min(ratio.low, ratioAtEnd.low)).toBeGreaterThan(2 * rescueGoals.ratio.low);
    expect(Math.max(ratio.high, ratioAtEnd.high)).toBeLessThan(rescueGoals.ratio.high / 2);
  });

  test.each(others)("are missed by most: %s", (name) => {
    expect(rescueSpread200[name].sound).toBeLessThan(0.15);
  });

  test.each(rescueCases)("were measured as they are measured now: %s", (name) => {
    const { ratio, sound } = rescueSpread200[name];
    const reports = [1, 2].map((seed) => rescueCase(name, seed));
    const inside = reports.filter(({ layers }) => {
      const value = gradientRatio(layers);
      return value >= 0.99 * ratio.low && value <= 1.01 * ratio.high;
    });
    expect(inside.length).toBeGreaterThanOrEqual(1);
    const soundOnes = reports.filter((report) => missedGoals(report).length === 0).length;
    if (sound >= 0.99) expect(soundOnes).toBe(2);
    else expect(soundOnes).toBeLessThan(2);
  });
});

test("the quantiles of one run are that run", () => {
  const { losses, layers } = rescueCase("sound", 1);
  const spread = rescueSpread("sound", 1);
  const steps = losses.length - 1;
  expect(spread.steps).toEqual({ low: steps, median: steps, high: steps });
  expect(spread.ratio.median).toBe(gradientRatio(layers));
  expect(spread.sound).toBe(1);
});
