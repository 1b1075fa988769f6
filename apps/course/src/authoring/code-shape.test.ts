import { describe, expect, test } from "vitest";
import { codeShape } from "./code-shape.ts";

describe("codeShape", () => {
  test.each([
    ["(x) => x * x", "(y) => {\n  // squares\n  return (y * y);\n}"],
    ["(x) => x * x", "function square(number) { return number * number; }"],
    ["square(x) { return x * x; }", "(x) => x * x"],
    ["(x) => 0.5 * x", "(x) => .50 * x"],
    [
      "(a) => { const [low, { high }] = f(a); let sum = 0; for (const x of a) sum += x; return low + high + sum; }",
      "(list) => { const [b, { high: c }] = f(list); let d = 0; for (const e of list) d += e; return b + c + d; }",
    ],
    ["(f, ...rest) => f(rest)", "(g, ...others) => g(others)"],
    [
      "function f(n) { return n === 0 ? 1 : n * f(n - 1); }",
      "function g(k) { return k === 0 ? 1 : k * g(k - 1); }",
    ],
    [
      "(x) => { try { return x; } catch (error) { throw error; } }",
      "(x) => { try { return x; } catch (e) { throw e; } }",
    ],
  ])("%j is the same code as %j", (one, other) => {
    expect(codeShape(one)).toBe(codeShape(other));
  });

  test.each([
    ["(x) => x * x", "(x) => x ** 2"],
    ["(x, y) => x - y", "(x, y) => y - x"],
    ["(x) => Math.exp(x)", "(x) => Math.log(x)"],
    ["(x) => 2 * x", "(x) => 3 * x"],
    ["(x) => byHalves(x)", "(x) => byQuarters(x)"],
    ["(x) => x.value", "(x) => x.slope"],
    ["(x) => /a/.test(x)", "(x) => /b/.test(x)"],
    ["(x) => 1n", "(x) => 2n"],
    ["(x) => `a`", "(x) => `b`"],
    ["(x) => ({ low: x })", "(x) => ({ high: x })"],
    ["(x) => x", "async (x) => x"],
    ["(x) => { let y = x; y += 1; return y; }", "(x) => { let y = x; y -= 1; return y; }"],
  ])("%j is other code than %j", (one, other) => {
    expect(codeShape(one)).not.toBe(codeShape(other));
  });

  test("refuses what is no code", () => {
    expect(() => codeShape("2 +")).toThrow(SyntaxError);
  });
});
