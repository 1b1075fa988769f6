import { expect, test } from "vitest";
import { toBeFinite } from "./to-be-finite.ts";

const check = { why: "One NaN spreads.", inputs: [[2], [0]] };

test.each<[string, (x: number) => unknown]>([
  ["a number", (x) => x],
  ["lists in lists", (x) => [[x], [[1, 2]]]],
  ["a matrix", () => ({ rows: 1, columns: 2, data: new Float32Array(2) })],
  ["a record", (x) => ({ h: [x], c: { deep: -1e308 } })],
])("takes %s", (_name, f) => {
  expect(toBeFinite(f, check).pass).toBe(true);
});

test("says where the first number is that is not finite, and on which input", () => {
  const reciprocal = (x: number) => [[1], [2, 1 / x]];
  expect(toBeFinite(reciprocal, { ...check, seed: 1 }).message()).toBe(
    [
      "One NaN spreads.",
      "",
      "input     reciprocal(0)",
      "expected  finite numbers",
      "received  Infinity at [1][1]",
      "note      Infinity means: the result is larger than 1.8e308, or something was divided by 0",
      "seed      1",
    ].join("\n"),
  );
});

const endless: unknown[] = [];
endless.push(endless, endless);

test.each<[string, unknown, string]>([
  ["NaN", () => ({ h: [0, Number.NaN] }), "NaN at .h[1]"],
  ["−Infinity", () => Number.NEGATIVE_INFINITY, "-Infinity"],
  ["undefined", () => undefined, "is a return missing?"],
  ["undefined in a list", () => [1, undefined], "undefined at [1]"],
  ["a string", () => ["1"], "a string"],
  ["12n", () => 12n, "a bigint"],
  ["an empty list", () => [], "there is no number in it"],
  ["empty lists", () => [[], []], "there is no number in it"],
  ["an empty object", () => ({}), "a number is needed here"],
  ["a map", () => new Map([[1, 2]]), "a number is needed here"],
  ["a promise", async () => 1, "is the function async?"],
  ["a rejected promise", async () => Promise.reject(new Error("no")), "is the function async?"],
  ["a list in itself", () => endless, "a list"],
  ["a very long list of nothing", () => new Array(2 ** 32 - 1), "undefined at [0]"],
  [
    "a getter that throws",
    () => ({
      get a() {
        throw new Error("no");
      },
    }),
    "it throws an error when it is read: Error: no",
  ],
  [
    "a revoked proxy",
    () => {
      const { proxy, revoke } = Proxy.revocable([1], {});
      revoke();
      return proxy;
    },
    "an error: TypeError",
  ],
  ["no function", [1, 2], "A function is needed here"],
])("rejects %s", (_name, f, text) => {
  const { pass, message } = toBeFinite(f, check);
  expect(pass).toBe(false);
  expect(message()).toContain(text);
});

test("refuses a check without inputs", () => {
  expect(() => toBeFinite(Math.abs, { ...check, inputs: [] })).toThrow("Mend it in lesson.test.ts");
});
