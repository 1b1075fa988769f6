import { describeValue, failure } from "../failure.ts";
import { checkCount, checkNonNegative, checkSettings, checkShare } from "../setting-checks.ts";
import { cos } from "../trigonometry.ts";

/** The learning rate as a function of the number of steps taken so far: 0 before the first step. */
export type Schedule = (step: number) => number;

/** The same learning rate at every step. */
export function constantSchedule(rate: number): Schedule {
  checkNonNegative("constantSchedule", "rate", rate);
  return (step) => {
    checkStepNumber("constantSchedule", step);
    return rate;
  };
}

/**
 * rate · factor^⌊step / every⌋: the rate falls by `factor` after each `every` steps.
 *
 * @param settings.factor from 0 to 1, default 0.1
 */
export function stepSchedule(settings: {
  readonly rate: number;
  readonly every: number;
  readonly factor?: number;
}): Schedule {
  checkSettings("stepSchedule", settings, "stepSchedule({ rate: 0.1, every: 100 })");
  const { rate, every, factor = 0.1 } = settings;
  checkNonNegative("stepSchedule", "rate", rate);
  checkCount("stepSchedule", "every", every, 1);
  checkShare("stepSchedule", "factor", factor);
  return (step) => {
    checkStepNumber("stepSchedule", step);
    return rate * power(factor, Math.floor(step / every));
  };
}

/**
 * end + (rate − end) (1 + cos(π step / steps)) / 2: half a wave from `rate` at step 0 down to `end` at step `steps`,
 * and `end` from there on.
 *
 * I. Loshchilov and F. Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR 2017, equation 5,
 * without restarts.
 *
 * @param settings.end default 0
 */
export function cosineSchedule(settings: {
  readonly rate: number;
  readonly steps: number;
  readonly end?: number;
}): Schedule {
  checkSettings("cosineSchedule", settings, "cosineSchedule({ rate: 0.1, steps: 1000 })");
  const { rate, steps, end = 0 } = settings;
  checkNonNegative("cosineSchedule", "rate", rate);
  checkCount("cosineSchedule", "steps", steps, 1);
  checkNonNegative("cosineSchedule", "end", end);
  return (step) => {
    checkStepNumber("cosineSchedule", step);
    return step >= steps ? end : end + ((rate - end) * (1 + cos((Math.PI * step) / steps))) / 2;
  };
}

/**
 * min(1, (step + 1) / steps) · after(step): the first `steps` steps rise in a straight line to what `after` says.
 * The first is above 0.
 *
 * P. Goyal et al., "Accurate, large minibatch SGD: training ImageNet in 1 hour", 2017, section 2.2.
 *
 * @param settings.after a schedule, or one number for a constant one
 */
export function linearWarmUp(settings: {
  readonly steps: number;
  readonly after: number | Schedule;
}): Schedule {
  checkSettings("linearWarmUp", settings, "linearWarmUp({ steps: 100, after: 0.1 })");
  const { steps, after } = settings;
  checkCount("linearWarmUp", "steps", steps, 1);
  const schedule = typeof after === "function" ? after : constantSchedule(after);
  return (step) => {
    checkStepNumber("linearWarmUp", step);
    return Math.min(1, (step + 1) / steps) * schedule(step);
  };
}

/** factor^exponent by repeated squaring: engines round `**` differently. */
function power(factor: number, exponent: number): number {
  let result = 1;
  for (let square = factor, rest = exponent; rest > 0; rest = Math.floor(rest / 2), square *= square) {
    if (rest % 2 === 1) result *= square;
  }
  return result;
}

function checkStepNumber(operation: string, step: unknown): void {
  if (Number.isSafeInteger(step) && (step as number) >= 0) return;
  throw failure(operation, "a step number from 0 on", describeValue(step), "count the steps from 0");
}
