import { expect, test } from "vitest";
import { tanhElementwise } from "../elementwise.ts";
import { matrixFromRows } from "../matrix.ts";
import { Tape } from "../tape.ts";
import { activation } from "./activation.ts";

test("applies f to every entry, has no weights, and labels its result", () => {
  const tape = new Tape({ precision: "f64" });
  const layer = activation(tanhElementwise, "hidden");
  const x = tape.constant(matrixFromRows([[-1, 0, 2]], "f64"));
  expect(layer.forward(tape, x).value.data).toEqual(Float64Array.of(Math.tanh(-1), 0, Math.tanh(2)));
  expect(layer.parameters()).toEqual([]);
  expect(tape.labelled().map(({ label }) => label)).toEqual(["hidden"]);
});

test("refuses a plain function, and a tensor of another tape", () => {
  expect(() => activation(Math.tanh as never)).toThrow(/^activation: expected an elementwise function/);
  const x = new Tape().constant(matrixFromRows([[1]]));
  expect(() => activation(tanhElementwise).forward(new Tape(), x)).toThrow(
    /^activation tanh: expected a tensor of this tape/,
  );
});
