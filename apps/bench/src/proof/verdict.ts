import { markdownTable } from "../table.ts";
import { type Comparison, type Difference, kernelSets, type LargestError } from "./comparison.ts";
import { inSymbols, type Part, type ProvedFunction, parts } from "./proved-functions.ts";

/** What was found of each function, by its name. */
export type Findings = Readonly<Record<string, { proved: ProvedFunction; comparison: Comparison }>>;

/** A row for each function and each derivative, as Markdown. */
export function proofTable(findings: Findings): string {
  const rows = partsOf(findings).map(({ name, proved, part, values, largest, differing }) => [
    inSymbols(name, part),
    `${proved.promised[part]}`,
    ...kernelSets.flatMap((set) => [unitsInWords(largest[set]), placeInWords(largest[set])]),
    grouped(values),
    differing.count === 0 ? "all" : grouped(values - differing.count),
  ]);
  const ofSets = kernelSets.flatMap((set) => [`${set}: largest error`, "at"]);
  return markdownTable(["", "promised", ...ofSets, "values", "same bits"], rows);
}

/** Each broken promise and each difference between the sets, in a sentence that says where. None where all is proved. */
export function faults(findings: Findings): string[] {
  return partsOf(findings).flatMap(({ name, proved, part, largest, differing }) => {
    const [symbols, promised] = [inSymbols(name, part), proved.promised[part]];
    const broken = kernelSets
      .filter((set) => !(largest[set].units <= promised))
      .map(
        (set) =>
          `${symbols} of the ${set} kernels is ${distanceInWords(largest[set])} off at ${placeInWords(largest[set])}${bitsInWords(largest[set].at)}; it promises ${promised}.`,
      );
    return differing.first === undefined
      ? broken
      : [...broken, differenceInWords(symbols, differing.count, differing.first)];
  });
}

function partsOf(findings: Findings) {
  return Object.entries(findings).flatMap(([name, { proved, comparison }]) =>
    parts.map((part: Part) => ({
      name,
      proved,
      part,
      values: comparison.values,
      ...comparison.ofPart[part],
    })),
  );
}

function differenceInWords(symbols: string, count: number, { at, results }: Difference): string {
  const given = Object.entries(results).map(([kernels, bits]) => `${inHexadecimal(bits)} by the ${kernels}`);
  return `${symbols} has not the same bits at ${grouped(count)} ${count === 1 ? "value" : "values"}, first at ${shortest(at)}${bitsInWords(at)}: ${given.join(", ")}.`;
}

/** Rounded up, so that no error is larger than what is said. */
function unitsInWords({ units }: LargestError): string {
  return (Math.ceil(units * 1000) / 1000).toFixed(3);
}

function distanceInWords(error: LargestError): string {
  return error.units === Infinity ? "infinitely far" : `${unitsInWords(error)} units in the last place`;
}

function placeInWords({ at }: LargestError): string {
  return at === undefined ? "–" : shortest(at);
}

function bitsInWords(at: number | undefined): string {
  return at === undefined ? "" : ` (${inHexadecimal(at)})`;
}

function inHexadecimal(bits: number): string {
  return `0x${bits.toString(16).padStart(8, "0")}`;
}

/** The float32 with these bits, in as few digits as tell it from all others: NaN and infinities by their names. */
function shortest(bits: number): string {
  const x = new Float32Array(Uint32Array.of(bits).buffer)[0] as number;
  const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9].find((n) => Math.fround(Number(x.toPrecision(n))) === x);
  return digits === undefined ? `${x}` : `${Number(x.toPrecision(digits))}`;
}

function grouped(count: number): string {
  return count.toLocaleString("en-GB");
}
