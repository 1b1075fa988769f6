import type { Hints } from "@vanishing/grader";

export const hints: Hints = {
  batchNorm: [
    "You need two numbers of the batch before you can write any output: its mean, and the mean of the squared distances from it.",
    "The variance has m below, the number of examples. Epsilon is added to it, and then the root is taken.",
    "Take the mean off each example, divide by the root, multiply by gamma, add beta.",
  ],
  "batchNorm › refuses a batch of one": [
    "One example is its own mean. What is left of it, and what would the next layer learn from that?",
    "Throw an error before anything is computed when there are fewer than 2 examples, and say in it that the batch is too small.",
  ],
  batchNormBackward: [
    "Compute mean, variance and root again, and the normalised numbers n. Everything else is made of n and of the upstream gradient.",
    "Two means are needed: that of the upstream gradient, and that of its products with n.",
    "Each entry of x gets its own upstream gradient, less the first mean, less its own n times the second mean. All of it is multiplied by gamma over the root.",
    "The gradients of gamma and beta are sums over the batch, not means.",
  ],
  "batchNormBackward › passes the share ε / (v + ε) through a batch of two, and so nothing at epsilon 0": [
    "Write down n for the batch [3, 5] at epsilon 0. What is left of the upstream gradient [1, −1] when both means are taken off?",
    "With epsilon above 0 the entries of n are a little smaller than 1, and a little is left. If all of the gradient is left, one of the means is missing.",
  ],
  updateStatistics: [
    "Two mixtures, with the same shares: one of the means, one of the variances.",
    "The old number keeps the share 1 − momentum, and the batch brings the share momentum.",
    "For the variance that is kept, divide the sum of the squared distances by m − 1.",
  ],
  batchNormEvaluation: [
    "It is the formula of training. Only mean and variance come from elsewhere.",
    "If your function fails for a single example, it is looking at the batch. Nothing of the batch is needed here.",
  ],
  "a deep network of your layers": [
    "Here your forward and backward pass work together in 25 layers. When their own checks hold, look here again.",
    "Sizes that drift from layer to layer come from the forward pass, and a gradient that grows too fast or not at all from the backward pass.",
  ],
};
