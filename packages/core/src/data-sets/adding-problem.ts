import { type Matrix, matrix, type Precision } from "../matrix.ts";
import type { Random } from "../random.ts";
import { checkCount, checkRandom, checkSettings } from "../setting-checks.ts";
import type { DataSet } from "./data-set.ts";

/**
 * The adding problem: remember two numbers out of a long sequence and add them. `inputs` holds `length` matrices of
 * shape `(examples, 2)`, one for each step of time: column 0 is a value uniform in [0, 1], column 1 a marker, 1 at
 * two steps and 0 at all others. `targets` `(examples, 1)` is the sum of the two marked values. One marker is in the
 * first ⌊length / 2⌋ steps, one in the rest, each place equally likely.
 *
 * Who always answers 1 has a mean squared error of 1/6, the variance of the sum: a network that stays there has learned
 * nothing from the sequence.
 *
 * S. Hochreiter and J. Schmidhuber, "Long short-term memory", Neural Computation 9(8), 1997, experiment 4, whose
 * values are in [−1, 1] and whose target is scaled to [0, 1]; with values in [0, 1] and the plain sum as in Q. V.
 * Le, N. Jaitly and G. E. Hinton, "A simple way to initialize recurrent networks of rectified linear units", 2015,
 * section 4.1.
 *
 * @param settings.length steps of time, at least 2
 * @param settings.precision default `"f32"`
 * @throws when examples is not a whole number from 1 on, or length not one from 2 on.
 */
export function addingProblem(
  settings: { readonly examples: number; readonly length: number; readonly precision?: Precision },
  random: Random,
): DataSet<readonly Matrix[], Matrix> {
  checkSettings("addingProblem", settings, "addingProblem({ examples: 100, length: 50 }, random(1))");
  const { examples, length, precision = "f32" } = settings;
  checkCount("addingProblem", "examples", examples, 1);
  checkCount("addingProblem", "length", length, 2);
  checkRandom("addingProblem", random);
  const targets = matrix(examples, 1, undefined, precision);
  const inputs = Array.from({ length }, () => matrix(examples, 2, undefined, precision));
  const half = Math.floor(length / 2);
  for (let example = 0; example < examples; example++) {
    for (const step of inputs) step.data[example * 2] = random.next();
    const marked = [random.integer(half), half + random.integer(length - half)];
    let sum = 0;
    for (const place of marked) {
      const step = inputs[place] as Matrix;
      step.data[example * 2 + 1] = 1;
      sum += step.data[example * 2] as number;
    }
    targets.data[example] = sum;
  }
  return { inputs, targets };
}
