import { random } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { sparse } from "./sparse.ts";

describe("sparse", () => {
  test.each([
    [40, 30, undefined, 15],
    [40, 30, 3, 3],
    [10, 30, undefined, 10],
    [7, 5, 7, 7],
    [1, 1, 1, 1],
  ])("with fans %d and %d and connections %s gives each unit %d", (fanIn, fanOut, connections, expected) => {
    const weight = sparse(random(1), { fanIn, fanOut, ...(connections && { connections }) });
    for (let unit = 0; unit < fanOut; unit++) {
      const column = Array.from({ length: fanIn }, (_, i) => weight.data[i * fanOut + unit]);
      expect(column.filter((entry) => entry !== 0)).toHaveLength(expected);
    }
  });

  test("chooses each input equally often", () => {
    const [fanIn, fanOut, connections] = [10, 20_000, 3];
    const weight = sparse(random(2), { fanIn, fanOut, connections });
    const expected = (fanOut * connections) / fanIn;
    const deviation = Math.sqrt(expected * (1 - connections / fanIn));
    for (let i = 0; i < fanIn; i++) {
      const row = weight.data.subarray(i * fanOut, (i + 1) * fanOut);
      const count = row.filter((entry) => entry !== 0).length;
      // Five standard deviations of a binomial count; ten inputs: a chance of 6e-6.
      expect(Math.abs(count - expected)).toBeLessThan(5 * deviation);
    }
  });

  test.each([
    [{ connections: 41 }, "sparse: expected at most 40 connections, the fan-in, came 41"],
    [{ connections: 0 }, "sparse: expected connections to be a whole number from 1 on, came 0"],
    [{ connections: 2.5 }, "came 2.5"],
    [{ connections: Number.NaN }, "came NaN"],
    [
      { gain: 2 },
      'expected no settings but fanIn, fanOut, precision, connections, standardDeviation, came "gain"',
    ],
  ])("refuses %j", (settings, message) => {
    expect(() => sparse(random(1), { fanIn: 40, fanOut: 30, ...settings } as never)).toThrow(message);
  });
});
