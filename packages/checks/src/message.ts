/** The lines of a failure message: a sentence why the check matters, then labelled facts. Facts without a value are left out. */
export function failureMessage(
  why: string,
  facts: readonly (readonly [label: string, value: string | undefined])[],
): string {
  const known = facts.filter((fact): fact is readonly [string, string] => fact[1] !== undefined);
  const width = Math.max(...known.map(([label]) => label.length));
  return [why, "", ...known.map(([label, value]) => `${label.padEnd(width)}  ${value}`)].join("\n");
}

/** A relative error or a tolerance: two digits say enough. */
export function describeError(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value);
  return value >= 1e-3 && value < 1e4 ? String(Number(value.toPrecision(2))) : value.toExponential(1);
}
