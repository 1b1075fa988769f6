import type { Variant } from "@vanishing/grader";

const stableSigmoid = (x: number): number => {
  const e = Math.exp(-Math.abs(x));
  return x >= 0 ? 1 / (1 + e) : e / (1 + e);
};

export const variants: readonly Variant[] = [
  {
    algorithm: "hyperbolic functions: half of 1 + tanh(x/2), and squares of the hyperbolic secant",
    exports: {
      sigmoid: (x: number) => (1 + Math.tanh(x / 2)) / 2,
      sigmoidDerivative: (x: number) => (0.5 / Math.cosh(x / 2)) ** 2,
      tanhDerivative: (x: number) => (1 / Math.cosh(x)) ** 2,
    },
  },
  {
    algorithm: "products of the sigmoid with its mirror image: σ(x) · σ(−x)",
    exports: {
      sigmoid: stableSigmoid,
      sigmoidDerivative: (x: number) => stableSigmoid(x) * stableSigmoid(-x),
      tanhDerivative: (x: number) => 4 * stableSigmoid(2 * x) * stableSigmoid(-2 * x),
    },
  },
  {
    algorithm: "logarithms: the exponential of the logarithm, with log1p",
    exports: {
      sigmoid: (x: number) => Math.exp(Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)))),
      sigmoidDerivative: (x: number) => Math.exp(-Math.abs(x) - 2 * Math.log1p(Math.exp(-Math.abs(x)))),
      tanhDerivative: (x: number) =>
        4 * Math.exp(-2 * Math.abs(x) - 2 * Math.log1p(Math.exp(-2 * Math.abs(x)))),
    },
  },
];
