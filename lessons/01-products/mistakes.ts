import type { Mistake, Probes } from "@vanishing/grader";

type Factors = readonly number[];

const lists: readonly Factors[] = [
  [0.5, 0.5, 0.25],
  [-0.5, 2],
  [-0.1, -0.2, -0.3],
  [0.9, 1.1, -0.7, 0.4],
];

export const probes: Probes = {
  pathGain: lists.map((factors) => [factors]),
  logGain: [...lists.map((factors) => [factors]), [Array(2000).fill(0.5)], [Array(2000).fill(3)]],
  layersUntil: [
    [0.5, 0.2],
    [0.9, 0.55],
    [0.3, 0.01],
    [2, 10.5],
  ],
};

export const mistakes: readonly Mistake[] = [
  {
    name: "sums",
    task: "pathGain",
    misunderstanding: "The factors are added up.",
    hint: "Two layers that each let half of a gradient through: how much comes out at the end? Follow it layer by layer.",
    wrong: (factors: Factors) => factors.reduce((sum, factor) => sum + factor, 0),
    inAnotherStyle: (factors: Factors) => {
      let total = 0;
      for (let i = factors.length - 1; i >= 0; i--) total += factors[i] as number;
      return total;
    },
  },
  {
    name: "ignores-signs",
    task: "pathGain",
    misunderstanding: "The gain comes out positive for every path: the signs of the factors are lost.",
    hint: "A layer with a negative factor turns the gradient round, and the weight behind it must then move the other way.",
    wrong: (factors: Factors) => factors.reduce((gain, factor) => gain * Math.abs(factor), 1),
    inAnotherStyle: (factors: Factors) => {
      let decades = 0;
      for (const factor of factors) decades += Math.log10(Math.abs(factor));
      return 10 ** decades;
    },
  },
  {
    name: "multiplies-first",
    task: "logGain",
    misunderstanding: "The logarithm is taken of the finished product, which by then is 0 or Infinity.",
    hint: "The product leaves the range of the machine's numbers long before its logarithm does. What does a logarithm make of a product?",
    wrong: (factors: Factors) => Math.log10(Math.abs(factors.reduce((gain, factor) => gain * factor, 1))),
    inAnotherStyle: (factors: Factors) => {
      let gain = 1;
      for (const factor of factors) gain *= Math.abs(factor);
      return Math.log(gain) / Math.LN10;
    },
  },
  {
    name: "logarithm-of-a-negative",
    task: "logGain",
    misunderstanding: "A negative factor gives NaN: the logarithm is taken of the factor with its sign.",
    hint: "logGain asks for the size of the gain. Which part of a factor says how large it is?",
    wrong: (factors: Factors) => factors.reduce((sum, factor) => sum + Math.log10(factor), 0),
    inAnotherStyle: (factors: Factors) => {
      const decades = factors.map((factor) => Math.log(factor) / Math.log(10));
      return decades.reduce((a, b) => a + b, 0);
    },
  },
  {
    name: "off-by-one",
    task: "layersUntil",
    misunderstanding: "The count stops one layer early, where the product has not reached the target yet.",
    hint: "Write the products down for gain 0.5 and target 0.2, and count the layers up to the first one that is at the target or past it.",
    wrong: (gain: number, target: number) => Math.floor(Math.log(target) / Math.log(gain)),
    inAnotherStyle: (gain: number, target: number) => {
      let layers = 0;
      const notThere = (left: number) => (gain < 1 ? left > target : left < target);
      while (layers < 1e4 && notThere(gain ** (layers + 1))) layers++;
      return layers;
    },
  },
  {
    name: "equal-losses",
    task: "layersUntil",
    misunderstanding: "Every layer is taken to lose the same amount, as if gains were subtracted.",
    hint: "The second layer halves what the first one left, not what there was at the beginning.",
    wrong: (gain: number, target: number) => Math.ceil((1 - target) / (1 - gain)),
    inAnotherStyle: (gain: number, target: number) => {
      let layers = 0;
      let left = 1;
      while (layers < 1e4 && (gain < 1 ? left - target > 1e-12 : target - left > 1e-12)) {
        left -= 1 - gain;
        layers++;
      }
      return layers;
    },
  },
  {
    name: "leaves-out-the-first",
    task: "pathGain",
    misunderstanding: "The first factor is left out.",
    hint: "Take a path with a single layer. What should be left behind it, and what comes out?",
    wrong: (factors: Factors) => factors.slice(1).reduce((gain, factor) => gain * factor, 1),
    inAnotherStyle: (factors: Factors) => {
      let gain = 1;
      for (let i = 1; i < factors.length; i++) gain *= factors[i] as number;
      return gain;
    },
  },
  {
    name: "leaves-out-the-last",
    task: "pathGain",
    misunderstanding: "The last factor is left out.",
    hint: "Take a path of two layers, 0.5 and then 0. Nothing gets through the second one: what comes out?",
    wrong: (factors: Factors) => factors.slice(0, -1).reduce((gain, factor) => gain * factor, 1),
    inAnotherStyle: (factors: Factors) => {
      let gain = 1;
      for (let i = 0; i < factors.length - 1; i++) gain *= factors[i] as number;
      return gain;
    },
  },
  {
    name: "natural-logarithm",
    task: "logGain",
    misunderstanding: "The logarithm has the base e: every result is 2.3 times too large.",
    hint: "A factor 0.1 should count as -1. Which logarithm of 0.1 is -1?",
    wrong: (factors: Factors) => factors.reduce((sum, factor) => sum + Math.log(Math.abs(factor)), 0),
    inAnotherStyle: (factors: Factors) => {
      let sum = 0;
      for (const factor of factors) sum += Math.log(factor * factor) / 2;
      return sum;
    },
  },
  {
    name: "logarithm-turned-round",
    task: "logGain",
    misunderstanding: "The result has the wrong sign: a gain that shrinks comes out positive.",
    hint: "A gain of 0.01 is ten to the power of which number?",
    wrong: (factors: Factors) => -factors.reduce((sum, factor) => sum + Math.log10(Math.abs(factor)), 0),
    inAnotherStyle: (factors: Factors) => {
      let sum = 0;
      for (const factor of factors) sum += Math.log10(1 / Math.abs(factor));
      return sum;
    },
  },
];
