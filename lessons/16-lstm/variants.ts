import type { Variant } from "@vanishing/grader";

type Values = readonly number[];

interface Weights {
  readonly inputWeight: readonly Values[];
  readonly recurrentWeight: readonly Values[];
  readonly bias: Values;
}

interface State {
  readonly h: Values;
  readonly c: Values;
}

/** σ by tanh, which has no large exponential. */
const half = (z: number): number => (1 + Math.tanh(z / 2)) / 2;

export const variants: readonly Variant[] = [
  {
    algorithm: "unit by unit, with one row of all inputs; a product step by step; the root found by halving",
    exports: {
      lstmStep: (weights: Weights, x: Values, state: State) => {
        const rows = [...weights.inputWeight, ...weights.recurrentWeight, weights.bias];
        const read = [...x, ...state.h, 1];
        const size = state.h.length;
        const [h, c]: [number[], number[]] = [[], []];
        for (let unit = 0; unit < size; unit++) {
          const [zi = 0, zf = 0, zg = 0, zo = 0] = [0, 1, 2, 3].map((block) => {
            let sum = 0;
            for (const [row, value] of read.entries()) sum += value * (rows[row]?.[block * size + unit] ?? 0);
            return sum;
          });
          const cell = half(zf) * (state.c[unit] ?? 0) + half(zi) * Math.tanh(zg);
          c.push(cell);
          h.push(half(zo) * Math.tanh(cell));
        }
        return { h, c };
      },
      cellGain: (forgetBias: number, steps: number) => {
        let left = 1;
        for (let step = 0; step < steps; step++) left *= half(forgetBias);
        return left;
      },
      forgetBiasFor: (steps: number, gain: number) => {
        let [low, high] = [-40, 40];
        for (let halving = 0; halving < 100; halving++) {
          const middle = (low + high) / 2;
          if (-steps * Math.log1p(Math.exp(-middle)) < Math.log(gain)) low = middle;
          else high = middle;
        }
        return (low + high) / 2;
      },
    },
  },
  {
    algorithm: "column sums that grow row by row; logarithms, so that no digits are lost near 1",
    exports: {
      lstmStep: (weights: Weights, x: Values, { h, c }: State) => {
        const z = [...weights.bias];
        const add = (row: Values, factor: number) => {
          for (const [k, entry] of row.entries()) z[k] = (z[k] ?? 0) + factor * entry;
        };
        for (const [j, value] of x.entries()) add(weights.inputWeight[j] ?? [], value);
        for (const [j, value] of h.entries()) add(weights.recurrentWeight[j] ?? [], value);
        const size = h.length;
        const after = c.map((cell, j) => {
          const e = Math.exp(z[j + size] ?? 0);
          return cell - cell / (1 + e) + half(z[j] ?? 0) * Math.tanh(z[j + 2 * size] ?? 0);
        });
        return { c: after, h: after.map((cell, j) => half(z[j + 3 * size] ?? 0) * Math.tanh(cell)) };
      },
      cellGain: (forgetBias: number, steps: number) => Math.exp(-steps * Math.log1p(Math.exp(-forgetBias))),
      forgetBiasFor: (steps: number, gain: number) => -Math.log(Math.expm1(-Math.log(gain) / steps)),
    },
  },
  {
    algorithm: "tanh for all four blocks at once; a power by squaring; Newton's method for the bias",
    exports: {
      lstmStep: (weights: Weights, x: Values, { h, c }: State) => {
        const size = h.length;
        // σ(z) = (1 + tanh(z/2))/2: halve the pre-activations of the gates, and one function serves all.
        const squashed = weights.bias.map((b, k) => {
          const isCandidate = Math.floor(k / size) === 2;
          let z = b;
          x.forEach((value, j) => {
            z += value * (weights.inputWeight[j]?.[k] ?? 0);
          });
          h.forEach((value, j) => {
            z += value * (weights.recurrentWeight[j]?.[k] ?? 0);
          });
          return isCandidate ? Math.tanh(z) : 0.5 + 0.5 * Math.tanh(0.5 * z);
        });
        const pairs = c.map((cell, j) => {
          const [i = 0, f = 0, g = 0, o = 0] = [0, 1, 2, 3].map((block) => squashed[block * size + j] ?? 0);
          const next = f * cell + i * g;
          return [o * Math.tanh(next), next] as const;
        });
        return { h: pairs.map(([shown]) => shown), c: pairs.map(([, kept]) => kept) };
      },
      cellGain: (forgetBias: number, steps: number) => {
        let [left, factor] = [1, half(forgetBias)];
        for (let n = steps; n > 0; n = Math.floor(n / 2)) {
          if (n % 2 === 1) left *= factor;
          factor *= factor;
        }
        return left;
      },
      forgetBiasFor: (steps: number, gain: number) => {
        const wanted = Math.log(gain) / steps;
        // ln σ(b) rises and bends down: from the left Newton's steps never overshoot.
        let b = Math.min(wanted, 0);
        for (let step = 0; step < 200; step++) {
          const e = Math.exp(-b);
          b += (wanted + Math.log1p(e)) * (1 + 1 / e);
        }
        return b;
      },
    },
  },
];
