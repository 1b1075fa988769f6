import { describeValue, failure } from "./failure.ts";
import type { Random } from "./random.ts";

/** Refuses what is not a record of settings, such as a forgotten argument. */
export function checkSettings(operation: string, settings: unknown, example: string): void {
  if (typeof settings === "object" && settings !== null && !Array.isArray(settings)) return;
  throw failure(operation, "a record of settings", describeValue(settings), `write ${example}`);
}

/** Refuses what is not a whole number from `minimum` on. */
export function checkCount(operation: string, name: string, count: unknown, minimum: number): void {
  if (Number.isSafeInteger(count) && (count as number) >= minimum) return;
  throw failure(
    operation,
    `${name} to be a whole number from ${minimum} on`,
    describeValue(count),
    `pass ${name} as a count`,
  );
}

/** Refuses what is not a finite number from 0 on. */
export function checkNonNegative(operation: string, name: string, value: unknown): void {
  if (typeof value === "number" && value >= 0 && value < Infinity) return;
  throw failure(
    operation,
    `${name} to be a finite number from 0 on`,
    describeValue(value),
    `correct ${name}; 0 switches it off`,
  );
}

/** Refuses what is not a finite number above 0. */
export function checkPositive(operation: string, name: string, value: unknown): void {
  if (typeof value === "number" && value > 0 && value < Infinity) return;
  throw failure(
    operation,
    `${name} to be a finite number above 0`,
    describeValue(value),
    `correct ${name} or its formula`,
  );
}

/** Refuses what is not a number from 0 to 1. A coefficient of a running mean must also be below 1. */
export function checkShare(operation: string, name: string, value: unknown, { below1 = false } = {}): void {
  if (typeof value === "number" && value >= 0 && (below1 ? value < 1 : value <= 1)) return;
  throw failure(
    operation,
    `${name} to be a number from 0 to ${below1 ? "below 1" : "1"}`,
    describeValue(value),
    `correct ${name}; 0.9 stands for 90 %`,
  );
}

/** Refuses what is not a stream of random numbers, such as a seed. */
export function checkRandom(operation: string, value: unknown): asserts value is Random {
  const { next, normal, integer } = Object(value) as Partial<Random>;
  if ([next, normal, integer].every((part) => typeof part === "function")) return;
  throw failure(
    operation,
    "a stream of random numbers",
    describeValue(value),
    "pass random(1), where 1 is the seed",
  );
}
