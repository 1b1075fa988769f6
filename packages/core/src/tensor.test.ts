import { expect, test } from "vitest";
import { matrix, matrixFromRows } from "./matrix.ts";
import { Tape } from "./tape.ts";

test("a tensor tells its shape, its value and its place", () => {
  const tape = new Tape();
  const x = tape.constant(matrix(2, 3));
  const y = x.matmul(tape.parameter(matrix(3, 4)));
  expect([y.rows, y.columns, y.index, y.tape]).toEqual([2, 4, 2, tape]);
  expect(y.value).toEqual(matrix(2, 4));
});

test("a layer and its loss read as they are written", () => {
  const tape = new Tape({ precision: "f64" });
  const x = tape.constant(matrixFromRows([[1, 2]], "f64"));
  const w = tape.parameter(matrixFromRows([[1], [1]], "f64"), "w");
  const b = tape.parameter(matrixFromRows([[-3]], "f64"), "b");
  const loss = x
    .matmul(w)
    .add(b)
    .sigmoid()
    .meanSquaredError(matrixFromRows([[1]], "f64"));
  loss.backward();
  // z = 0, s(z) = 1/2, L = 1/4, ∂L/∂z = 2 (1/2 − 1) · 1/4 = −1/4
  expect([...loss.value.data]).toEqual([1 / 4]);
  expect([...(w.gradient?.data ?? [])]).toEqual([-1 / 4, -1 / 2]);
  expect([...(b.gradient?.data ?? [])]).toEqual([-1 / 4]);
});

test("label returns the tensor, so that it can stand in a chain", () => {
  const tape = new Tape();
  const x = tape.constant(matrix(1, 1));
  expect(x.label("x")).toBe(x);
});
