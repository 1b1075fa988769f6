import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tanhDerivative } from "./elementary.ts";
import { jacobian } from "./jacobian.ts";
import { matrix, matrixFromRows } from "./matrix.ts";
import { normalMatrix, random } from "./random.ts";
import { Tape } from "./tape.ts";

const size = fc.integer({ min: 1, max: 4 });

test("a linear map gives its matrix", () => {
  fc.assert(
    fc.property(size, size, fc.integer(), (rows, columns, seed) => {
      const map = normalMatrix(random(seed), rows, columns, 1, "f64");
      const input = normalMatrix(random(seed + 1), columns, 1, 1, "f64");
      expect(jacobian((tape, x) => tape.constant(map).matmul(x), input)).toEqual(map);
    }),
    { seed: 1 },
  );
});

test("tanh gives a diagonal of its derivatives", () => {
  const entries = [-2, 0, 0.5, 3];
  const result = jacobian((_, x) => x.tanh(), matrix(2, 2, entries, "f64"));
  const diagonal = entries.flatMap((row, i) => entries.map((_, j) => (i === j ? tanhDerivative(row) : 0)));
  expect(result).toEqual(matrix(4, 4, diagonal, "f64"));
});

test("a transpose exchanges entries, counted row by row", () => {
  const result = jacobian((_, x) => x.transpose(), matrix(2, 3));
  const order = Array.from({ length: 6 }, (_, output) => result.data.indexOf(1, output * 6) - output * 6);
  expect(order).toEqual([0, 3, 1, 4, 2, 5]);
  expect([...result.data].filter((entry) => entry !== 0)).toEqual(new Array(6).fill(1));
});

test("the Jacobian of a composition is the product of the Jacobians", () => {
  const draw = random(1);
  const weight = normalMatrix(draw, 3, 3, 1, "f64");
  const input = normalMatrix(draw, 1, 3, 1, "f64");
  const tape = new Tape({ precision: "f64" });
  const z = tape.constant(input).matmul(tape.constant(weight)).value;
  const outer = tape.constant(jacobian((_, x) => x.softmax(), z));
  const inner = tape.constant(jacobian((tape, x) => x.matmul(tape.constant(weight)), input));
  const whole = jacobian((tape, x) => x.matmul(tape.constant(weight)).softmax(), input);
  outer.matmul(inner).value.data.forEach((entry, at) => {
    expect(whole.data[at]).toBeCloseTo(entry, 14);
  });
});

test("has the precision of the input, and does not change it", () => {
  const input = matrix(1, 2, [1, 2]);
  const result = jacobian((_, x) => x.mul(x), input);
  expect(result).toEqual(
    matrixFromRows([
      [2, 0],
      [0, 4],
    ]),
  );
  expect(input).toEqual(matrix(1, 2, [1, 2]));
});

test("an output or an input without entries gives a matrix without entries", () => {
  expect(jacobian((_, x) => x.slice({ rows: [0, 0] }), matrix(2, 2))).toEqual(matrix(0, 4));
  expect(jacobian((_, x) => x.sum("byRow"), matrix(2, 0))).toEqual(matrix(2, 0));
});

describe("refuses", () => {
  test.each([
    ["what is not a function", () => jacobian(1 as never, matrix(1, 1)), "jacobian: expected a function"],
    ["what is not a matrix", () => jacobian((_, x) => x, [[1]] as never), "jacobian: expected a matrix"],
    [
      "no tensor",
      () => jacobian((() => 1) as never, matrix(1, 1)),
      "jacobian: expected build to return a tensor",
    ],
    [
      "a tensor of another tape",
      () => jacobian(() => new Tape().constant(matrix(1, 1)), matrix(1, 1)),
      "jacobian: expected a tensor of this tape",
    ],
    [
      "a tensor that does not depend on the input",
      () => jacobian((tape) => tape.constant(matrix(1, 1)), matrix(1, 1)),
      "backward: expected a tensor computed from at least one parameter",
    ],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(message);
  });
});
