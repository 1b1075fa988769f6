/** What a reader has typed: a number, or in words why it is none. */
export type TypedNumber = { readonly value: number } | { readonly problem: string };

/** Longer than any number that one would type; what is pasted may have any length. */
const longest = 60;

const forExample = "such as 0.25, 1e-6 or 10^-3";

/**
 * Reads a number as people write it: `0.25`, `0,25`, `1e-6`, `10^-3`, `10⁻³`, `2 × 10^-3`, `1/4`, `4^-10`, `25 %`, with any of the signs that
 * look like a minus, in Arabic and Persian digits too.
 *
 * @param unit what may follow the number, such as `layers`; with the unit `%`, `25 %` is 25
 */
export function readTypedNumber(text: string, unit = ""): TypedNumber {
  const typed = text.trim();
  if (typed === "") return { problem: `Type a number, ${forExample}.` };
  if (typed.length > longest) return { problem: `This is too long for a number. Type one ${forExample}.` };
  const plain = withoutUnit(inPlainCharacters(typed), unit);
  const ambiguous = /(?<![\d.,])[1-9]\d{0,2},\d{3}(?![\d.,])/.exec(plain)?.[0];
  if (ambiguous !== undefined) {
    const [whole, point] = [ambiguous.replace(",", ""), ambiguous.replace(",", ".")];
    return { problem: `“${ambiguous}” can mean ${whole} or ${point}. Type the one that you mean.` };
  }
  const read = expression(plain);
  if (read === undefined) {
    return { problem: `“${typed}” cannot be read as a number. Type one ${forExample}.` };
  }
  const isBeyond = !Number.isFinite(read.value) || (read.value === 0 && !read.isZero);
  if (isBeyond) {
    return {
      problem: `“${typed}” is beyond the machine's numbers, whose sizes go from 5e-324 to 1.8e308. Type 0, or one in between.`,
    };
  }
  return { value: read.value };
}

/** One way of writing for digits, signs, powers and products, whatever the keyboard. */
function inPlainCharacters(text: string): string {
  return (
    text
      // Before the normal form, in which 10⁻³ would be 10−3.
      .replace(/[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (power) => `^${power.normalize("NFKC")}`)
      .normalize("NFKC")
      .replace(/[−‐‒–—]/g, "-")
      // The digits of both blocks end in 0 to 9 in hexadecimal.
      .replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
      .replace(/٫/g, ".")
      .replace(/٬/g, "")
      .replace(/٪/g, "%")
      .replace(/\*\*/g, "^")
      .replace(/x(?=\s*10\s*\^)|[×·⋅]/gi, "*")
      .replace(/[÷⁄]/g, "/")
  );
}

function withoutUnit(text: string, unit: string): string {
  const end = text.length - unit.length;
  const hasUnit = unit !== "" && text.slice(end).toLowerCase() === unit.toLowerCase();
  return hasUnit ? text.slice(0, end).trim() : text;
}

interface Read {
  readonly value: number;
  /** Whether 0 is what was written: a number may also be too small to be held. */
  readonly isZero: boolean;
}

/** Products and quotients of numbers and powers, with a sign before all and a percent sign after all. */
function expression(text: string): Read | undefined {
  const parts = /^([+-]?)\s*([^%]+?)\s*(%?)$/.exec(text);
  if (!parts) return undefined;
  const [, sign, product = "", percent] = parts;
  // With the operators in between, at the odd places.
  const [first = "", ...rest] = product.split(/\s*([*/])\s*/);
  const start = factor(first);
  if (start === undefined) return undefined;
  let { value, isZero } = start;
  for (let i = 0; i + 1 < rest.length; i += 2) {
    const next = factor(rest[i + 1] as string);
    if (next === undefined) return undefined;
    value = rest[i] === "*" ? value * next.value : value / next.value;
    isZero ||= next.isZero;
  }
  if (Number.isNaN(value)) return undefined;
  if (percent !== "") value /= 100;
  return { value: sign === "-" ? 0 - value : value, isZero };
}

/** A number, or one to a whole power. */
function factor(text: string): Read | undefined {
  const parts = /^([^^]+?)(?:\s*\^\s*\(?\s*([+-]?\d{1,4})\s*\)?)?$/.exec(text);
  const digits = withPoint(parts?.[1] ?? "");
  if (digits === undefined) return undefined;
  const base = Number(digits);
  const isZero = !/[1-9]/.test(digits.replace(/e.*/i, ""));
  const power = parts?.[2];
  if (power === undefined) return { value: base, isZero };
  // A power of ten is the nearest number there is, which a product of tens need not be.
  return { value: base === 10 ? Number(`1e${power}`) : base ** Number(power), isZero };
}

/** A decimal as JavaScript writes it: separators of thousands are gone, and a decimal comma is a point. */
function withPoint(text: string): string | undefined {
  const [, number = "", exponent = ""] = /^([\d.,\s_'’]+?)(e[+-]?\d{1,4})?$/i.exec(text) ?? [];
  const whole = number.replace(/(?<=\d)[\s_'’](?=\d{3}(?!\d))/g, "");
  return decimalPoint(whole, exponent);
}

function decimalPoint(number: string, exponent: string): string | undefined {
  const inThousands = (separator: string, point: string) =>
    new RegExp(`^\\d{1,3}(\\${separator}\\d{3})+(\\${point}\\d*)?$`).test(number);
  const decimal = /^(\d+\.?\d*|\.\d+)$/;
  if (decimal.test(number)) return number + exponent;
  const comma = number.replace(",", ".");
  if (decimal.test(comma)) return comma + exponent;
  if (inThousands(",", ".")) return number.replaceAll(",", "") + exponent;
  if (inThousands(".", ",")) return number.replaceAll(".", "").replace(",", ".") + exponent;
  return undefined;
}
