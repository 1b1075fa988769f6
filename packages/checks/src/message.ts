/** A labelled line of a failure message. One without a value is left out. */
export type Fact = readonly [label: string, value: string | undefined];

/**
 * The lines of a failure message: a sentence why the check matters, then labelled facts. A value of several lines stands below its label,
 * where a table has room on a phone.
 */
export function failureMessage(why: string, facts: readonly Fact[]): string {
  const known = facts.filter((fact): fact is readonly [string, string] => fact[1] !== undefined);
  const width = Math.max(...known.map(([label]) => label.length));
  const lines = known.map(([label, value]) =>
    value.includes("\n")
      ? [label, ...value.split("\n").map((line) => `  ${line}`)].join("\n")
      : `${label.padEnd(width)}  ${value}`,
  );
  return [why, "", ...lines].join("\n");
}

/** A relative error or a tolerance: two digits say enough. */
export function describeError(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value);
  return value >= 1e-3 && value < 1e4 ? String(Number(value.toPrecision(2))) : value.toExponential(1);
}

/** `first`, `second`, … for the place of an input, counted from 0. */
export function ordinal(index: number): string {
  return ["first", "second", "third", "fourth", "fifth", "sixth"][index] ?? `${index + 1}th`;
}
