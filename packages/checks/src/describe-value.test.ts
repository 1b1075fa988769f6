import { expect, test } from "vitest";
import { describeValue } from "./describe-value.ts";

test.each([
  [0.1 + 0.2, "0.30000000000000004"],
  [-0, "-0"],
  [Number.NaN, "NaN"],
  [undefined, "undefined"],
  [null, "null"],
  ["a\nb", '"a\\nb"'],
  [[0.5, 2], "[0.5, 2]"],
  [[[1], []], "[[1], []]"],
  [new Float32Array([0.5]), "Float32Array [0.5]"],
  [Array(100).fill(1), "[1, 1, 1, 1, 1, 1, 1, 1, …] (100 entries)"],
  [{ rows: 1, data: [2] }, "{ rows: 1, data: [2] }"],
  [Math.tanh, "a function called tanh"],
  [() => 1, "a function"],
  [12n, "12n"],
  [new TypeError("x is not a function"), "TypeError: x is not a function"],
  [Promise.resolve(1), "a promise"],
])("describes %o", (value, text) => {
  expect(describeValue(value)).toBe(text);
});

test("stays on one short line, whatever comes", () => {
  for (const value of ["x".repeat(1e6), Array(1e5).fill("long text".repeat(50)), { key: "y".repeat(1e5) }]) {
    const text = describeValue(value);
    expect(text.length).toBeLessThan(110);
    expect(text).not.toContain("\n");
  }
});

test("ends on a list that contains itself, and on objects that multiply", () => {
  const list: unknown[] = [];
  list.push(list, list, list);
  const object: Record<string, unknown> = {};
  for (const key of "abcdefgh") object[key] = object;
  expect(describeValue(list).length).toBeLessThan(110);
  expect(describeValue(object).length).toBeLessThan(110);
});

test.each([
  [new Map([[1, 2]]), "Map {}"],
  [{}, "{}"],
  [new Error("two\nlines"), "Error: two lines"],
  [Object.assign(new Error(), { message: Symbol("no") }), "an object that cannot be read"],
  [Proxy.revocable({}, {}).proxy, "{}"],
])("describes the unusual: %#", (value, text) => {
  expect(describeValue(value)).toBe(text);
});

test("survives an object that cannot be read", () => {
  const hostile = new Proxy(
    {},
    {
      ownKeys() {
        throw new Error("no");
      },
    },
  );
  expect(describeValue(hostile)).toBe("an object that cannot be read");
});
