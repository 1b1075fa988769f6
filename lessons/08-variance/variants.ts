import type { Variant } from "@vanishing/grader";

type Values = readonly number[];

const sumOfSquares = (values: Values): number => {
  if (values.length === 0) return 0;
  if (values.length === 1) return (values[0] as number) ** 2;
  const middle = values.length >> 1;
  return sumOfSquares(values.slice(0, middle)) + sumOfSquares(values.slice(middle));
};

// GAP: three correct answers by different algorithms: another formula, order of work or data structure; other names and another layout do not count
export const variants: readonly Variant[] = [
  {
    algorithm: "a running mean, which every square moves a little",
    exports: {
      meanSquare: (values: Values) => {
        let mean = 0;
        for (const [i, value] of values.entries()) mean += (value * value - mean) / (i + 1);
        return mean;
      },
    },
  },
  {
    algorithm: "a tree: the squares of both halves, added up by halves",
    exports: { meanSquare: (values: Values) => sumOfSquares(values) / values.length },
  },
  {
    algorithm: "the square of the length of a vector",
    exports: { meanSquare: (values: Values) => Math.hypot(...values) ** 2 / values.length },
  },
];
