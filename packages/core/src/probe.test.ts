import { describe, expect, test } from "vitest";
import { tanhElementwise } from "./elementwise.ts";
import { matrix, matrixFromRows } from "./matrix.ts";
import { sgd } from "./optimizers/sgd.ts";
import { probe } from "./probe.ts";
import { Tape } from "./tape.ts";

describe("probe", () => {
  test("gives one record for each labelled tensor, in creation order", () => {
    const nothingElse = {
      saturatedShare: undefined,
      deadShare: undefined,
      updateRatio: undefined,
      valueHistogram: undefined,
      gradientMagnitudes: undefined,
    };
    const tape = new Tape({ precision: "f64" });
    const x = tape.constant(matrixFromRows([[3, 4]], "f64")).label("x");
    const w = tape.parameter(matrixFromRows([[1], [1]], "f64"), "w");
    x.matmul(w).scale(2).label("y").backward();
    expect(probe(tape)).toEqual([
      {
        label: "x",
        rows: 1,
        columns: 2,
        valueRms: Math.sqrt(25 / 2),
        valueNorm: 5,
        gradientRms: undefined,
        gradientNorm: undefined,
        ...nothingElse,
      },
      {
        label: "w",
        rows: 2,
        columns: 1,
        valueRms: 1,
        valueNorm: Math.SQRT2,
        gradientRms: Math.sqrt(100 / 2),
        gradientNorm: 10,
        ...nothingElse,
      },
      {
        label: "y",
        rows: 1,
        columns: 1,
        valueRms: 14,
        valueNorm: 14,
        gradientRms: 1,
        gradientNorm: 1,
        ...nothingElse,
      },
    ]);
  });

  test("has no gradients before backward, and nothing after reset", () => {
    const tape = new Tape();
    tape.parameter(matrix(1, 1, [2]), "w");
    expect(probe(tape)).toMatchObject([{ label: "w", valueNorm: 2, gradientNorm: undefined }]);
    tape.reset();
    expect(probe(tape)).toEqual([]);
  });

  test("tells the share of saturated entries and of dead units where it knows the function", () => {
    const tape = new Tape({ precision: "f64" });
    const z = tape
      .constant(
        matrixFromRows(
          [
            [-9, 0, -800, 1],
            [-8, 0.1, -900, 2],
          ],
          "f64",
        ),
      )
      .label("z");
    z.sigmoid().label("sigmoid");
    z.apply({ name: "relu", value: (x) => Math.max(x, 0), derivative: (x) => (x > 0 ? 1 : 0) }).label("relu");
    z.apply({ name: "step", value: Math.sign, derivative: () => 0, lipschitz: Infinity }).label("step");
    z.exp().label("exp");
    expect(
      probe(tape).map(({ label, saturatedShare, deadShare }) => [label, saturatedShare, deadShare]),
    ).toEqual([
      ["z", undefined, undefined],
      ["sigmoid", 4 / 8, 1 / 4],
      ["relu", undefined, 2 / 4],
      ["step", undefined, 1],
      ["exp", undefined, undefined],
    ]);
  });

  test("tells how far the optimiser's step moved each parameter", () => {
    const optimizer = sgd({ learningRate: 0.5, trackUpdates: true });
    const w = matrixFromRows([[3, 4]], "f64");
    const bias = matrix(1, 1, [0], "f64");
    const tape = new Tape({ precision: "f64" });
    const parameters = [tape.parameter(w, "w"), tape.parameter(bias, "b")] as const;
    const [weight, b] = parameters;
    weight.sum().add(b).label("loss").backward();
    optimizer.step(
      parameters.map(({ value }) => value),
      parameters.map(({ gradient }) => gradient),
    );
    expect(probe(tape, { optimizer }).map(({ label, updateRatio }) => [label, updateRatio])).toEqual([
      ["w", Math.sqrt(0.5) / 5],
      ["b", Infinity],
      ["loss", undefined],
    ]);
  });

  test("with bins, tells where values lie, and which order of magnitude gradients have", () => {
    const tape = new Tape({ precision: "f64" });
    const w = tape.parameter(matrixFromRows([[1, 2, 4]], "f64"), "w");
    w.mul(tape.constant(matrixFromRows([[0.001, 20, 0]], "f64")))
      .sum()
      .backward();
    expect(probe(tape, { bins: 3 })).toMatchObject([
      {
        valueHistogram: { from: 1, to: 4, counts: [1, 1, 1], notFinite: 0 },
        gradientMagnitudes: {
          zeros: 1,
          notFinite: 0,
          decades: expect.arrayContaining([{ exponent: 1, count: 1 }]),
        },
      },
    ]);
  });
});

test.each(["parameter", "constant"] as const)(
  "sees what a layer's function was applied to, where the weight is a %s",
  (kind) => {
    const [x, w, b] = [matrix(2, 1, [1, -1]), matrix(1, 2, [9, 0.1]), matrix(1, 2, [0.5, 0])];
    const measures = [true, false].map((asOne) => {
      const tape = new Tape();
      const [input, weight, bias] = [tape.constant(x), tape[kind](w), tape[kind](b)];
      const y = asOne ? input.linear(weight, bias, tanhElementwise) : input.linear(weight, bias).tanh();
      y.label("y");
      return probe(tape);
    });
    expect(measures[0]).toEqual(measures[1]);
    expect(measures[0]).toMatchObject([{ saturatedShare: 1 / 2 }]);
  },
);
