import { expect, test } from "vitest";
import { precisionOf } from "../matrix.ts";
import { random } from "../random.ts";
import { circles } from "./circles.ts";
import { planarDataSet } from "./planar.ts";
import { spirals } from "./spirals.ts";
import { twoMoons } from "./two-moons.ts";
import { xor } from "./xor.ts";

const still = (noise: number, examples = 5000) =>
  planarDataSet("still", { examples, noise, precision: "f64" }, random(3), () => ({
    x: 1,
    y: -2,
    target: 1,
  }));

test("the noise has the stated standard deviation around each coordinate", () => {
  const { inputs } = still(0.3);
  for (const [coordinate, centre] of [1, -2].entries()) {
    const deviations = Array.from(inputs.data)
      .filter((_, at) => at % 2 === coordinate)
      .map((value) => value - centre);
    const n = deviations.length;
    const mean = deviations.reduce((sum, d) => sum + d, 0) / n;
    const variance = deviations.reduce((sum, d) => sum + d * d, 0) / n;
    // Five standard deviations of a mean of n normals, and of a variance: σ²√(2/n).
    expect(Math.abs(mean)).toBeLessThan((5 * 0.3) / Math.sqrt(n));
    expect(Math.abs(variance - 0.09)).toBeLessThan(5 * 0.09 * Math.sqrt(2 / n));
  }
});

test("one seed gives one pattern of noise: twice the strength moves each point twice as far", () => {
  const [weak, strong] = [still(0.25, 20).inputs.data, still(0.5, 20).inputs.data];
  weak.forEach((value, at) => {
    const centre = at % 2 === 0 ? 1 : -2;
    expect((strong[at] ?? 0) - centre).toBeCloseTo(2 * (value - centre), 14);
  });
});

const sets = [
  { name: "twoMoons", dataSet: twoMoons },
  { name: "circles", dataSet: circles },
  { name: "spirals", dataSet: spirals },
  { name: "xor", dataSet: xor },
];

test.each(sets)("$name is the same for the same seed, and shuffled otherwise for another", ({ dataSet }) => {
  const settings = { examples: 40, noise: 0.1 };
  expect(dataSet(settings, random(1))).toEqual(dataSet(settings, random(1)));
  expect(dataSet(settings, random(1))).not.toEqual(dataSet(settings, random(2)));
});

test.each(sets)("$name has the stated shapes, precision and shares of the classes", ({ dataSet }) => {
  for (const examples of [1, 2, 3, 101]) {
    for (const precision of ["f32", "f64"] as const) {
      const { inputs, targets } = dataSet({ examples, precision }, random(1));
      expect([inputs.rows, inputs.columns, precisionOf(inputs)]).toEqual([examples, 2, precision]);
      expect([targets.rows, targets.columns, precisionOf(targets)]).toEqual([examples, 1, precision]);
      expect(inputs.data.every(Number.isFinite)).toBe(true);
      if (dataSet !== xor) {
        expect(targets.data.filter((target) => target === 0)).toHaveLength(Math.floor(examples / 2));
      }
    }
  }
});

test.each(sets)("$name refuses wrong settings and a seed in place of a random", ({ name, dataSet }) => {
  const refused = (settings: unknown, message: string, draw: unknown = random(1)) =>
    expect(() => dataSet(settings as { examples: number }, draw as ReturnType<typeof random>)).toThrow(
      message,
    );
  refused({ examples: 0 }, `${name}: expected examples to be a whole number from 1 on`);
  refused({ examples: 2.5 }, `${name}: expected examples to be a whole number from 1 on`);
  refused({ examples: 2 ** 31 }, "expected at most 2147483647 entries");
  refused({ examples: 4, noise: -1 }, `${name}: expected noise to be a finite number from 0 on`);
  refused({ examples: 4, noise: Infinity }, `${name}: expected noise`);
  refused({ examples: 4, precision: "f16" }, 'expected the precision "f32" or "f64"');
  refused({ examples: 4 }, `${name}: expected a stream of random numbers, came 1`, 1);
});
