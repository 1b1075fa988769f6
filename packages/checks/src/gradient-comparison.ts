import {
  type CustomOperation,
  checkGradient,
  type GradientReport,
  type Matrix,
  matrix,
} from "@vanishing/core";
import { call, nameOf, type Outcome } from "./call.ts";
import { type Checked, emptyCheck } from "./check.ts";
import { describeValue } from "./describe-value.ts";
import { notANumber } from "./difference.ts";
import { factsOfError } from "./each-call.ts";
import { type Fact, ordinal } from "./message.ts";
import { at, type Numbers, numbersOf, reading, withNumbers } from "./outcome.ts";
import { describeShape, misshapeOf } from "./shape.ts";

export interface GradientQuestion {
  /** The learner's function. */
  readonly gradient: Checked;
  /** The function that it differentiates. */
  readonly of: Checked;
  readonly inputs: readonly unknown[];
  readonly withRespectTo: readonly number[];
  /** Whether the learner's function takes an upstream gradient; else it is the derivative of one number. */
  readonly isVjp: boolean;
  readonly upstream: number;
  readonly seed: number;
  readonly tolerance: number;
}

/** The gradients of one call beside the slopes of the function. */
export interface GradientComparison {
  readonly question: GradientQuestion;
  readonly report: GradientReport;
  /** What the gradients in the report are multiplied with: the upstream gradient that a derivative is not told; 1 for a vjp. */
  readonly weight: number;
  readonly isZero: boolean;
  readonly changedInput: boolean;
  /** What each entry of the report is of: `first input at [2][0]`. */
  readonly entries: readonly string[];
}

/** Why there is nothing to compare: the learner's function throws, or what it gives is no gradient. */
export interface NoGradient {
  readonly question: GradientQuestion;
  readonly facts: readonly Fact[];
}

/**
 * Puts the learner's function on a tape of core as the vjp of an operation, which its gradient check then holds to central
 * differences. All numbers of the inputs are one row to it, and all numbers of the outcome are another.
 */
export function compareGradient(question: GradientQuestion): GradientComparison | NoGradient {
  const point = pointOf(question);
  const { gradient, of, inputs, isVjp, upstream, seed, tolerance } = question;
  let weight = 1;
  let isZero = true;
  let isChanged = false;
  let outcomeOfStart: { readonly value: unknown; readonly length: number } | undefined;

  const operation: CustomOperation<[Matrix]> = {
    name: nameOf(gradient),
    forward({ data }) {
      const { value, values } = numbersIn(
        call(of, point.inputsAt(data)),
        `numbers, as the outcome of ${nameOf(of)}`,
      );
      outcomeOfStart ??= { value, length: values.length };
      if (!isVjp && typeof value !== "number")
        throw interruption(value, "a number", `${nameOf(of)} gives more than one number`);
      if (values.length !== outcomeOfStart.length) {
        throw interruption(value, describeShape(outcomeOfStart.value), `${nameOf(of)} changes its shape`);
      }
      return row(values);
    },
    vjp({ gradient: weights }) {
      if (!isVjp) weight = weights.data[0] as number;
      const leading = isVjp ? [withNumbers(outcomeOfStart?.value, weights.data)] : [];
      const outcome = call(gradient, [...leading, ...inputs]);
      const { values } = numbersIn(outcome, point.expected, point.model);
      isZero = values.every((value) => value === 0);
      isChanged = "value" in outcome && outcome.changedInput;
      return [row(values.map((value) => value * weight))];
    },
  };
  try {
    const settings = { upstream, seed, tolerance };
    const report = checkGradient((tape, x) => tape.custom(operation, x), [row(point.numbers)], settings);
    return { question, report, weight, isZero, changedInput: isChanged, entries: point.entries };
  } catch (error) {
    if (error instanceof Interruption) return { question, facts: error.facts };
    throw error;
  }
}

function row(numbers: readonly number[]): Matrix {
  return matrix(1, numbers.length, numbers, "f64");
}

/** Ends a gradient check at once. */
class Interruption extends Error {
  readonly facts: readonly Fact[];

  constructor(facts: readonly Fact[]) {
    super("The gradient check was interrupted.");
    this.facts = facts;
  }
}

function interruption(received: unknown, expected: string, note: string): Interruption {
  return new Interruption([
    ["expected", expected],
    ["received", describeValue(received)],
    ["note", note],
  ]);
}

/** The numbers of an outcome, which must be built like the model, where there is one. */
function numbersIn(
  outcome: Outcome,
  expected: string,
  model?: unknown,
): Numbers & { readonly value: unknown } {
  if ("thrown" in outcome) throw new Interruption([["expected", expected], ...factsOfError(outcome.thrown)]);
  const { value } = outcome;
  const read = reading(() => {
    const misshape = model === undefined ? undefined : misshapeOf(value, model);
    if (misshape) return { misfit: `${misshape.note}${at(misshape.place)}` };
    const numbers = numbersOf(value);
    if ("values" in numbers)
      return numbers.values.length > 0 ? numbers : { misfit: "there is no number in it" };
    return { misfit: `${notANumber(numbers.value)}${at(numbers.place)}` };
  });
  if ("unreadable" in read) throw interruption(value, expected, read.unreadable);
  if ("misfit" in read.result) throw interruption(value, expected, read.result.misfit);
  return { ...read.result, value };
}

/** The point at which the gradient is taken: the numbers that are moved, and how a call at other numbers looks. */
interface Point {
  readonly numbers: readonly number[];
  readonly entries: readonly string[];
  /** What the gradient is built like, also in words. */
  readonly model: unknown;
  readonly expected: string;
  readonly inputsAt: (numbers: ArrayLike<number>) => readonly unknown[];
}

function pointOf({ inputs, withRespectTo }: GradientQuestion): Point {
  const parts = withRespectTo.map((place) => {
    const numbers = numbersOf(inputs[place]);
    if ("values" in numbers && numbers.values.length > 0) return { place, ...numbers };
    throw emptyCheck(
      `the ${ordinal(place)} input is ${describeValue(inputs[place])}, and nothing in it can be moved: say what else in withRespectTo`,
    );
  });
  if (parts.length === 0) throw emptyCheck("there is nothing that it differentiates with respect to");
  const moved = withRespectTo.map((place) => inputs[place]);
  return {
    numbers: parts.flatMap(({ values }) => values),
    entries: parts.flatMap(({ place, places }) =>
      places.map((inside) => `${ordinal(place)} input${at(inside)}`),
    ),
    model: moved.length === 1 ? moved[0] : moved,
    expected:
      moved.length === 1
        ? describeShape(moved[0])
        : `a list of ${moved.length} gradients: ${moved.map(describeShape).join(", ")}`,
    inputsAt(numbers) {
      const moved = withNumbers(
        withRespectTo.map((place) => inputs[place]),
        Array.from(numbers),
      ) as unknown[];
      return inputs.map((input, place) => {
        const index = withRespectTo.indexOf(place);
        return index === -1 ? input : moved[index];
      });
    },
  };
}
