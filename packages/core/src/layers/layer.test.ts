import { expect, test } from "vitest";
import { matrixFromRows } from "../matrix.ts";
import { Tape } from "../tape.ts";
import { checkLayer, Parameter } from "./layer.ts";

const value = matrixFromRows([[3]]);

test("a parameter that is used twice is one tensor, and gets the sum of its gradients", () => {
  const tape = new Tape();
  const w = new Parameter(value, "w");
  const x = tape.constant(matrixFromRows([[5]]));
  expect(w.gradient).toBeUndefined();
  x.mul(w.beside(x)).mul(w.beside(x)).sum().backward();
  // ∂(5w²)/∂w = 10w
  expect(w.gradient?.data).toEqual(Float32Array.of(30));
  expect(tape.labelled()[0]?.label).toBe("w");
});

test("after a reset, and on another tape, a new tensor stands for it", () => {
  const tape = new Tape();
  const w = new Parameter(value);
  const first = tape.constant(value);
  first.mul(w.beside(first)).sum().backward();
  tape.reset();
  expect(() => w.gradient).toThrow(/expected a tensor made since the tape's last reset/);
  for (const x of [tape.constant(value), new Tape().constant(value)]) {
    expect(w.beside(x).tape).toBe(x.tape);
    x.mul(w.beside(x)).sum().backward();
    expect(w.gradient?.data).toEqual(Float32Array.of(3));
  }
});

test.each([undefined, null, Math.tanh, { forward() {} }])("%o is no layer", (value) => {
  expect(() => checkLayer("here", value)).toThrow(
    /^here: expected a layer \{ parameters\(\), forward\(tape, x\) \}/,
  );
});

test("a nested array is no parameter", () => {
  expect(() => new Parameter([[1]] as never)).toThrow(/^new Parameter: expected a matrix/);
});
