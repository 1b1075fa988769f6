import type { Variant } from "@vanishing/grader";

type RealFunction = (x: number) => number;

export const variants: readonly Variant[] = [
  {
    algorithm: "the mean of the slope to the right and the slope to the left",
    exports: {
      centralDifference: (f: RealFunction, x: number, h: number) => {
        const right = (f(x + h) - f(x)) / h;
        const left = (f(x) - f(x - h)) / h;
        return (right + left) / 2;
      },
    },
  },
  {
    algorithm: "the rise over the distance between the two points as the machine rounded them",
    exports: {
      centralDifference: (f: RealFunction, x: number, h: number) => {
        const right = x + h;
        const left = x - h;
        return (f(right) - f(left)) / (right - left);
      },
    },
  },
  {
    algorithm:
      "the slope, in its middle, of the parabola through three points (Newton's divided differences)",
    exports: {
      centralDifference: (f: RealFunction, x: number, h: number) => {
        const first = (f(x) - f(x - h)) / h;
        const second = (f(x + h) - 2 * f(x) + f(x - h)) / (2 * h * h);
        return first + second * h;
      },
    },
  },
];
