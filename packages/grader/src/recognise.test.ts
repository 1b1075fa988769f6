import { describe, expect, test } from "vitest";
import type { Mistake } from "./lesson-modules.ts";
import { recognise } from "./recognise.ts";

const solution = { cube: (x: number) => x ** 3, half: (x: number) => x / 2 };
const mistakes: readonly Mistake[] = [
  {
    name: "squares",
    task: "cube",
    misunderstanding: "It squares.",
    hint: "Count the factors.",
    wrong: (x: number) => x * x,
    inAnotherStyle: (x: number) => Math.abs(x) ** 2,
  },
  {
    name: "throws-below-zero",
    task: "half",
    misunderstanding: "It refuses numbers below zero.",
    hint: "Half of −2 is −1.",
    wrong: (x: number) => {
      if (x < 0) throw new RangeError("negative");
      return x / 2;
    },
    inAnotherStyle: (x: number) => x / 2,
  },
];
const probes = { cube: [[2], [-1], [0.5]], half: [[2], [-2]] };
const names = (learner: Record<string, unknown>) =>
  recognise(learner, solution, mistakes, probes).map(({ name }) => name);
const todo = () => {
  throw new Error("TODO: half");
};

describe("recognise", () => {
  test("finds a mistake by its values, however it is written, while other tasks are open", () => {
    expect(names({ cube: (x: number) => Math.exp(2 * Math.log(Math.abs(x))), half: todo })).toEqual([
      "squares",
    ]);
  });

  test("finds a mistake that throws where the solution does not", () => {
    const refuses = (x: number) => {
      if (x < 0) throw new Error("other words");
      return 0.5 * x;
    };
    expect(names({ cube: todo, half: refuses })).toEqual(["throws-below-zero"]);
  });

  test("says nothing of a right answer, an unknown mistake, a gap, or something that is no function", () => {
    expect(names(solution)).toEqual([]);
    expect(names({ cube: (x: number) => 7 * x, half: todo })).toEqual([]);
    expect(names({})).toEqual([]);
    expect(names({ cube: 3, half: undefined })).toEqual([]);
  });

  test("compares each part of a record at its own size", () => {
    // At −40 the value is −1, and beside it a slope of 4e-18 looks like a slope of 0.
    const elu = (x: number) => ({ value: Math.expm1(x), slope: Math.exp(x) });
    const fromTheValue = (x: number) => ({ value: Math.expm1(x), slope: Math.expm1(x) + 1 });
    const known: Mistake = {
      name: "slope-from-the-value",
      task: "elu",
      misunderstanding: "The slope is lost.",
      hint: "Take it from x.",
      wrong: fromTheValue,
      inAnotherStyle: fromTheValue,
    };
    const found = (learner: unknown) =>
      recognise({ elu: learner }, { elu }, [known], { elu: [[-1], [-40]] }).map(({ name }) => name);
    expect(found((x: number) => ({ slope: 1 + Math.expm1(x), value: Math.expm1(x) }))).toEqual([
      "slope-from-the-value",
    ]);
    expect(found((x: number) => ({ value: Math.expm1(x), slope: Math.exp(x / 2) ** 2 }))).toEqual([]);
    expect(found(() => undefined)).toEqual([]);
    expect(
      found(() => ({
        value: 1,
        get slope() {
          throw new Error("no");
        },
      })),
    ).toEqual([]);
  });

  test("takes a gap for no mistake, also where a mistake always throws", () => {
    const throws = {
      ...(mistakes[1] as Mistake),
      wrong: () => {
        throw new Error("no");
      },
    };
    expect(recognise({ half: todo }, solution, [throws], probes)).toEqual([]);
  });

  test("does not call one outcome a constant", () => {
    expect(recognise({ cube: () => 6 }, solution, mistakes, { cube: [[2]] })).toEqual([]);
  });

  test("names a function that gives the same number for everything", () => {
    const [found] = recognise({ cube: () => 0 }, solution, mistakes, probes);
    expect(found).toMatchObject({
      name: "constant",
      misunderstanding: "It gave 0 for every input that was tried.",
    });
    expect(names({ cube: () => Number.NaN })).toEqual(["constant"]);
  });
});
