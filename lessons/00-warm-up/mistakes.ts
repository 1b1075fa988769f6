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
    misunderstanding: "The slope is taken between x and the point to the right of it only.",
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
  {
    name: "one-sided-left",
    task: "centralDifference",
    misunderstanding: "The slope is taken between x and the point to the left of it only.",
    hint: "The function has another side too. The value at x itself is not needed at all.",
    wrong: (f: RealFunction, x: number, h: number) => (f(x) - f(x - h)) / h,
    inAnotherStyle: (f: RealFunction, x: number, h: number) => {
      const before = f(x - h);
      return (1 / h) * f(x) - (1 / h) * before;
    },
  },
  {
    name: "divides-then-multiplies",
    task: "centralDifference",
    misunderstanding:
      "The result is h² times too small or too large: it is divided by 2 and then multiplied by h.",
    hint: "TypeScript works through / and * from left to right. What is 12 / 2 * 3, and what is 12 / (2 * 3)?",
    wrong: (f: RealFunction, x: number, h: number) => ((f(x + h) - f(x - h)) / 2) * h,
    inAnotherStyle: (f: RealFunction, x: number, h: number) => 0.5 * h * (f(x + h) - f(x - h)),
  },
  {
    name: "divides-one-value",
    task: "centralDifference",
    misunderstanding: "Only the value on the left is divided, the one on the right is not.",
    hint: "A division binds more tightly than a difference. Which part of the formula stands above the line?",
    wrong: (f: RealFunction, x: number, h: number) => f(x + h) - f(x - h) / (2 * h),
    inAnotherStyle: (f: RealFunction, x: number, h: number) => {
      const left = f(x - h) / h / 2;
      return f(x + h) - left;
    },
  },
  {
    name: "half-a-step",
    task: "centralDifference",
    misunderstanding: "The two points are half a step away from x, not a whole one.",
    hint: "How far is the right point from x, and how far are the two points from each other?",
    wrong: (f: RealFunction, x: number, h: number) => (f(x + h / 2) - f(x - h / 2)) / h,
    inAnotherStyle: (f: RealFunction, x: number, h: number) => {
      const half = 0.5 * h;
      return (f(x + half) - f(x - half)) / (2 * half);
    },
  },
  {
    name: "a-step-of-its-own",
    task: "centralDifference",
    misunderstanding: "It gives the true slope whatever the step: the h that it is given plays no part.",
    hint: "The caller chooses the step. With a wide one the result should be off, and the suite looks at how much.",
    wrong: (f: RealFunction, x: number) => (f(x + 1e-5) - f(x - 1e-5)) / 2e-5,
    inAnotherStyle: (f: RealFunction, x: number) => {
      const step = 1e-6;
      return (f(x + step) - f(x - step)) / (2 * step);
    },
  },
];
