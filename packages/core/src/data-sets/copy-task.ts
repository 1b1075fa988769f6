import { type Matrix, matrix, type Precision } from "../matrix.ts";
import type { Random } from "../random.ts";
import { checkCount, checkRandom, checkSettings } from "../setting-checks.ts";
import type { DataSet } from "./data-set.ts";

/**
 * The copy task: read a word, wait, write it down. There are delay + 2 · length steps of time. The inputs of one
 * example are `length` symbols, delay − 1 blanks, one sign to start, and `length` blanks; its targets are delay +
 * length blanks and then the symbols again, in their order. Symbols are drawn uniformly.
 *
 * `inputs` holds one matrix `(examples, symbols + 2)` a step, `targets` one `(examples, symbols + 1)`; each row is
 * one-hot. Column s < symbols stands for symbol s, column `symbols` for the blank, and in the inputs the last column
 * for the sign to start.
 *
 * Who knows the format but remembers nothing has a mean cross-entropy of length · ln(symbols) / (delay + 2 · length)
 * a step.
 *
 * S. Hochreiter and J. Schmidhuber, "Long short-term memory", Neural Computation 9(8), 1997, in the form of M.
 * Arjovsky, A. Shah and Y. Bengio, "Unitary evolution recurrent neural networks", ICML 2016, section 4.1: length 10,
 * 8 symbols.
 *
 * @param settings.delay steps from the last symbol to the sign to start, at least 1
 * @param settings.length default 10
 * @param settings.symbols default 8
 * @param settings.precision default `"f32"`
 * @throws when a count is not a whole number, examples, delay or length is below 1, or symbols below 2.
 */
export function copyTask(
  settings: {
    readonly examples: number;
    readonly delay: number;
    readonly length?: number;
    readonly symbols?: number;
    readonly precision?: Precision;
  },
  random: Random,
): DataSet<readonly Matrix[], readonly Matrix[]> {
  checkSettings("copyTask", settings, "copyTask({ examples: 100, delay: 20 }, random(1))");
  const { examples, delay, length = 10, symbols = 8, precision = "f32" } = settings;
  checkCount("copyTask", "examples", examples, 1);
  checkCount("copyTask", "delay", delay, 1);
  checkCount("copyTask", "length", length, 1);
  checkCount("copyTask", "symbols", symbols, 2);
  checkRandom("copyTask", random);
  const blank = symbols;
  const start = symbols + 1;
  const steps = delay + 2 * length;
  const inputs = Array.from({ length: steps }, () => matrix(examples, symbols + 2, undefined, precision));
  const targets = Array.from({ length: steps }, () => matrix(examples, symbols + 1, undefined, precision));
  for (let example = 0; example < examples; example++) {
    const word = Array.from({ length }, () => random.integer(symbols));
    inputs.forEach((step, time) => {
      setOne(step, example, time === length + delay - 1 ? start : (word[time] ?? blank));
    });
    targets.forEach((step, time) => {
      setOne(step, example, word[time - delay - length] ?? blank);
    });
  }
  return { inputs, targets };
}

function setOne(m: Matrix, row: number, column: number): void {
  m.data[row * m.columns + column] = 1;
}
