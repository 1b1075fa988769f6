import { expect, test } from "vitest";
import { tanhElementwise } from "../elementwise.ts";
import { checkGradient } from "../gradient-check.ts";
import { matrixFromRows } from "../matrix.ts";
import { normalMatrix, random } from "../random.ts";
import { Tape } from "../tape.ts";
import { activation } from "./activation.ts";
import { linear, randomLinear } from "./linear.ts";
import { residual } from "./residual.ts";
import { sequential } from "./sequential.ts";

test.each([
  { scale: undefined, expected: 8 },
  { scale: 0.5, expected: 5 },
  { scale: -1, expected: -4 },
])("x + scale · f(x) with f(x) = 3x, x = 2 and scale $scale is $expected", ({ scale, expected }) => {
  const tape = new Tape();
  const x = tape.parameter(matrixFromRows([[2]]));
  const y = residual(linear({ weight: matrixFromRows([[3]]) }), scale).forward(tape, x);
  y.backward();
  expect(y.value.data[0]).toBe(expected);
  // ∂y/∂x = 1 + scale · 3
  expect(x.gradient?.data[0]).toBe(1 + (scale ?? 1) * 3);
});

test("50 blocks whose f hardly passes a gradient keep it: (1 + 1e-6)⁵⁰ against 1e-300", () => {
  const tape = new Tape({ precision: "f64" });
  const x = tape.parameter(matrixFromRows([[1]], "f64"));
  const block = residual(linear({ weight: matrixFromRows([[1e-6]], "f64") }));
  sequential(Array.from({ length: 50 }, () => block))
    .forward(tape, x)
    .backward();
  expect(x.gradient?.data[0]).toBeCloseTo((1 + 1e-6) ** 50, 14);
});

test("its gradient is that of central differences", () => {
  const draw = random(2);
  const block = residual(
    sequential([randomLinear(draw, 3, 3, { precision: "f64" }), activation(tanhElementwise)]),
    0.3,
  );
  expect(
    checkGradient((tape, x) => block.forward(tape, x), [normalMatrix(draw, 2, 3, 1, "f64")]).passed,
  ).toBe(true);
  expect(block.parameters()).toHaveLength(2);
});

test("refuses a block that changes the width, a scale that is no number, and what is no layer", () => {
  const tape = new Tape();
  const wider = residual(randomLinear(random(1), 1, 2));
  expect(() => wider.forward(tape, tape.constant(matrixFromRows([[1]])))).toThrow(
    /^residual: expected f\(x\) of the shape of x, 1×1, came 1×2/,
  );
  expect(() => residual(activation(tanhElementwise), Number.NaN)).toThrow(
    /^residual: expected a finite number as scale/,
  );
  expect(() => residual(tanhElementwise as never)).toThrow(/^residual: expected a layer/);
});
