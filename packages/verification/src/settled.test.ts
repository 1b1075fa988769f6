import { expect, test } from "vitest";
import { digits } from "./digits.ts";
import { parse } from "./formulas.ts";
import { settled } from "./settled.ts";
import { type BigNumber, exactly } from "./sixty-four-digits.ts";

const at = (formula: string, x: number) => {
  const compiled = parse(formula).compile();
  return settled(() => compiled.evaluate({ x: exactly(x) }));
};

test("gives 64 digits of a result that cancels all of them", () => {
  const x = 2 ** -900;
  expect(
    parse("exp(x) - 1")
      .evaluate({ x: exactly(x) })
      .toString(),
  ).toBe("0");
  // e^x − 1 = x + x²/2 + …
  expect(at("exp(x) - 1", x).eq(exactly(x))).toBe(true);
  expect(at("exp(x) / (1 + exp(x)) - exp(x)^2 / (1 + exp(x))^2", 500).toPrecision(40)).toBe(
    at("exp(-x)", 500).toPrecision(40),
  );
});

test("gives 0 where the result is 0, and takes no 0 for one before the longest numbers say so", () => {
  const lengths: number[] = [];
  expect(at("x^2 - x", 1).toString()).toBe("0");
  const late = settled(() => {
    lengths.push(digits());
    return exactly(digits() < 500 ? 0 : 3);
  });
  expect(late.toString()).toBe("3");
  expect(lengths).toEqual([32, 64, 128, 256, 384, 512, 960]);
});

test("asks twice where nothing cancels", () => {
  const lengths: number[] = [];
  const result = settled(() => {
    lengths.push(digits());
    return exactly(1).div(3);
  });
  expect(lengths).toEqual([32, 64]);
  expect(result.toString()).toBe(`0.${"3".repeat(64)}`);
});

test("refuses a result that never settles", () => {
  let turn: BigNumber = exactly(0);
  expect(() =>
    settled(() => {
      turn = turn.plus(1);
      return turn;
    }),
  ).toThrow("Even 960 digits do not settle the result, which is near 7.0000.");
});
