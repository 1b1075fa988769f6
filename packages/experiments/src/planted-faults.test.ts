import { describe, expect, test } from "vitest";
import { deepTraining } from "./deep-training.ts";
import { faultsThatShow, otherFaults, signOf } from "./fault-signs.ts";
import {
  type Fault,
  hidesTheRate,
  plantedNetwork,
  rateFaultNames,
  signalFaultNames,
} from "./planted-faults.ts";
import { reportOf } from "./rescue.ts";
import { gradientRatio } from "./rescue-goals.ts";

const seeds = [101, 102, 103];
const both = signalFaultNames
  .filter((fault) => !hidesTheRate.includes(fault))
  .flatMap((signal) => rateFaultNames.map((rate): Fault[] => [signal, rate]));
const all: readonly (readonly Fault[])[] = [
  [],
  ...[...signalFaultNames, ...rateFaultNames].map((fault) => [fault]),
  ...both,
];

describe("planted faults", () => {
  test.each(all.map((faults) => ({ faults, name: faults.join(" and ") || "no fault" })))(
    "$name can be told from the probes alone",
    ({ faults }) => {
      for (const seed of seeds)
        expect(faultsThatShow(reportOf(plantedNetwork(seed, faults)))).toEqual(faults);
    },
  );

  test.each(signalFaultNames)("%s is planted so that its gradient ratio is far out", (fault) => {
    for (const seed of seeds) {
      const ratio = gradientRatio(deepTraining({ ...plantedNetwork(seed, [fault]), steps: 0 }).layers);
      expect(ratio > 0.05 && ratio < 20).toBe(false);
    }
  });

  test("drawn by seeds, they are all there, and depths from 30 to 100", () => {
    const networks = Array.from({ length: 120 }, (_, seed) => plantedNetwork(seed));
    expect(new Set(networks.flatMap(({ faults }) => faults))).toEqual(
      new Set([...signalFaultNames, ...rateFaultNames]),
    );
    expect(networks.some(({ faults }) => faults.length === 0)).toBe(true);
    expect(networks.some(({ faults }) => faults.length === 2)).toBe(true);
    for (const { depth, faults } of networks) {
      expect(depth).toBeGreaterThanOrEqual(30);
      expect(depth).toBeLessThanOrEqual(100);
      if (faults.some((fault) => hidesTheRate.includes(fault))) expect(faults).toHaveLength(1);
    }
  });

  test("the same seed gives the same network", () => {
    expect(plantedNetwork(7)).toEqual(plantedNetwork(7));
    expect(plantedNetwork(7, [])).not.toEqual(plantedNetwork(8, []));
  });

  test("others with the same first sign are named, with what tells them apart", () => {
    expect(otherFaults(["sigmoid"]).map(({ fault }) => fault)).toEqual([
      "Glorot under ReLU",
      "default initialisation",
    ]);
    expect(otherFaults(["unscaled skips", "tiny rate"]).map(({ fault }) => fault)).toEqual([
      "tanh with gain 5/3",
      "batch norm without skips",
      "exploding rate",
    ]);
    expect(otherFaults([])).toEqual([]);
    expect(signOf("sigmoid").sign).toContain("1/4");
  });
});
