import { expOfSum } from "@vanishing/core";

// Every exponent is head + tail: of e^z one may have more digits of z than one float64 holds.

/**
 * factor · e^(head + tail), also where e^(head + tail) alone is subnormal and has few digits left, or none. There the exponent is raised
 * by 50 first, which is exact.
 */
export function timesExp(factor: number, head: number, tail = 0): number {
  return head < -700 ? factor * expOfSum(head + 50, tail) * expOfSum(-50, 0) : factor * expOfSum(head, tail);
}

/** factor · σ(x) with the logistic sigmoid σ(x) = 1 / (1 + e^−x) and x = head + tail, to all digits where σ(x) is subnormal too. */
export function timesSigmoid(factor: number, head: number, tail = 0): number {
  return head > 0
    ? factor / (1 + expOfSum(-head, -tail))
    : timesExp(factor, head, tail) / (1 + expOfSum(head, tail));
}

/**
 * factor · σ′(x) with σ′(x) = e / (1 + e)², e = e^−|x| and x = head + tail, to all digits where σ′(x) is subnormal too.
 */
export function timesSigmoidDerivative(factor: number, head: number, tail = 0): number {
  const [size, rest] = head < 0 ? [head, tail] : [-head, -tail];
  const e = expOfSum(size, rest);
  return timesExp(factor, size, rest) / (1 + e * (2 + e));
}
