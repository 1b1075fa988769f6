import { createRequire } from "node:module";
import type { BigNumber } from "mathjs";

// The bundle, because mathjs's own modules are so many that each test file would spend half a second on loading them.
const mathjs: typeof import("mathjs") = createRequire(import.meta.url)("mathjs/lib/browser/math.js");

/** mathjs with numbers of 64 decimal digits: four times what float64 has. */
export const math = mathjs.create(mathjs.all ?? {});
// Not as an argument of create: there the bundle ignores it.
math.config({ number: "BigNumber", precision: 64 });

export type { BigNumber };

/**
 * The exact value of a finite float64, rounded to 64 digits.
 * (mathjs reads the number 0.1 as one tenth, but the float64 that one writes so is 5.6e-18 larger.)
 */
export function exactly(x: number): BigNumber {
  if (!Number.isFinite(x)) throw new RangeError(`Expected a finite number; got ${x}.`);
  let integer = x;
  let exponent = 0;
  while (!Number.isInteger(integer)) {
    integer *= 2;
    exponent -= 1;
  }
  return powerOfTwo(exponent).times(math.bignumber(BigInt(integer).toString()));
}

/** 2 to an integer power. */
export function powerOfTwo(exponent: number): BigNumber {
  return math.bignumber(2).pow(exponent);
}
