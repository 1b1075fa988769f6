import type { Mistake, Probes } from "@vanishing/grader";

// Where a difference cancels, two ways of writing it differ by their rounding. These inputs lie where little is lost yet (8 and 15 tell
// a formula that cancels from a slope that was measured), or where nothing is left at all (40).
const inTheMiddle = [0, 0.5, -0.5, 1, -2, 3].map((x) => [x]);

export const probes: Probes = {
  sigmoid: [...inTheMiddle, [1000], [-1000]],
  sigmoidDerivative: [...inTheMiddle, [15], [40], [-700]],
  tanhDerivative: [...inTheMiddle, [8], [40]],
};

export const mistakes: readonly Mistake[] = [
  {
    name: "infinity-over-infinity",
    task: "sigmoid",
    misunderstanding:
      "Far to the right the sigmoid comes out as NaN: eˣ / (1 + eˣ) is Infinity / Infinity there.",
    hint: "Of the two forms in the comment, one needs e to a large positive power. Which of them stays small for x > 0, and which for x < 0?",
    wrong: (x: number) => Math.exp(x) / (1 + Math.exp(x)),
    inAnotherStyle: (x: number) => {
      const e = Math.E ** x;
      return e / (e + 1);
    },
  },
  {
    name: "sign-of-the-exponent",
    task: "sigmoid",
    misunderstanding: "The step runs downhill, from 1 to 0: the exponent has the wrong sign.",
    hint: "Far to the right the sigmoid is near 1. What does your exponential become there, and what should it become?",
    wrong: (x: number) => 1 / (1 + Math.exp(x)),
    inAnotherStyle: (x: number) => (1 - Math.tanh(x / 2)) / 2,
  },
  {
    name: "missing-one-minus",
    task: "sigmoidDerivative",
    misunderstanding: "The slope is the sigmoid itself: the factor 1 − σ is missing.",
    hint: "Where the curve is flat at the top, its slope is near 0. Which factor makes it so?",
    wrong: (x: number) => 1 / (1 + Math.exp(-x)),
    inAnotherStyle: (x: number) => {
      const e = Math.exp(x / 2);
      return e / (e + 1 / e);
    },
  },
  {
    name: "input-taken-for-output",
    task: "sigmoidDerivative",
    misunderstanding: "The slope is x · (1 − x): the formula for the output s = σ(x) is used with the input.",
    hint: "s · (1 − s) is a formula in the output s. What the function is given here is the input x.",
    wrong: (x: number) => x * (1 - x),
    inAnotherStyle: (x: number) => x - x ** 2,
  },
  {
    name: "one-minus-sigmoid-cancels",
    task: "sigmoidDerivative",
    misunderstanding:
      "Far to the right the slope is exactly 0: σ(x) has become 1, and 1 − σ(x) cancels to nothing.",
    hint: "The slope is even, σ′(x) = σ′(−x), and on one of the two sides the sigmoid loses no digits. Could you always work on that side?",
    wrong: (x: number) => {
      const s = x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
      return s * (1 - s);
    },
    inAnotherStyle: (x: number) => {
      const s = 1 / (1 + Math.exp(-x));
      return s - s * s;
    },
  },
  {
    name: "one-minus-tanh-squared-cancels",
    task: "tanhDerivative",
    misunderstanding:
      "From 19.06 on the slope is exactly 0: tanh²(x) has become 1, and 1 − tanh²(x) cancels to nothing.",
    hint: "The slope of tanh is a slope of the sigmoid in disguise, and that one can be had without subtracting from 1.",
    wrong: (x: number) => 1 - Math.tanh(x) ** 2,
    inAnotherStyle: (x: number) => {
      const t = Math.tanh(x);
      return (1 - t) * (1 + t);
    },
  },
  {
    name: "tanh-input-taken-for-output",
    task: "tanhDerivative",
    misunderstanding: "The slope is 1 − x²: the formula for the output t = tanh(x) is used with the input.",
    hint: "1 − t² is a formula in the output t. What the function is given here is the input x.",
    wrong: (x: number) => 1 - x ** 2,
    inAnotherStyle: (x: number) => (1 - x) * (1 + x),
  },
  {
    name: "caret-for-power",
    task: "sigmoid",
    misunderstanding:
      "The curve is made of steps: ^ is not a power in TypeScript, it combines the bits of two whole numbers.",
    hint: "A power is written with ** or as a function of Math.",
    wrong: (x: number) => 1 / (1 + (Math.E ^ -x)),
    inAnotherStyle: (x: number) => {
      const power = Math.trunc(Math.E) ^ (0 - x);
      return 1 / (power + 1);
    },
  },
  {
    name: "square-overflows",
    task: "sigmoidDerivative",
    misunderstanding:
      "Far to the left the slope is 0 or NaN: the square of a large exponential leaves the range of the machine's numbers.",
    hint: "The slope is the same at x and at −x. At which of the two does the exponential stay small?",
    wrong: (x: number) => Math.exp(-x) / (1 + Math.exp(-x)) ** 2,
    inAnotherStyle: (x: number) => {
      const e = Math.exp(-x);
      return e / (1 + 2 * e + e * e);
    },
  },
];
