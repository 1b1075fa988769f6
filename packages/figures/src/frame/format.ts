const superscripts: Readonly<Record<string, string>> = {
  "-": "⁻",
  "0": "⁰",
  "1": "¹",
  "2": "²",
  "3": "³",
  "4": "⁴",
  "5": "⁵",
  "6": "⁶",
  "7": "⁷",
  "8": "⁸",
  "9": "⁹",
};

const noBreak = "\u{A0}";

/** `10⁻⁵` for −5; 10⁰ and 10¹ read 1 and 10. */
export function powerOfTen(exponent: number): string {
  if (exponent === 0) return "1";
  if (exponent === 1) return "10";
  return `10${[...String(exponent)].map((character) => superscripts[character] ?? character).join("")}`;
}

/**
 * A number for reading: `digits` significant digits, `2.03 × 10⁻⁶` outside [0.001, 1,000,000).
 * Below a million, all digits before the point are kept.
 */
export function formatNumber(value: number, digits = 3): string {
  if (Number.isNaN(value)) return "not a number";
  if (value < 0) return `−${formatNumber(-value, digits)}`;
  if (value === Number.POSITIVE_INFINITY) return "infinity";
  if (value === 0) return "0";
  if (value < 1e-3 || value >= 1e6) {
    const [mantissa = "", exponent = ""] = value.toExponential(digits - 1).split("e");
    const power = powerOfTen(Number(exponent));
    return trimZeros(mantissa) === "1" ? power : `${trimZeros(mantissa)}${noBreak}×${noBreak}${power}`;
  }
  if (Number.isInteger(value) || value >= 10 ** (digits - 1))
    return Math.round(value).toLocaleString("en-GB");
  return trimZeros(value.toPrecision(digits));
}

/** A share of one as a percentage: `0.0977 %`. */
export function formatPercent(share: number, digits = 3): string {
  return `${formatNumber(100 * share, digits)}${noBreak}%`;
}

function trimZeros(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
