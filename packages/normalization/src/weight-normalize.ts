import { type Matrix, type Operation, sumInLanes, type Tensor } from "@vanishing/core";
import { addTo, columnOf, entriesOf, type Line } from "./line.ts";
import { checkFilled, checkRow, tapeOf } from "./operand-checks.ts";
import { rootOf } from "./standardization.ts";

/**
 * Weight normalisation. For each output unit, a column of the direction v `(fan-in, fan-out)`, with its entry of the
 * gain `(1, fan-out)` and the unit vector v̂. G = ∂L/∂W:
 *
 *     v̂ = v / ‖v‖        W = gain · v̂
 *     ∂L/∂gain = ⟨G, v̂⟩        ∂L/∂v = (gain / ‖v‖) [G − v̂ ⟨G, v̂⟩]
 */
export const weightNormalization: Operation<
  readonly [direction: Matrix, gain: Matrix],
  { readonly name: string }
> = {
  shape([direction, gain], { name }) {
    checkFilled(name, direction);
    checkRow(name, "gain", gain, direction);
    return [direction.rows, direction.columns];
  },

  forward({ inputs: [direction, gain], settings: { name }, output }) {
    for (let unit = 0; unit < direction.columns; unit++) {
      const column = columnOf(direction, unit, "unit");
      const entry = entriesOf(direction, column);
      const length = columnNorm(name, direction, column);
      for (let input = 0; input < direction.rows; input++) {
        output.data[input * direction.columns + unit] = (gain.data[unit] as number) * (entry(input) / length);
      }
    }
  },

  vjp({ inputs: [direction, gain], settings: { name }, gradient, inputGradients }) {
    const [gradientDirection, gradientGain] = inputGradients;
    const fanIn = direction.rows;
    for (let unit = 0; unit < direction.columns; unit++) {
      const column = columnOf(direction, unit, "unit");
      const [entry, g] = [entriesOf(direction, column), entriesOf(gradient, column)];
      const length = columnNorm(name, direction, column);
      const along = sumInLanes(fanIn, (e) => g(e) * (entry(e) / length));
      if (gradientGain) addTo(gradientGain, unit, along);
      if (!gradientDirection) continue;
      const factor = (gain.data[unit] as number) / length;
      for (let input = 0; input < fanIn; input++) {
        const bracket = g(input) - (entry(input) / length) * along;
        addTo(gradientDirection, input * direction.columns + unit, factor * bracket);
      }
    }
  },
};

/** ‖v‖ of one column, in float64. Refuses a column of zeros, which has no direction, and one that is not finite. */
export function columnNorm(operation: string, direction: Matrix, column: Line): number {
  const entry = entriesOf(direction, column);
  const squares = sumInLanes(column.length, (e) => entry(e) * entry(e));
  return rootOf(operation, "squared norm", squares, column, 0);
}

/**
 * Weight normalisation W = gain · v / ‖v‖, for each output unit: v `(fan-in, fan-out)` with a norm for each column, gain
 * `(1, fan-out)`, W in the shape of v. The gradient of v is orthogonal to v, column by column, so that plain gradient
 * descent never makes ‖v‖ smaller.
 *
 * T. Salimans and D. P. Kingma, "Weight normalization", NIPS 2016, equations 2 and 3 (their g is the gain here).
 *
 * @throws when v is empty, the gain does not fit, or a column of v is zero or not finite.
 */
export function weightNormalize(direction: Tensor, gain: Tensor): Tensor {
  const name = "weightNormalize";
  return tapeOf(name, direction).run(name, weightNormalization, [direction, gain], { name });
}
