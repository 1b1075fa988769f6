import type { Activation, Bound } from "../activation.ts";

/** Where f′ is 0 between two slopes of either sign: where f has its least value, if it takes it at single points. */
export function zeroOfDerivative({ range }: Activation): number[] {
  return singlePointsOf(range.infimum);
}

/** Where f″ is 0 between two curvatures of either sign: where f′ takes its bounds, if it takes them at single points. */
export function zerosOfSecondDerivative({ derivativeInfimum, derivativeSupremum }: Activation): number[] {
  return [...singlePointsOf(derivativeInfimum), ...singlePointsOf(derivativeSupremum)];
}

/** Points where the bound is reached, without a whole interval beside them. */
function singlePointsOf({ reached, where }: Bound): number[] {
  if (reached !== true || where.some(({ from, to }) => from < to)) return [];
  return where.map(({ from }) => from);
}
