import { matrixFromRows, Tape, type Tensor, tanh, tanhDerivative } from "@vanishing/core";
import type { Expression } from "./tape-expressions.ts";

/** A record that was visited on the way back. */
export interface Visit {
  readonly place: number;
  /** The gradient that had arrived there. */
  readonly upstream: number;
  /** What its vjp gave, one number an input. */
  readonly passedOn: readonly number[];
}

/** All that happens on a tape: the values on the way forward, and the visits on the way back, in their order. */
export interface Trace {
  /** By place: the given numbers, then the operations. */
  readonly values: readonly number[];
  readonly visits: readonly Visit[];
}

type Numbers = readonly number[];

/** Each operation's value, and what it passes on. */
const arithmetic = {
  multiply: {
    value: ([a = Number.NaN, b = Number.NaN]: Numbers) => a * b,
    vjp: (upstream: number, [a = Number.NaN, b = Number.NaN]: Numbers) => [upstream * b, upstream * a],
  },
  add: {
    value: ([a = Number.NaN, b = Number.NaN]: Numbers) => a + b,
    vjp: (upstream: number) => [upstream, upstream],
  },
  tanh: {
    value: ([x = Number.NaN]: Numbers) => tanh(x),
    vjp: (upstream: number, [x = Number.NaN]: Numbers) => [upstream * tanhDerivative(x)],
  },
};

/** Runs an expression on a tape of core's, with operations that note when `backward` comes to them. */
export function traceOfCore({ operations }: Expression, given: Numbers): Trace {
  const tape = new Tape({ precision: "f64" });
  const visits: Visit[] = [];
  const tensors = given.map((value) => tape.parameter(scalar(value)));
  for (const { operation, inputs } of operations) {
    const { value, vjp } = arithmetic[operation];
    const place = tensors.length;
    const watched = {
      name: operation,
      forward: (...operands: Matrices) => scalar(value(operands.map(numberIn))),
      vjp({ gradient, inputs: operands }: { readonly gradient: Matrix; readonly inputs: Matrices }) {
        const upstream = numberIn(gradient);
        const passedOn = vjp(upstream, operands.map(numberIn));
        visits.push({ place, upstream, passedOn });
        return passedOn.map(scalar);
      },
    };
    tensors.push(tape.custom(watched, ...inputs.map((input) => tensors[input] as Tensor)));
  }
  tensors.at(-1)?.backward();
  return { values: tensors.map((tensor) => numberIn(tensor.value)), visits };
}

type Matrix = ReturnType<typeof scalar>;
type Matrices = readonly Matrix[];

function scalar(value: number) {
  return matrixFromRows([[value]], "f64");
}

function numberIn({ data }: Matrix): number {
  return data[0] ?? Number.NaN;
}
