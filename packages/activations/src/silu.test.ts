import { parse } from "@vanishing/verification";
import { describe, expect, test } from "vitest";
import { silu } from "./silu.ts";
import { swishWithBeta } from "./swish.ts";

describe("SiLU", () => {
  const x0 = silu.derivativeSupremum.where[0]?.from ?? Number.NaN;
  const w = -silu.range.infimum.value;

  test("its steepest slopes are 1/2 ± x₀/4 at ±x₀, where x₀ tanh(x₀/2) = 2", () => {
    // Newton's method from the float64 doubles its digits.
    const exact = parse("x - (x * tanh(x / 2) - 2) / (tanh(x / 2) + x * sech(x / 2)^2 / 2)").evaluate({
      x: parse(`${x0}`).evaluate(),
    });
    expect(exact.toPrecision(20)).toBe("2.3993572805154676678");
    expect(x0).toBe(exact.toNumber());
    expect(silu.derivativeInfimum.where).toEqual([{ from: -x0, to: -x0 }]);
    expect(silu.derivativeInfimum.value).toBe(exact.div(-4).plus(0.5).toNumber());
    expect(silu.derivativeSupremum.value).toBe(exact.div(4).plus(0.5).toNumber());
  });

  test("its least value is −W(1/e) at −(1 + W(1/e))", () => {
    const exact = parse("w - (w * exp(w) - exp(-1)) / (exp(w) * (1 + w))").evaluate({
      w: parse(`${w}`).evaluate(),
    });
    expect(exact.toPrecision(20)).toBe("0.27846454276107379511");
    expect(w).toBe(exact.toNumber());
    expect(silu.range.infimum.where[0]?.from).toBeCloseTo(-exact.plus(1).toNumber(), 15);
  });

  test("has a slope above 1 from 1.2784645427610738 on", () => {
    expect(silu.derivative(1.2784)).toBeLessThan(1);
    expect(silu.derivative(1.2785)).toBeGreaterThan(1);
  });

  test("says its names", () => {
    expect([silu.id, swishWithBeta(1).id, silu.parameters, swishWithBeta(1).parameters]).toEqual([
      "silu",
      "swish",
      {},
      { beta: 1 },
    ]);
  });
});
