import { expect, test } from "vitest";
import { smoothActivations } from "./smooth-activations.ts";
import { race } from "./smooth-model.ts";
import { compute as ownRace } from "./smooth-own-code.ts";

test("computes the figure with the learner's functions", () => {
  const { gelu, silu, selu } = smoothActivations;
  const record = ({ value, derivative }: typeof gelu, x: number) => ({
    value: value(x),
    slope: derivative(x),
  });
  const own = {
    swish: (x: number, beta: number) => record(silu, beta * x),
    gelu: gelu.value,
    geluDerivative: gelu.derivative,
    selu: (x: number) => record(selu, x),
  };
  for (const first of ["gelu", "silu", "selu"] as const) {
    const values = { first, second: "tanh", scale: "lecun", gain: 1, depth: 3, seed: 1 } as const;
    expect(ownRace(own, values)).toEqual(race(values));
    const halved = ownRace(
      {
        ...own,
        geluDerivative: () => 0.5,
        swish: () => ({ value: 0, slope: 1 }),
        selu: () => ({ value: 0, slope: 1 }),
      },
      values,
    );
    expect(halved.runners[0].slopes).toEqual({ belowZero: 0, aboveOne: 0 });
    expect(halved.runners[0].firstShare).not.toBe(race(values).runners[0].firstShare);
    expect(halved.runners[1]).toEqual(race(values).runners[1]);
  }
});
