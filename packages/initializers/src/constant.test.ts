import { linear, matrix, normalMatrix, random, Tape } from "@vanishing/core";
import { expect, test } from "vitest";
import { constant, zeros } from "./constant.ts";

test("fill every entry", () => {
  expect(zeros({ fanIn: 2, fanOut: 3 })).toEqual(matrix(2, 3));
  expect(constant({ fanIn: 1, fanOut: 2, value: -3, precision: "f64" })).toEqual(
    matrix(1, 2, [-3, -3], "f64"),
  );
});

test.each([Number.NaN, Infinity, "1", null])("constant refuses %s", (value) => {
  expect(() => constant({ fanIn: 1, fanOut: 1, value: value as number })).toThrow(
    "constant: expected value to be a finite number",
  );
});

test("units with equal weights get equal gradients, so that they stay equal", () => {
  const tape = new Tape();
  const first = linear({ weight: constant({ fanIn: 4, fanOut: 3, value: 0.2 }) });
  const second = linear({ weight: constant({ fanIn: 3, fanOut: 1, value: 0.5 }) });
  const x = tape.constant(normalMatrix(random(1), 8, 4, 1));
  second.forward(tape, first.forward(tape, x).tanh()).mean().backward();
  const gradient = first.parameters()[0]?.gradient;
  for (let i = 0; i < 4; i++) {
    const [one, ...others] = gradient?.data.subarray(3 * i, 3 * i + 3) ?? [];
    expect(one).not.toBe(0);
    expect(others).toEqual([one, one]);
  }
});
