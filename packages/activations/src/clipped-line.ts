import type { Activation } from "./activation.ts";
import { above, at, below, between, reached } from "./bounds.ts";
import { zero } from "./zero.ts";

/** What a record holds that follows from the line and where it is clipped. */
type ClippedLine = Omit<Activation, "id" | "name" | "criticalGain" | "symbolTex" | "source">;

/**
 * A rising line between `from` and `to`, `low` on the left of it and `high` on the right.
 *
 * @param line.value the line itself, as a function and as a formula
 * @param line.conventions what the two kinks say
 */
export function clippedLine(line: {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
  readonly slope: number;
  readonly value: (x: number) => number;
  readonly formula: string;
  readonly tex: string;
  readonly slopeTex: string;
  readonly conventions: readonly [atFrom: string, atTo: string];
}): ClippedLine {
  const { from, to, low, high, slope, conventions } = line;
  return {
    value(x) {
      return Math.min(Math.max(line.value(x), low), high);
    },
    derivative(x) {
      return from < x && x <= to ? slope : zero(x);
    },
    secondDerivative: zero,
    parameters: {},
    pieces: [
      { ...below(from), formula: `${low}` },
      { ...between(from, to), formula: line.formula },
      { ...above(to), formula: `${high}` },
    ],
    kinks: [
      { at: from, left: 0, right: slope, derivative: 0, convention: conventions[0] },
      { at: to, left: slope, right: 0, derivative: slope, convention: conventions[1] },
    ],
    range: {
      infimum: reached(low, below(from), at(from)),
      supremum: reached(high, at(to), above(to)),
    },
    derivativeInfimum: reached(0, below(from), above(to)),
    derivativeSupremum: reached(slope, between(from, to)),
    lipschitz: slope,
    tex:
      `\\begin{cases} ${low} & \\text{if } x \\le ${from} \\\\ ` +
      `${line.tex} & \\text{if } ${from} < x \\le ${to} \\\\ ${high} & \\text{if } x > ${to} \\end{cases}`,
    derivativeTex:
      `\\begin{cases} 0 & \\text{if } x < ${from} \\\\ ` +
      `${line.slopeTex} & \\text{if } ${from} < x < ${to} \\\\ 0 & \\text{if } x > ${to} \\end{cases}`,
  };
}
