import type { Variant } from "@vanishing/grader";

type Rows = readonly (readonly number[])[];

/** The two straight pieces as one formula with |x|: their mean slope, and half of what they differ by. */
const withAbsoluteValue = (x: number, alpha: number) => ({
  value: ((1 + alpha) * x + (1 - alpha) * Math.abs(x)) / 2,
  slope: x === 0 ? alpha : ((1 + alpha) * x + (1 - alpha) * Math.abs(x)) / 2 / x,
});

/** x split into a part that is not negative and a part that is not positive; one of them is 0. */
const split = (x: number) => ({
  positive: Math.max(x, 0),
  negative: Math.min(x, 0),
  isOn: Math.sign(Math.max(x, 0)),
});

interface Piece {
  readonly isHere: (x: number) => boolean;
  readonly value: (x: number, alpha: number) => number;
  readonly slope: (x: number, alpha: number) => number;
  readonly alphaSlope: (x: number) => number;
}

const right: Piece = { isHere: (x) => x > 0, value: (x) => x, slope: () => 1, alphaSlope: () => 0 };
const line: Piece = {
  isHere: () => true,
  value: (x, alpha) => x * alpha,
  slope: (_, alpha) => alpha,
  alphaSlope: (x) => x,
};
/** eˣ − 1 = 2t / (1 − t) and eˣ = (e^(x/2))², with t = tanh(x/2). */
const bend: Piece = {
  isHere: () => true,
  value: (x, alpha) => (2 * alpha * Math.tanh(x / 2)) / (1 - Math.tanh(x / 2)),
  slope: (x, alpha) => alpha * Math.exp(x / 2) ** 2,
  alphaSlope: () => 0,
};
const evaluate = (pieces: readonly Piece[], x: number, alpha: number) => {
  const piece = pieces.find(({ isHere }) => isHere(x)) as Piece;
  return { value: piece.value(x, alpha), slope: piece.slope(x, alpha), alphaSlope: piece.alphaSlope(x) };
};

export const variants: readonly Variant[] = [
  {
    algorithm:
      "the sum of a positive and a negative part; a unit is dead if the largest entry of its column is not positive",
    exports: {
      relu: (x: number) => ({ value: split(x).positive, slope: split(x).isOn }),
      leakyRelu: (x: number, alpha: number) => {
        const { positive, negative, isOn } = split(x);
        return { value: positive + alpha * negative, slope: isOn + alpha * (1 - isOn) };
      },
      prelu: (x: number, alpha: number) => {
        const { positive, negative, isOn } = split(x);
        return {
          value: positive + alpha * negative,
          slope: isOn + alpha * (1 - isOn),
          alphaSlope: negative,
        };
      },
      elu: (x: number, alpha: number) => {
        const { positive, negative, isOn } = split(x);
        return {
          value: positive + alpha * Math.expm1(negative),
          slope: isOn + (1 - isOn) * alpha * Math.exp(negative),
        };
      },
      deadFraction: (rows: Rows) => {
        const largest = rows.reduce((so, row) => so.map((z, unit) => Math.max(z, row[unit] as number)));
        return largest.filter((z) => z <= 0).length / largest.length;
      },
    },
  },
  {
    algorithm:
      "absolute values, and the slope as value over input; the units that some input wakes are struck off a set",
    exports: {
      relu: (x: number) => withAbsoluteValue(x, 0),
      leakyRelu: withAbsoluteValue,
      prelu: (x: number, alpha: number) => ({
        ...withAbsoluteValue(x, alpha),
        alphaSlope: (x - Math.abs(x)) / 2,
      }),
      elu: (x: number, alpha: number) => {
        // e to the part of x that is not positive, in a loop over the series near 0, where a difference would cancel.
        const negative = (x - Math.abs(x)) / 2;
        let [sum, term] = [0, 1];
        for (let n = 1; n <= 20; n++) {
          term *= negative / n;
          sum += term;
        }
        const difference = negative > -0.5 ? sum : Math.exp(negative) - 1;
        return {
          value: (x + Math.abs(x)) / 2 + alpha * difference,
          slope: x > 0 ? 1 : alpha * Math.exp(negative),
        };
      },
      deadFraction: (rows: Rows) => {
        const units = rows[0]?.length ?? 0;
        const off = new Set(Array(units).keys());
        for (const row of rows) {
          for (const unit of [...off]) if ((row[unit] as number) > 0) off.delete(unit);
        }
        return off.size / units;
      },
    },
  },
  {
    algorithm:
      "a list of pieces with their conditions, ELU by tanh of half the input; the inputs that wake each unit are counted",
    exports: {
      relu: (x: number) => evaluate([right, line], x, 0),
      leakyRelu: (x: number, alpha: number) => evaluate([right, line], x, alpha),
      prelu: (x: number, alpha: number) => evaluate([right, line], x, alpha),
      elu: (x: number, alpha: number) => evaluate([right, bend], x, alpha),
      deadFraction: (rows: Rows) => {
        const timesOn = new Map<number, number>();
        for (const row of rows) {
          row.forEach((z, unit) => {
            timesOn.set(unit, (timesOn.get(unit) ?? 0) + Number(z > 0));
          });
        }
        return [...timesOn.values()].filter((count) => count === 0).length / timesOn.size;
      },
    },
  },
];
