import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkElementwise, sigmoidElementwise, tanhElementwise } from "./elementwise.ts";
import { centralDifference } from "./gradient-check.ts";

// Central differences with h = 1e-5 are off by 3.3e-11 at most for tanh on [−5, 5], and by less for the sigmoid.
test.each([sigmoidElementwise, tanhElementwise])("the derivative of $name is that of its value", (f) => {
  fc.assert(
    fc.property(fc.double({ min: -5, max: 5, noNaN: true }), (x) => {
      expect(Math.abs(f.derivative(x) - centralDifference(f.value, x))).toBeLessThanOrEqual(1e-10);
    }),
    { seed: 1 },
  );
});

describe("checkElementwise", () => {
  const value = (x: number) => x;

  test("takes objects and instances of classes", () => {
    class Identity {
      readonly name = "identity";
      value(x: number) {
        return x;
      }
      derivative() {
        return 1;
      }
    }
    expect(() => checkElementwise("apply", new Identity())).not.toThrow();
    expect(() => checkElementwise("apply", tanhElementwise)).not.toThrow();
  });

  test.each([
    [undefined, "came undefined without name, value(x), derivative(x)"],
    [Math.tanh, "came a function without value(x), derivative(x)"],
    [{ name: "identity", value }, "came an object (Object) without derivative(x)"],
    [{ value, derivative: 1 }, "came an object (Object) without name, derivative(x)"],
  ])("refuses %o", (f, message) => {
    expect(() => checkElementwise("apply", f)).toThrow(message);
  });
});
