import type { Elementwise } from "./elementwise.ts";
import { describeValue, failure } from "./failure.ts";
import { type Matrix, precisionOf } from "./matrix.ts";

/**
 * The share, from 0 to 1, of pre-activations z at which f is saturated: |f′(z)| < threshold · supremum.
 *
 * `supremum` is the largest |f′| anywhere (1/4 for the sigmoid, 1 for tanh), so that the same threshold means the same
 * for every f: at 0.05, a saturated unit passes on less than a twentieth of what it could. NaN counts as not saturated.
 * 0 for an empty matrix.
 *
 * @throws when supremum is not a finite number above 0 or threshold is not between 0 and 1.
 */
export function saturatedShare(
  preActivation: Matrix,
  f: Elementwise,
  { supremum, threshold = 0.05 }: { readonly supremum: number; readonly threshold?: number },
): number {
  if (!(supremum > 0 && supremum < Infinity)) {
    throw failure(
      "saturatedShare",
      "the supremum of |f′| as a finite number above 0",
      describeValue(supremum),
      "pass { supremum: 0.25 } for the sigmoid, { supremum: 1 } for tanh",
    );
  }
  if (!(threshold >= 0 && threshold <= 1)) {
    throw failure(
      "saturatedShare",
      "a threshold from 0 to 1",
      describeValue(threshold),
      "leave it out for 0.05",
    );
  }
  let saturated = 0;
  const { derivative } = formFor(preActivation, f);
  for (const z of preActivation.data) if (Math.abs(derivative(z)) < threshold * supremum) saturated++;
  return preActivation.data.length === 0 ? 0 : saturated / preActivation.data.length;
}

/**
 * The share, from 0 to 1, of units that are dead for the whole batch: f′(z) is exactly 0 for every row of pre-activations z
 * `(batch, units)`. Such a unit passes no gradient on, so that its own weights stay as they are. Weights before it can
 * still move it back to life.
 *
 * 0 where there are no units or no examples.
 */
export function deadShare(preActivation: Matrix, f: Elementwise): number {
  const { rows, columns, data } = preActivation;
  if (rows === 0 || columns === 0) return 0;
  const { derivative } = formFor(preActivation, f);
  let dead = 0;
  for (let unit = 0; unit < columns; unit++) {
    let row = 0;
    while (row < rows && derivative(data[row * columns + unit] as number) === 0) row++;
    if (row === rows) dead++;
  }
  return dead / columns;
}

/** f′ as a tape of this precision computes it. */
function formFor(m: Matrix, f: Elementwise): { derivative: (x: number) => number } {
  const form = precisionOf(m) === "f32" ? (f.f32 ?? f) : f;
  return { derivative: (x) => form.derivative(x) };
}
