import { differentiate, parse } from "@vanishing/verification";
import { describe, expect, test } from "vitest";
import type { Activation } from "../activation.ts";
import { relu } from "../relu.ts";
import { texOf, texOfDerivative, texOfValue } from "./tex-of-pieces.ts";

describe("texOf", () => {
  test.each([
    ["0", "0"],
    ["x", "x"],
    ["exp(-x)", "e^{-x}"],
    ["exp(x)^2", "\\left(e^{x}\\right)^{2}"],
    ["x * exp(x)", "x\\cdot e^{x}"],
    ["-(x + 1)", "-\\left(x+1\\right)"],
    ["(x + 1) * x", "\\left(x+1\\right)\\cdot x"],
    ["alpha * x", "\\alpha\\cdot x"],
    ["tanh(x)", "\\tanh x"],
    ["tanh(x + 1)", "\\tanh\\left(x+1\\right)"],
    ["sech(x)^2", "\\operatorname{sech}^{2}x"],
    ["log(1 + exp(x))", "\\ln\\left(1+e^{x}\\right)"],
    ["log1p(exp(x))", "\\ln\\left(1+e^{x}\\right)"],
    ["sigmoid(x)", "\\sigma\\left(x\\right)"],
    ["sqrt(8 / pi) * x", "\\sqrt{\\frac{8}{\\pi}}\\cdot x"],
  ])("%s", (formula, tex) => {
    expect(texOf(parse(formula))).toBe(tex);
  });

  test("a number of 64 digits is written as the fraction that it stands for", () => {
    expect(texOf(differentiate("x / 6"))).toBe("\\frac{1}{6}");
    expect(texOf(differentiate("2 * x / 3"))).toBe("\\frac{2}{3}");
    expect(texOf(differentiate("0.2 * x"))).toBe("0.2");
    expect(() => texOf(differentiate("x / 7"))).toThrow("No TeX for the number 0.142857");
  });

  test("refuses a function that it cannot write", () => {
    expect(() => texOf(parse("unheardOf(x)"))).toThrow("unheardOf");
  });
});

describe("a function of three pieces", () => {
  const hardTanh: Activation = {
    ...relu,
    pieces: [
      { from: -Infinity, to: -1, formula: "-1" },
      { from: -1, to: 1, formula: "x" },
      { from: 1, to: Infinity, formula: "1" },
    ],
    kinks: [
      { at: -1, left: 0, right: 1, derivative: 0, convention: "the slope on the left" },
      { at: 1, left: 1, right: 0, derivative: 1, convention: "the slope on the left" },
    ],
  };

  test("its value has every point, a point between two pieces on the left", () => {
    expect(texOfValue(hardTanh)).toBe(
      "\\begin{cases} -1 & \\text{if } x \\le -1 \\\\ x & \\text{if } -1 < x \\le 1 \\\\ 1 & \\text{if } x > 1 \\end{cases}",
    );
  });

  test("its derivative leaves the kinks out", () => {
    expect(texOfDerivative(hardTanh)).toBe(
      "\\begin{cases} 0 & \\text{if } x < -1 \\\\ 1 & \\text{if } -1 < x < 1 \\\\ 0 & \\text{if } x > 1 \\end{cases}",
    );
  });

  test("its derivative keeps a point between two pieces that is no kink", () => {
    expect(texOfDerivative({ ...hardTanh, kinks: [] })).toContain("x \\le -1");
  });
});
