import { forAll, matchers, numbers } from "@vanishing/checks";
import { describe, type ExpectStatic, expect, test } from "vitest";
import { expect as expectOfSuites } from "./expect.ts";
import { createHarness, type Harness } from "./harness.ts";
import type { TestResult } from "./verdict.ts";

// Both expects hang their matchers on one chai. What is asserted here keeps to matchers that both have alike.
const suiteExpect = expectOfSuites as unknown as ExpectStatic;

async function resultsOf(suite: (harness: Harness) => void): Promise<TestResult[]> {
  const harness = createHarness();
  suite(harness);
  return Array.fromAsync(harness.run());
}

describe("the matchers of the suites", () => {
  const suite = async (received: (x: number) => unknown) => {
    suiteExpect.extend(matchers);
    const why = "It matters.";
    const slope = (x: number) => Number(received(x));
    const rounding = { tolerance: 1e-12, toleranceFrom: "rounding" };
    const coin = {
      mean: 0,
      variance: 1,
      distribution: { skewness: 0, kurtosis: 1.5, sixth: 2.5 },
      falseAlarm: 1e-9,
    };
    const draws = Array.from({ length: 1000 }, (_, i) => (i % 2 ? 1 : -1) * slope(i));
    return resultsOf(({ test }) => {
      test("toAgreeWith", () => {
        suiteExpect(received).toAgreeWith([1], { why, inputs: [[2]], ...rounding });
      });
      test("toStayWithin", () => {
        const [lower, upper] = [
          { value: 0, reached: false },
          { value: 1, reached: true },
        ];
        suiteExpect(received).toStayWithin({ why, lower, upper, inputs: [1, 2] });
      });
      test("toPassGradientCheck", () => {
        suiteExpect(received).toPassGradientCheck({ why, of: (x: number) => x, inputs: [[1]] });
      });
      test("toBeFinite", () => suiteExpect(received).toBeFinite({ why, inputs: [[1]] }));
      test("toKeepShape", () => suiteExpect(received).toKeepShape({ why, inputs: [[1]] }));
      test("toDecayLike", () => {
        suiteExpect([1, slope(1), 1]).toDecayLike({ why, law: "geometric", rate: 1, ...rounding });
      });
      test("toHaveMoments", () => suiteExpect(draws).toHaveMoments({ why, ...coin }));
      test("not", () => suiteExpect(received).not.toKeepShape({ why, inputs: [[[1]]] }));
      test("forAll", () => {
        forAll({ why, seed: 7 }, [numbers(0, 1)], (x) => {
          suiteExpect(received).toAgreeWith([1], { why, inputs: [[x]], ...rounding });
        });
      });
    });
  };

  test("take what is right", async () => {
    const results = await suite(() => 1);
    expect(results.filter(({ state }) => state === "failed")).toEqual([]);
  });

  test("say why they do not take what is wrong, one message for each of them", async () => {
    const results = await suite(() => Number.NaN);
    const messages = results.filter(({ state }) => state === "failed").map(({ message }) => message);
    expect(messages).toHaveLength(results.length - 1);
    for (const message of messages) expect(message).toMatch(/^It matters\.\n\n/);
    expect(messages.at(-1)).toContain("counter-example  0\n");
  });

  test("turned round, fail where they hold", async () => {
    const results = await suite(() => [1]);
    expect(results.find(({ path }) => path[0] === "not")?.message).toBe(
      "The check holds, and the suite asked that it does not.",
    );
  });

  test("let a TODO pass through", async () => {
    const [result] = await resultsOf(({ test }) =>
      test("gap", () => {
        forAll({ why: "It matters.", seed: 7 }, [numbers(0, 1)], () => {
          throw new Error("TODO: slope");
        });
      }),
    );
    expect(result?.message).toBe("TODO: slope");
  });
});
