/**
 * Builds the one form of error that this package throws. It names the operation, what was expected, what came
 * and the likely fix.
 */
export function failure(operation: string, expected: string, came: string, fix: string): Error {
  return new Error(`${operation}: expected ${expected}, came ${came}. Likely fix: ${fix}.`);
}

/** Names any value in an error message, whatever its type, in a few words. */
export function describeValue(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) return `an array of length ${value.length}`;
  if (typeof value === "object" && value !== null)
    return `an object (${value.constructor?.name ?? "no class"})`;
  return String(value);
}
