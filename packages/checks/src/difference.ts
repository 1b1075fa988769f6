import { describeValue, isList } from "./describe-value.ts";
import { isMatrix } from "./outcome.ts";

/** Where and by how much two outcomes differ; `undefined` when they agree. */
export interface Difference {
  /** `at [2][0]` inside a list, empty for a number. */
  readonly place: string;
  readonly expected: string;
  readonly received: string;
  /** |received − expected| divided by the largest magnitude expected; `undefined` where no number came. */
  readonly relativeError: number | undefined;
  /** One line about an outcome of the wrong kind (undefined, NaN, another shape); `undefined` for a wrong number. */
  readonly wrongKind: string | undefined;
}

/**
 * Compares an outcome (a number, or lists, matrices and records of numbers to any depth) with the expected one.
 *
 * The error is relative to the largest magnitude that is expected anywhere in the outcome, unless another scale is given. An absolute
 * tolerance would be blind where gradients vanish: there a function that returns zero would pass. The rows and columns of a matrix
 * are no magnitudes, and have to be the same. Where the scale is 0, only 0 agrees.
 */
export function difference(
  received: unknown,
  expected: unknown,
  tolerance: number,
  scale: number = largestMagnitude(expected),
): Difference | undefined {
  try {
    return compare(received, expected, tolerance, scale, "");
  } catch (error) {
    return differs(received, expected, "", `it throws an error when it is read: ${describeValue(error)}`);
  }
}

/** The largest finite magnitude in a number, or in lists, matrices and records of numbers to any depth; 0 where there is none. */
export function largestMagnitude(value: unknown): number {
  if (typeof value === "number") return Number.isFinite(value) ? Math.abs(value) : 0;
  if (isMatrix(value)) return largestMagnitude(value.data);
  if (!isList(value) && !isRecord(value)) return 0;
  let largest = 0;
  for (const entry of isList(value) ? value : Object.values(value))
    largest = Math.max(largest, largestMagnitude(entry));
  return largest;
}

function compare(
  received: unknown,
  expected: unknown,
  tolerance: number,
  scale: number,
  place: string,
): Difference | undefined {
  if (Object.is(received, expected)) return undefined;
  if (isList(expected)) return compareLists(received, expected, tolerance, scale, place);
  if (typeof expected === "number") return compareNumbers(received, expected, tolerance, scale, place);
  if (isRecord(expected)) return compareRecords(received, expected, tolerance, scale, place);
  return differs(received, expected, place, undefined, undefined);
}

function compareLists(
  received: unknown,
  expected: ArrayLike<unknown>,
  tolerance: number,
  scale: number,
  place: string,
): Difference | undefined {
  if (!isList(received)) {
    return differs(received, expected, place, `a list of length ${expected.length} is needed here`);
  }
  if (received.length !== expected.length) {
    return differs(
      received,
      expected,
      place,
      `the list has length ${received.length}, and length ${expected.length} is needed`,
    );
  }
  let worst: Difference | undefined;
  for (let i = 0; i < expected.length; i++) {
    const found = compare(received[i], expected[i], tolerance, scale, `${place}[${i}]`);
    if (found?.wrongKind) return found;
    if (found && (found.relativeError ?? 0) > (worst?.relativeError ?? -1)) worst = found;
  }
  return worst;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function compareRecords(
  received: unknown,
  expected: Readonly<Record<string, unknown>>,
  tolerance: number,
  scale: number,
  place: string,
): Difference | undefined {
  const keys = Object.keys(expected);
  if (!isRecord(received) || isList(received)) {
    return differs(received, expected, place, `an object with ${keys.join(", ")} is needed here`);
  }
  const sizes = isMatrix(expected) ? ["rows", "columns"] : [];
  for (const key of keys) {
    const allowed = sizes.includes(key) ? 0 : tolerance;
    const found = compare(received[key], expected[key], allowed, scale, `${place}.${key}`);
    if (found) return found;
  }
  return undefined;
}

function compareNumbers(
  received: unknown,
  expected: number,
  tolerance: number,
  scale: number,
  place: string,
): Difference | undefined {
  if (typeof received !== "number") {
    return differs(received, expected, place, notANumber(received));
  }
  if (received === expected) return undefined;
  if (Number.isNaN(expected)) return differs(received, expected, place, "NaN is expected here");
  if (Number.isNaN(received)) {
    return differs(received, expected, place, notANumber(received));
  }
  const error = Math.abs(received - expected) / scale;
  // A tolerance of 0 asks for equality, also where the error is so small that it rounds to 0.
  if (tolerance > 0 && error <= tolerance) return undefined;
  return differs(received, expected, place, undefined, error);
}

/** What is wrong with an outcome that should be a number: its kind, or where a NaN comes from. */
export function notANumber(received: unknown): string {
  if (typeof received === "number") {
    return "NaN means: not a number. It comes from 0/0, ∞/∞, ∞ − ∞, 0·∞, the logarithm of a negative number, or undefined in a sum";
  }
  return `a number is needed here, and this is ${kindOf(received)}`;
}

function kindOf(value: unknown): string {
  if (value === undefined) return "undefined (is a return missing?)";
  if (value === null) return "null";
  if (value instanceof Promise) return "a promise (is the function async?)";
  if (isList(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

function differs(
  received: unknown,
  expected: unknown,
  place: string,
  wrongKind: string | undefined,
  relativeError?: number,
): Difference {
  return {
    place: place && `at ${place}`,
    expected: describeValue(expected),
    received: describeValue(received),
    relativeError,
    wrongKind,
  };
}
