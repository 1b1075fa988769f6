import { describe, expect, test } from "vitest";
import { createHarness } from "./harness.ts";
import type { TestResult } from "./verdict.ts";

async function resultsOf(suite: (harness: ReturnType<typeof createHarness>) => void): Promise<TestResult[]> {
  const harness = createHarness();
  suite(harness);
  return Array.fromAsync(harness.run());
}

describe("the harness", () => {
  test("runs tests in file order, with the names of their groups", async () => {
    const order: string[] = [];
    const results = await resultsOf(({ describe, test }) => {
      describe("a", () => {
        test("one", () => void order.push("one"));
        describe("b", () => test("two", async () => void order.push("two")));
      });
      test("three", () => void order.push("three"));
    });
    expect(order).toEqual(["one", "two", "three"]);
    expect(results.map(({ path }) => path)).toEqual([["a", "one"], ["a", "b", "two"], ["three"]]);
    expect(results.every(({ state }) => state === "passed")).toBe(true);
  });

  test("reports throws, rejections and things that are no errors, and goes on", async () => {
    const results = await resultsOf(({ test }) => {
      test("throws", () => {
        throw new Error("a");
      });
      test("rejects", () => Promise.reject(new Error("b")));
      test("throws a string", () => {
        throw "c";
      });
      test("crashes", () => (undefined as unknown as () => void)());
      test("passes", () => {});
    });
    expect(results.map(({ state }) => state)).toEqual(["failed", "failed", "failed", "failed", "passed"]);
    expect(results.map(({ error }) => error)).toEqual(["Error", "Error", undefined, "TypeError", undefined]);
    expect(results.map(({ message }) => message)).toEqual([
      "a",
      "b",
      expect.stringContaining("c"),
      expect.stringContaining("not a function"),
      undefined,
    ]);
  });

  test("announces each test before it runs", async () => {
    const heard: string[] = [];
    const harness = createHarness();
    harness.test("one", () => void heard.push("runs"));
    await Array.fromAsync(harness.run((path) => heard.push(`begins ${path}`)));
    expect(heard).toEqual(["begins one", "runs"]);
  });

  const tables: [name: string, row: unknown][] = [
    ["%s and %d", ["a", 2]],
    ["%j", [[1, 2]]],
    ["$name of $number", { name: "x", number: 3 }],
    ["plain", 7],
  ];
  test.each(tables)("titles the rows of test.each: %j", async (name, row) => {
    const [result] = await resultsOf(({ test }) => test.each([row])(name, () => {}));
    const expected = {
      "%s and %d": "a and 2",
      "%j": "[1,2]",
      "$name of $number": "x of 3",
      plain: "plain",
    };
    expect(result?.path).toEqual([expected[name as keyof typeof expected]]);
  });

  test.each(["%#", "%f", "%%", "$a.b", "%s and %s", "$0"])(
    "refuses the title %j, which vitest would set otherwise",
    async (name) => {
      await expect(resultsOf(({ test }) => test.each([["cell"]])(name, () => {}))).rejects.toThrow(
        "does not fit its row",
      );
    },
  );

  test("hands a row's cells to the test", async () => {
    const seen: unknown[] = [];
    await resultsOf(({ test }) =>
      test.each([
        [1, "a"],
        [2, "b"],
      ])("%d", (n: number, s: string) => void seen.push(n, s)),
    );
    expect(seen).toEqual([1, "a", 2, "b"]);
  });
});
