import { expect, test } from "vitest";
import { trainedWeights } from "./trained-weights.ts";
import { workloads } from "./workloads/index.ts";
import { onTape } from "./workloads/on-tape.ts";

test("the same workload from its seed gives the same bits twice, and others after another step", () => {
  const names = [3, 3, 4].map((steps) => trainedWeights("moons", steps));
  expect(names[1]).toBe(names[0]);
  expect(names[2]).not.toBe(names[0]);
});

test.each(workloads.map(({ name }) => [name]))(
  "a step of %s changes what it trains, to finite numbers",
  (name) => {
    const workload = workloads.find((workload) => workload.name === name);
    const run = workload && onTape(workload.draw());
    const before = run?.results.map(({ data }) => data.slice()) ?? [];
    run?.step();
    expect(before.length).toBeGreaterThan(0);
    run?.results.forEach(({ data }) => {
      expect(data.every((entry: number) => Number.isFinite(entry))).toBe(true);
    });
    // Not every matrix: behind ten sigmoid layers, the first step of `moons` is lost in the rounding of its weights.
    expect(run?.results.map(({ data }) => data)).not.toEqual(before);
  },
);

test("refuses an unknown workload and a number of steps that is none", () => {
  expect(() => trainedWeights("moon", 1)).toThrow(
    "There is no workload moon; there are moons, deep, wide, lstm, elementwise.",
  );
  for (const steps of [0, -1, 1.5, Number.NaN, 1e9]) {
    expect(() => trainedWeights("moons", steps)).toThrow(`not ${steps}`);
  }
});
