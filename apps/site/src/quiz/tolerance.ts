import { formatNumber, powerOfTen } from "@vanishing/figures/format";

/** How near to the value a predicted number must be. */
export type Tolerance =
  /** At most so many times as large, or as small. */
  | { readonly kind: "factor"; readonly factor: number }
  /** Off by at most this share of the value. */
  | { readonly kind: "share"; readonly share: number }
  /** Off by at most so much. 0 asks for the very number. */
  | { readonly kind: "distance"; readonly distance: number };

/**
 * Reads a tolerance as the author of a page writes it: `a factor of 10`, `5 %`, or a number.
 *
 * @throws when it is none of these
 */
export function readTolerance(text: string): Tolerance {
  const factor = numberIn(/^a factor of (.+)$/.exec(text)?.[1]);
  if (factor !== undefined && factor > 1) return { kind: "factor", factor };
  const percent = numberIn(/^(.+?)\s*%$/.exec(text)?.[1]);
  if (percent !== undefined && percent > 0) return { kind: "share", share: percent / 100 };
  const distance = numberIn(text);
  if (distance !== undefined) return { kind: "distance", distance };
  throw new Error(
    `The tolerance should be within="a factor of 10", "5 %" or a number such as "2"; it is ${JSON.stringify(text)}.`,
  );
}

function numberIn(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** Where a bound is met exactly, rounding must not decide: 0.33 − 0.3 is more than 0.03 in the machine. */
const slack = 1 + 1e-9;

export function isWithin(tolerance: Tolerance, prediction: number, value: number): boolean {
  if (prediction === value) return true;
  const distance = Math.abs(prediction - value);
  switch (tolerance.kind) {
    case "factor": {
      const ratio = prediction / value;
      return ratio > 0 && Math.max(ratio, 1 / ratio) <= tolerance.factor * slack;
    }
    case "share":
      return distance <= tolerance.share * Math.abs(value) * slack;
    case "distance":
      return distance <= tolerance.distance * slack;
  }
}

/** When a prediction holds, as a sentence. */
export function toleranceInWords(tolerance: Tolerance, unit: string): string {
  switch (tolerance.kind) {
    case "factor":
      return `It holds within a factor of ${formatNumber(tolerance.factor)}.`;
    case "share":
      return `It holds within ${formatNumber(100 * tolerance.share)}\u{A0}%.`;
    case "distance":
      return tolerance.distance === 0
        ? "It holds when it is exactly right."
        : `It holds within ${withUnit(formatNumber(tolerance.distance), unit)}.`;
  }
}

/** How far off a predicted number is, as the end of a sentence that begins "That is …". */
export function distanceInWords(
  tolerance: Tolerance,
  prediction: number,
  value: number,
  unit: string,
): string {
  const distance = Math.abs(prediction - value);
  if (distance <= Math.abs(value) * 1e-9) return "exactly right";
  // Of a number with the wrong sign, or where 0 is right, no ratio says how wrong it is.
  const hasRatio = value !== 0 && Math.sign(prediction) === Math.sign(value);
  if (tolerance.kind === "distance" || !hasRatio) {
    return `off by ${withUnit(formatNumber(distance), unit)}`;
  }
  const ratio = prediction / value;
  const direction = `too ${ratio > 1 ? "large" : "small"}${value < 0 ? " in size" : ""}`;
  if (ratio >= 0.5 && ratio <= 2) {
    return `${formatNumber(100 * Math.abs(ratio - 1), 2)}\u{A0}% ${direction}`;
  }
  return `${times(prediction, value)} times ${direction}`;
}

/** The larger number over the smaller one, also where this is beyond the machine's numbers. */
function times(one: number, other: number): string {
  const ratio = Math.max(one / other, other / one);
  const exponent = Math.abs(Math.log10(Math.abs(one)) - Math.log10(Math.abs(other)));
  return ratio < 1e6 ? formatNumber(ratio, 2) : powerOfTen(Math.round(exponent));
}

/** `44 layers`; without a unit the number alone. */
export function withUnit(number: string, unit: string): string {
  return unit === "" ? number : `${number}\u{A0}${unit}`;
}
