import type { Matrix } from "@vanishing/core";
import { type BigNumber, exactly } from "@vanishing/verification";
import type { GruWeights, LstmWeights, RnnWeights } from "../index.ts";

// One step of each cell for one example, with plain loops in 64-digit arithmetic. It shares nothing with the package but the layout.

export type Row = readonly BigNumber[];

/** A row `(1, n)`, exactly. */
export function exactRow(m: Matrix): Row {
  return Array.from(m.data, exactly);
}

/** The step of an RNN with tanh. */
export function rnnStep64({ inputWeight, recurrentWeight, bias }: RnnWeights, x: Row, h: Row): Row {
  return h.map((_, unit) =>
    tanh(sum([entry(bias, 0, unit), dot(x, inputWeight, unit), dot(h, recurrentWeight, unit)])),
  );
}

export function lstmStep64(weights: LstmWeights, x: Row, h: Row, c: Row): { h: Row; c: Row } {
  const { inputWeight, recurrentWeight, bias, peepholes } = weights;
  const hidden = h.length;
  const z = (block: number, unit: number) => {
    const column = block * hidden + unit;
    return sum([entry(bias, 0, column), dot(x, inputWeight, column), dot(h, recurrentWeight, column)]);
  };
  const peephole = (block: number, unit: number) =>
    peepholes === undefined ? exactly(0) : entry(peepholes, 0, block * hidden + unit);
  const units = c.map((cell, unit) => {
    const i = sigmoid(z(0, unit).plus(peephole(0, unit).times(cell)));
    const f = sigmoid(z(1, unit).plus(peephole(1, unit).times(cell)));
    const g = tanh(z(2, unit));
    const next = f.times(cell).plus(i.times(g));
    const o = sigmoid(z(3, unit).plus(peephole(2, unit).times(next)));
    return { h: o.times(tanh(next)), c: next };
  });
  return { h: units.map((unit) => unit.h), c: units.map((unit) => unit.c) };
}

export function gruStep64(weights: GruWeights, x: Row, h: Row): Row {
  const { inputWeight, recurrentWeight, bias } = weights;
  const hidden = h.length;
  const fromInput = (block: number, unit: number) => {
    const column = block * hidden + unit;
    return entry(bias, 0, column).plus(dot(x, inputWeight, column));
  };
  const gate = (block: number, unit: number) =>
    sigmoid(fromInput(block, unit).plus(dot(h, recurrentWeight, block * hidden + unit)));
  const r = h.map((_, unit) => gate(0, unit));
  const reset = h.map((entry, unit) => entry.times(r[unit] as BigNumber));
  return h.map((kept, unit) => {
    const column = 2 * hidden + unit;
    const fromHidden =
      weights.reset === "before"
        ? dot(reset, recurrentWeight, column)
        : dot(h, recurrentWeight, column)
            .plus(entry(weights.recurrentBias, 0, unit))
            .times(r[unit] as BigNumber);
    const n = tanh(fromInput(2, unit).plus(fromHidden));
    const z = gate(1, unit);
    return z.times(kept).plus(exactly(1).minus(z).times(n));
  });
}

/** ∂f/∂s by central differences, row i for entry i of f. The step 2^−70 leaves an error of some 1e-42. */
export function jacobian64(f: (s: Row) => Row, s: Row): Row[] {
  const step = exactly(2 ** -70);
  const columns = s.map((_, at) => {
    const moved = (by: BigNumber) => f(s.map((entry, place) => (place === at ? entry.plus(by) : entry)));
    const [above, below] = [moved(step), moved(step.neg())];
    return above.map((entry, row) => entry.minus(below[row] as BigNumber).div(step.times(2)));
  });
  return (columns[0] ?? []).map((_, row) => columns.map((column) => column[row] as BigNumber));
}

/** Largest difference to the expected rows, divided by the largest expected entry. NaN where shapes differ. */
export function relativeError64(received: Matrix, expected: readonly Row[]): number {
  const entries = expected.flat();
  if (received.rows !== expected.length || received.data.length !== entries.length) return Number.NaN;
  const largest = Math.max(...entries.map((entry) => entry.abs().toNumber()));
  const errors = entries.map((entry, at) =>
    exactly(received.data[at] as number)
      .minus(entry)
      .abs()
      .toNumber(),
  );
  return Math.max(...errors) / largest;
}

function entry(m: Matrix, row: number, column: number): BigNumber {
  return exactly(m.data[row * m.columns + column] as number);
}

function dot(row: Row, weight: Matrix, column: number): BigNumber {
  return sum(row.map((factor, place) => factor.times(entry(weight, place, column))));
}

function sum(terms: readonly BigNumber[]): BigNumber {
  return terms.reduce((total, term) => total.plus(term), exactly(0));
}

function sigmoid(x: BigNumber): BigNumber {
  return exactly(1).div(exactly(1).plus(x.neg().exp()));
}

function tanh(x: BigNumber): BigNumber {
  return sigmoid(x.times(2)).times(2).minus(1);
}
