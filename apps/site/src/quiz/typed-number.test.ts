import { describe, expect, test } from "vitest";
import { readTypedNumber } from "./typed-number.ts";

describe("readTypedNumber", () => {
  test.each([
    ["0.25", 0.25],
    [".5", 0.5],
    ["5.", 5],
    ["  44\t", 44],
    ["+3", 3],
    ["-3", -3],
    ["−3", -3],
    ["–3", -3],
    ["— 3", -3],
    ["0", 0],
    ["-0", 0],
    ["0.000", 0],
    ["0e5", 0],
    ["1e-6", 1e-6],
    ["1E−6", 1e-6],
    ["2.5e+3", 2500],
    ["10^-3", 1e-3],
    ["10 ^ (−3)", 1e-3],
    ["10**-3", 1e-3],
    ["10⁻³", 1e-3],
    ["10⁶", 1e6],
    ["4^-10", 4 ** -10],
    ["0.5^10", 0.5 ** 10],
    ["2 × 10^-3", 2e-3],
    ["2x10^-3", 2e-3],
    ["2 · 10⁻³", 2e-3],
    ["2*10^-3", 2e-3],
    ["-2 × 10^3", -2000],
    ["1/4", 0.25],
    ["½", 0.5],
    ["1/2 * 1/2", 0.25],
    ["25 %", 0.25],
    ["0,001", 0.001],
    ["0,5", 0.5],
    ["12,25", 12.25],
    ["1,2345", 1.2345],
    ["1,000,000", 1e6],
    ["1,234.5", 1234.5],
    ["1.234,5", 1234.5],
    ["1.000.000", 1e6],
    ["10 000", 1e4],
    ["10\u{202F}000", 1e4],
    ["10'000", 1e4],
    ["1_000_000", 1e6],
    ["٠٫٢٥", 0.25],
    ["١٠^-٣", 1e-3],
    ["۴۴", 44],
    ["１２", 12],
    ["5e-324", 5e-324],
    ["1.7976931348623157e308", Number.MAX_VALUE],
  ])("%j is a number", (text, value) => {
    expect(readTypedNumber(text)).toEqual({ value });
  });

  test.each(["1,000", "−12,345", "2 × 1,000"])("%j can mean two numbers, and both are said", (text) => {
    expect(readTypedNumber(text)).toEqual({ problem: expect.stringMatching(/can mean \d+ or \d+\.\d{3}/) });
  });

  test.each(["1e999", "-1e999", "10^999", "1/0", "1e-999", "10^-400", "1e308 * 10"])(
    "%j is beyond the machine's numbers",
    (text) => {
      expect(readTypedNumber(text)).toEqual({ problem: expect.stringContaining("beyond") });
    },
  );

  test.each([
    "abc",
    "1e",
    "e-6",
    "--3",
    "1 2",
    "1.2.3",
    "1,2,3",
    "10^",
    "^3",
    "10^0.5",
    "2^3^4",
    "1/",
    "/2",
    "%",
    "0/0",
    "0x10",
    "Infinity",
    "NaN",
    "1e99999",
    "<b>1</b>",
    "1;2",
    "-",
    ".",
    ",",
  ])("%j is no number, and what is expected is said", (text) => {
    expect(readTypedNumber(text)).toEqual({
      problem: `“${text}” cannot be read as a number. Type one such as 0.25, 1e-6 or 10^-3.`,
    });
  });

  test.each(["", "   ", "\n", "\u{A0}", " ".repeat(1e7)])("nothing is asked for again", (text) => {
    expect(readTypedNumber(text)).toEqual({ problem: "Type a number, such as 0.25, 1e-6 or 10^-3." });
  });

  test.each([
    ["digits", "1".repeat(1e7)],
    ["spaces between digits", `1${" ".repeat(1e7)}1`],
    ["signs", "−".repeat(1e7)],
  ])("a paste of ten million %s is refused without being repeated", (_, text) => {
    expect(readTypedNumber(text)).toEqual({
      problem: "This is too long for a number. Type one such as 0.25, 1e-6 or 10^-3.",
    });
  });

  test("the unit may follow, and with % as the unit a percent sign means nothing more", () => {
    expect(readTypedNumber("44 layers", "layers")).toEqual({ value: 44 });
    expect(readTypedNumber("44Layers", "layers")).toEqual({ value: 44 });
    expect(readTypedNumber("44", "layers")).toEqual({ value: 44 });
    expect(readTypedNumber("25 %", "%")).toEqual({ value: 25 });
    expect(readTypedNumber("layers", "layers")).toHaveProperty("problem");
  });
});
