import { matrixFromRows } from "@vanishing/core";
import { expect, test } from "vitest";
import { identity } from "./identity.ts";

test("copies every input, times the gain", () => {
  expect(identity({ fanIn: 2, fanOut: 2, gain: 0.5 })).toEqual(
    matrixFromRows([
      [0.5, 0],
      [0, 0.5],
    ]),
  );
});

test("of a rectangle copies what fits", () => {
  expect(identity({ fanIn: 2, fanOut: 3 })).toEqual(
    matrixFromRows([
      [1, 0, 0],
      [0, 1, 0],
    ]),
  );
  expect(identity({ fanIn: 3, fanOut: 2 })).toEqual(
    matrixFromRows([
      [1, 0],
      [0, 1],
      [0, 0],
    ]),
  );
});
