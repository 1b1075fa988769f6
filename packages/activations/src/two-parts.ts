/**
 * A number as the sum of two, the head of 24 bits, so that the product of two heads is exact. As the exponent of e^z it spares the result
 * what rounding z would cost: |z| units in the last place.
 */
export interface TwoParts {
  readonly head: number;
  readonly tail: number;
}

/** x, which is a float64. Beyond ±1e30, where a head or a product of heads might overflow, all of it is in the tail. */
export function inTwoParts(x: number): TwoParts {
  const head = Math.abs(x) < 1e30 ? Math.fround(x) : 0;
  return { head, tail: x - head };
}

/** a + b, for numbers whose sizes differ by less than 2²⁹. */
export function sum(a: TwoParts, b: TwoParts): TwoParts {
  const head = Math.fround(a.head + b.head);
  return { head, tail: a.head - head + b.head + (a.tail + b.tail) };
}

export function product(a: TwoParts, b: TwoParts): TwoParts {
  const exact = a.head * b.head;
  const rest = a.head * b.tail + a.tail * (b.head + b.tail);
  const head = Math.fround(exact + rest);
  return { head, tail: exact - head + rest };
}

/** 1/x, for a float64 x that is not 0. */
export function inverse(x: number): TwoParts {
  const head = Math.fround(1 / x);
  const parts = inTwoParts(x);
  return { head, tail: (1 - head * parts.head - head * parts.tail) / x };
}
