import { expect, test } from "vitest";
import { identity } from "./identity.ts";

test.each([-Infinity, -2, -0, 0, 1e-320, 7, Infinity])("the identity of %d is itself, with slope 1", (x) => {
  expect(identity.value(x)).toBe(x);
  expect(identity.derivative(x)).toBe(1);
  expect(identity.secondDerivative(x)).toBe(0);
});
