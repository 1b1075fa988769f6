import type { Mistake, Probes } from "@vanishing/grader";

type RealFunction = (x: number) => number;

const square = (x: number) => x * x;
const cube = (x: number) => x ** 3;

export const probes: Probes = {
  centralDifference: [
    [square, 3, 1],
    [cube, 2, 1],
    [cube, -1, 0.5],
    [Math.sin, 0.5, 0.1],
  ],
};

export const mistakes: readonly Mistake[] = [
  {
    name: "one-sided",
    task: "centralDifference",
    misunderstanding: "The slope is taken between x and a point on one side of it only.",
    hint: "Look to both sides of x. A parabola bends away from a one-sided slope at once, and a two-sided slope meets it exactly.",
    wrong: (f: RealFunction, x: number, h: number) => (f(x + h) - f(x)) / h,
    inAnotherStyle: (f: RealFunction, x: number, h: number) => {
      const rise = f(x + h) - f(x);
      return rise * (1 / h);
    },
  },
  {
    name: "divides-by-h",
    task: "centralDifference",
    misunderstanding: "The slope comes out twice too large: the rise is divided by h.",
    hint: "How far apart are the two points at which f is taken? Count the steps from the left one to the right one.",
    wrong: (f: RealFunction, x: number, h: number) => (f(x + h) - f(x - h)) / h,
    inAnotherStyle: (f: RealFunction, x: number, h: number) => f(x + h) / h - f(x - h) / h,
  },
  {
    name: "wrong-order",
    task: "centralDifference",
    misunderstanding:
      "The slope has the wrong sign: the value on the right is subtracted from the value on the left.",
    hint: "A function that grows has a positive slope. Which of the two values is larger then?",
    wrong: (f: RealFunction, x: number, h: number) => (f(x - h) - f(x + h)) / (2 * h),
    inAnotherStyle: (f: RealFunction, x: number, h: number) => {
      const [left, right] = [f(x - h), f(x + h)];
      return (left - right) / h / 2;
    },
  },
];
