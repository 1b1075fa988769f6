import { describe, expect, test } from "vitest";
import { forAll } from "./for-all.ts";
import { integers, lists, matrices, numbers } from "./generators.ts";

const property = { why: "It holds for every x.", seed: 7 };
const messageOf = (run: () => void): string => {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("It passed.");
};
const fail = (text = "inner") => {
  throw new Error(text);
};

describe("forAll", () => {
  test("runs the body on as many cases as told, the same for the same seed", () => {
    const casesOf = (seed: number, runs?: number) => {
      const cases: unknown[] = [];
      forAll(
        { ...property, seed, ...(runs && { runs }) },
        [numbers(-1, 1), lists(integers(0, 9), 0, 3)],
        (...values) => {
          cases.push(values);
        },
      );
      return cases;
    };
    expect(casesOf(1)).toHaveLength(100);
    expect(casesOf(1, 250)).toHaveLength(250);
    expect(casesOf(1)).toEqual(casesOf(1));
    expect(casesOf(1)).not.toEqual(casesOf(2));
    expect(casesOf(1, 1)[0]).toEqual(casesOf(1)[0]);
  });

  test("says why, the simplest counter-example, when it was found, the seed, and what failed", () => {
    const message = messageOf(() =>
      forAll({ ...property, runs: 200 }, [numbers(-5, 5), lists(numbers(0, 1), 1, 30)], (x, list) => {
        if (x >= 1.5 && list.length > 3) fail(`x = ${x}`);
      }),
    );
    expect(message).toBe(
      [
        "It holds for every x.",
        "",
        "counter-example  1.5, [0, 0, 0, 0]",
        message.split("\n")[3],
        "seed             7",
        "",
        "x = 1.5",
      ].join("\n"),
    );
    expect(message).toMatch(/found in {9}case \d+ of 200, made simpler in \d+ steps/);
  });

  test.each<[string, string, () => void]>([
    [
      "whole numbers to the border",
      "37",
      () => forAll(property, [integers(0, 1000)], (n) => void (n >= 37 && fail())),
    ],
    ["numbers to the border", "1", () => forAll(property, [numbers(-5, 5)], (x) => void (x >= 1 && fail()))],
    ["to the end next to 0", "2", () => forAll(property, [numbers(2, 5)], () => fail())],
    [
      "lists to what is needed of them",
      "[5]",
      () =>
        forAll(property, [lists(integers(0, 9), 0, 20)], (list) => void (list.some((n) => n >= 5) && fail())),
    ],
    [
      "matrices",
      "[[0, 0]]",
      () =>
        forAll(
          property,
          [matrices(numbers(0, 1), 4, 4)],
          (rows) => void ((rows[0]?.length ?? 0) > 1 && fail()),
        ),
    ],
    [
      "every value",
      "0, 0, []",
      () => forAll(property, [numbers(-1, 1), numbers(-1, 1), lists(numbers(0, 1), 0, 3)], () => fail()),
    ],
  ])("simplifies %s", (_name, simplest, run) => {
    expect(messageOf(run)).toContain(`counter-example  ${simplest}\n`);
  });

  test("hands over copies: a body that changes its lists spoils no case and no message", () => {
    const run = () =>
      forAll(property, [lists(integers(1, 9), 3, 3)], (list) => {
        list.fill(0);
        fail();
      });
    expect(messageOf(run)).toContain("counter-example  [1, 1, 1]\n");
  });

  test("tries a limited number of simpler cases, also where the failure comes and goes", () => {
    let calls = 0;
    const flaky = () =>
      forAll(property, [lists(numbers(-1e9, 1e9), 50, 60)], () => {
        if (calls++ % 2 === 0) fail();
      });
    expect(messageOf(flaky)).toContain("inner");
    expect(calls).toBeLessThan(402);
    calls = 0;
    expect(() =>
      forAll(
        property,
        [lists(numbers(0.1, 1e9), 500, 600)],
        (list) => void (calls++ >= 0 && list.length > 0 && list.some((x) => x > 1) && fail()),
      ),
    ).toThrow("inner");
    expect(calls).toBeLessThan(402);
  });

  test("lets a TODO pass through as it is, at once", () => {
    let calls = 0;
    const gap = () => {
      calls++;
      throw new Error("TODO: pathGain");
    };
    expect(messageOf(() => forAll(property, [numbers(0, 1)], gap))).toBe("TODO: pathGain");
    expect(calls).toBe(1);
  });

  test("does not take a TODO that only simpler cases meet for the failure", () => {
    const body = (n: number) => {
      if (n < 5) throw new Error("TODO: small numbers");
      if (n > 5) fail("large");
    };
    expect(messageOf(() => forAll(property, [integers(5, 100)], body))).toMatch(
      /counter-example {2}6\n[\s\S]*large$/,
    );
    expect(messageOf(() => forAll({ ...property, seed: 2 }, [integers(0, 100)], (n) => body(n + 1)))).toMatch(
      /large|TODO/,
    );
  });

  test.each([
    ["a string", "text", 'something that is no error was thrown: "text"'],
    ["nothing", undefined, "something that is no error was thrown: undefined"],
    ["an error with a strange message", Object.assign(new Error("x"), { message: 5 }), "5"],
  ])("says so where %s is thrown", (_name, thrown, text) => {
    const run = () =>
      forAll(property, [numbers(0, 1)], () => {
        throw thrown;
      });
    expect(messageOf(run)).toContain(text);
  });

  test.each([
    ["no runs", () => forAll({ ...property, runs: 0 }, [numbers(0, 1)], () => {})],
    ["NaN runs", () => forAll({ ...property, runs: Number.NaN }, [numbers(0, 1)], () => {})],
    ["nothing to draw", () => forAll(property, [], () => {})],
    [
      "a body that gives back a boolean",
      () => forAll(property, [numbers(0, 1)], (() => false) as () => void),
    ],
    ["a body that waits", () => forAll(property, [numbers(0, 1)], (async () => {}) as () => void)],
  ])("refuses %s", (_name, run) => {
    expect(run).toThrow("Mend it in lesson.test.ts");
  });

  test("lets an author's error inside of the body pass through", () => {
    expect(messageOf(() => forAll(property, [numbers(0, 1)], () => forAll(property, [], () => {})))).toMatch(
      /^This check would pass whatever/,
    );
  });

  test("refuses a seed that is none", () => {
    expect(() => forAll({ ...property, seed: 0.5 }, [numbers(0, 1)], () => {})).toThrow(
      "random: expected a whole number",
    );
  });
});
