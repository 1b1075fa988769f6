import { withDigits } from "./digits.ts";
import type { BigNumber } from "./sixty-four-digits.ts";

const lengths = [64, 128, 256, 384, 512, 960];

/**
 * The result of a computation that may cancel digits: it is repeated with more and more digits, from 32 on, until two results agree to 20, and
 * the better one of them is rounded to 64. A result of 0 may be all that a cancellation has left, so only the longest numbers decide it.
 *
 * @throws RangeError if 512 and 960 digits (where decimal.js ends) do not agree.
 */
export function settled(compute: () => BigNumber): BigNumber {
  let coarse = withDigits(32, compute);
  for (const length of lengths) {
    const fine = withDigits(length, compute);
    const agree = fine.minus(coarse).abs().lessThanOrEqualTo(fine.abs().times(1e-20));
    if (agree && (!fine.isZero() || length === lengths.at(-1))) return fine.toSignificantDigits(64);
    coarse = fine;
  }
  throw new RangeError(`Even 960 digits do not settle the result, which is near ${coarse.toPrecision(5)}.`);
}
