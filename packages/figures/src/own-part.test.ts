import { expect, test } from "vitest";
import { ownPart } from "./own-part.ts";

const own = { relu: (x: number) => (x > 0 ? { value: x, slope: 1 } : undefined) };

test("reads one part of what the learner's function gives", () => {
  expect(ownPart<[number]>(own, "relu", "value")(3)).toBe(3);
  expect(ownPart<[number]>(own, "relu", "slope")(3)).toBe(1);
});

test("a part that is not there, no record and no function are refused by name", () => {
  const message = (part: string) => `The ${part} of relu gave undefined where the figure needs a number.`;
  expect(() => ownPart<[number]>(own, "relu", "alphaSlope")(3)).toThrow(message("alphaSlope"));
  expect(() => ownPart<[number]>(own, "relu", "slope")(-3)).toThrow(message("slope"));
  expect(() => ownPart<[number]>(own, "elu", "slope")).toThrow("It exports no function elu.");
});
