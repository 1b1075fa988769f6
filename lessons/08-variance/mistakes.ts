import type { Mistake, Probes } from "@vanishing/grader";

type Values = readonly number[];

// GAP: for each of your functions, inputs on which every mistake is off by far more than rounding, and differently from the others
export const probes: Probes = {
  meanSquare: [[[1, -2, 3]], [[0.5, 0.25]], [[4, -1, 2, 2]]],
};

// GAP: your own mistakes in place of these two: what a learner may believe, as the wrong answer that it leads to, in two styles of writing
export const mistakes: readonly Mistake[] = [
  {
    name: "sums-without-a-mean",
    task: "meanSquare",
    misunderstanding: "The squares are added up, and not divided by how many there are.",
    hint: "Two equal numbers should have the same mean square as one of them alone. What comes out for each?",
    wrong: (values: Values) => values.reduce((sum, value) => sum + value * value, 0),
    inAnotherStyle: (values: Values) => {
      let sum = 0;
      for (let i = values.length - 1; i >= 0; i--) sum += (values[i] as number) ** 2;
      return sum;
    },
  },
  {
    name: "takes-the-root",
    task: "meanSquare",
    misunderstanding: "The square root of the mean square comes out.",
    hint: "When all values double, the result should become four times as large. How does yours grow?",
    wrong: (values: Values) =>
      Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length),
    inAnotherStyle: (values: Values) => Math.hypot(...values) / values.length ** 0.5,
  },
];
