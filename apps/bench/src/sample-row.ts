import { median, quantile } from "./statistics.ts";

/** The head of a table whose rows are {@link sampleRow}. */
export const sampleHead = ["", "median", "quartiles", "least", "most"] as const;

/** A sample in one row of a table. @param digits after the point */
export function sampleRow(name: string, sample: readonly number[], digits = 0): string[] {
  const inWords = (value: number) => value.toFixed(digits);
  return [
    name,
    inWords(median(sample)),
    `${inWords(quantile(sample, 0.25))} – ${inWords(quantile(sample, 0.75))}`,
    inWords(Math.min(...sample)),
    inWords(Math.max(...sample)),
  ];
}
