import {
  checkCount,
  checkInput,
  checkSettings,
  describeValue,
  type Elementwise,
  failure,
  type Layer,
  matrix,
  Parameter,
  type Precision,
  shapeOf,
} from "@vanishing/core";
import { preluSlopeDerivative } from "./prelu.ts";
import { relu } from "./relu.ts";

/** min(x, 0), with the slope on the left at 0, as everywhere in the table. */
const negativePart: Elementwise = {
  name: "min(x, 0)",
  value: preluSlopeDerivative,
  derivative: (x) => 1 - relu.derivative(x),
};

/**
 * PReLU with learned slopes: y = max(x, 0) + a ⊙ min(x, 0), x `(batch, units)`, y in the same shape, a `(1, units)`, one slope for
 * each unit; or a `(1, 1)`, one slope for all, with any number of units.
 *
 * With G = ∂L/∂y: ∂L/∂a = the sum of the rows of G ⊙ min(x, 0), and for one slope the sum of all. With the label `layer 1` the probes
 * report the slopes as `layer 1 slope` and y as `layer 1`. A labelled layer runs once between two resets of the tape.
 *
 * Source: He, Zhang, Ren and Sun (2015), section 2.1. They keep weight decay away from the slopes: it would pull them to ReLU.
 *
 * @param settings.units default 1: one slope for all
 * @param settings.slope where the slopes begin. Default 0.25
 * @param settings.precision default `"f32"`
 * @throws when a setting is not of its kind; and in `forward`, when x is of another tape, width or precision.
 */
export function preluLayer(
  settings: {
    readonly units?: number;
    readonly slope?: number;
    readonly label?: string;
    readonly precision?: Precision;
  } = {},
): Layer {
  checkSettings("preluLayer", settings, "preluLayer({ units })");
  const { units = 1, slope = 0.25, label, precision = "f32" } = settings;
  checkCount("preluLayer", "units", units, 1);
  if (!Number.isFinite(slope)) {
    throw failure(
      "preluLayer",
      "slope to be a finite number",
      describeValue(slope),
      "leave it out to begin at 0.25",
    );
  }
  const slopes = new Parameter(
    matrix(1, units, new Array<number>(units).fill(slope), precision),
    label && `${label} slope`,
  );
  const name = label === undefined ? "preluLayer" : `preluLayer ${JSON.stringify(label)}`;
  return {
    parameters: () => [slopes],
    forward(tape, x) {
      checkInput(name, tape, x);
      if (units !== 1 && x.columns !== units) {
        throw failure(
          name,
          `an input with ${units} columns, one for each slope`,
          shapeOf(x),
          "give units the fan-out of the layer before; or leave units out for one slope",
        );
      }
      const y = x.apply(relu).add(x.apply(negativePart).mul(slopes.beside(x)));
      return label === undefined ? y : y.label(label);
    },
  };
}
