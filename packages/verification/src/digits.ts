import { exactly } from "./sixty-four-digits.ts";

/** The constructor of all BigNumbers, which holds how many digits a result is rounded to. */
const numbers = exactly(0).constructor as unknown as { precision: number };

/** How many digits a result has now: 64, or what `withDigits` says. */
export function digits(): number {
  return numbers.precision;
}

/** Runs a computation whose results have `count` digits. */
export function withDigits<T>(count: number, compute: () => T): T {
  const before = numbers.precision;
  numbers.precision = count;
  try {
    return compute();
  } finally {
    numbers.precision = before;
  }
}
