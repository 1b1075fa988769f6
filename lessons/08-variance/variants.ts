import type { Variant } from "@vanishing/grader";
import type { RandomStream, Weight } from "./solution.ts";

/** Cuts one long list into rows. */
const rowsOf = (entries: readonly number[], fanIn: number, fanOut: number): number[][] =>
  Array.from({ length: fanIn }, (_, row) => entries.slice(row * fanOut, (row + 1) * fanOut));

/** Fills a weight column by column. */
const byColumns = (fanIn: number, fanOut: number, entry: () => number): number[][] => {
  const weight = Array.from({ length: fanIn }, () => Array<number>(fanOut).fill(0));
  for (let column = 0; column < fanOut; column++) for (const row of weight) row[column] = entry();
  return weight;
};

/** A standard normal number from two uniform ones, by Box and Muller. */
const boxMuller = (draw: RandomStream): number =>
  Math.sqrt(-2 * Math.log(1 - draw.next())) * Math.cos(2 * Math.PI * draw.next());

export const variants: readonly Variant[] = [
  {
    algorithm: "one long list of draws, cut into rows afterwards; the law by recursion from the first layer",
    exports: {
      glorot: (draw: RandomStream, fanIn: number, fanOut: number) => {
        const variance = 2 / (fanIn + fanOut);
        const entries = Array.from(
          { length: fanIn * fanOut },
          () => (draw.next() - 0.5) * Math.sqrt(12 * variance),
        );
        return rowsOf(entries, fanIn, fanOut);
      },
      he: (draw: RandomStream, fanIn: number, fanOut: number) => {
        const entries = Array.from({ length: fanIn * fanOut }, () => draw.normal() / Math.sqrt(fanIn / 2));
        return rowsOf(entries, fanIn, fanOut);
      },
      layerVariances: function layerVariances(
        weights: readonly Weight[],
        inputMeanSquare: number,
        meanSquareAfter: (q: number) => number,
      ): number[] {
        const [first, ...others] = weights;
        if (first === undefined) return [];
        const columns = first[0]?.length ?? 0;
        const q = (inputMeanSquare * Math.hypot(...first.flat()) ** 2) / columns;
        return [q, ...layerVariances(others, meanSquareAfter(q), meanSquareAfter)];
      },
    },
  },
  {
    algorithm:
      "column by column; normal numbers by Box and Muller; σ_w² of all layers first, and then one fold over them",
    exports: {
      glorot: (draw: RandomStream, fanIn: number, fanOut: number) => {
        const limit = Math.sqrt(6) / Math.sqrt(fanIn + fanOut);
        return byColumns(fanIn, fanOut, () => limit - 2 * limit * draw.next());
      },
      he: (draw: RandomStream, fanIn: number, fanOut: number) =>
        byColumns(fanIn, fanOut, () => Math.sqrt(2 / fanIn) * boxMuller(draw)),
      layerVariances: (
        weights: readonly Weight[],
        inputMeanSquare: number,
        meanSquareAfter: (q: number) => number,
      ) => {
        const factors = weights.map((weight) => {
          const entries = weight.flat();
          return weight.length * entries.reduce((mean, entry) => mean + entry ** 2 / entries.length, 0);
        });
        const lengths: number[] = [];
        factors.reduce((reads, factor) => {
          lengths.push(reads * factor);
          return meanSquareAfter(reads * factor);
        }, inputMeanSquare);
        return lengths;
      },
    },
  },
  {
    algorithm:
      "a magnitude and a sign drawn apart; the law with the variance as mean of squares less square of mean, in logarithms",
    exports: {
      glorot: (draw: RandomStream, fanIn: number, fanOut: number) => {
        const weight: number[][] = [];
        while (weight.length < fanIn) {
          const row: number[] = [];
          while (row.length < fanOut) {
            const size = draw.next() * Math.sqrt(6 / (fanIn + fanOut));
            row.push(draw.next() < 0.5 ? size : -size);
          }
          weight.push(row);
        }
        return weight;
      },
      he: (draw: RandomStream, fanIn: number, fanOut: number) => {
        const weight: number[][] = [];
        while (weight.length < fanIn) {
          const row: number[] = [];
          while (row.length < fanOut) {
            const size = Math.abs(draw.normal()) * Math.SQRT2 * fanIn ** -0.5;
            row.push(draw.next() < 0.5 ? size : -size);
          }
          weight.push(row);
        }
        return weight;
      },
      layerVariances: (
        weights: readonly Weight[],
        inputMeanSquare: number,
        meanSquareAfter: (q: number) => number,
      ) => {
        let logarithm = Math.log(inputMeanSquare);
        return weights.map((weight) => {
          const entries = weight.flat();
          const mean = entries.reduce((sum, entry) => sum + entry, 0) / entries.length;
          const meanOfSquares = entries.reduce((sum, entry) => sum + entry * entry, 0) / entries.length;
          const q = Math.exp(Math.log(weight.length) + Math.log(meanOfSquares - mean * mean) + logarithm);
          logarithm = Math.log(meanSquareAfter(q));
          return q;
        });
      },
    },
  },
];
