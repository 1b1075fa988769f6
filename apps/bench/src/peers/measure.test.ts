import { expect, test } from "vitest";
import type { Problem } from "../workloads/problem.ts";
import type { Attempt, Contender, Started } from "./contender.ts";
import { measure } from "./measure.ts";
import { attempt } from "./ours.ts";
import { smallDense, smallWorkload } from "./test-support/small-problems.ts";

const draw = () => smallDense({ activation: "tanh", loss: "meanSquaredError" });
const workload = smallWorkload(draw);

/** A contender that solves a problem of its own making on the tape. */
function contender(name: string, start: (problem: Problem) => Started | Promise<Started>): Contender {
  return { name, version: "1.0.0", start };
}

async function resultOf(tried: Contender) {
  const options = { rounds: 2, reference: (problem: Problem) => attempt(problem), say() {} };
  const [result] = await measure(workload, [tried], options);
  return result;
}

test("one that agrees is timed in each round", async () => {
  const result = await resultOf(contender("right", (problem) => attempt(problem)));
  expect(result).toMatchObject({ contender: "right", workload: "small" });
  expect(result?.refused).toBeUndefined();
  expect(result?.times).toHaveLength(2);
  expect(result?.times?.every((time) => time > 0)).toBe(true);
});

const wrongSteps: readonly (readonly [string, (problem: Problem) => Attempt])[] = [
  ["a rate that is 5 % too high", () => attempt({ ...draw(), learningRate: 1.05 * draw().learningRate })],
  ["no update", (problem) => ({ ...attempt(problem), results: () => attempt(draw()).results() })],
  [
    "a bias that stays",
    (problem) => {
      const right = attempt(problem);
      const [, bias] = attempt(draw()).results() as ArrayLike<number>[];
      return {
        ...right,
        results: () =>
          (right.results() as ArrayLike<number>[]).map((m, place) => (place === 1 ? (bias ?? []) : m)),
      };
    },
  ],
  ["another activation", () => attempt(smallDense({ activation: "sigmoid", loss: "meanSquaredError" }))],
  [
    "a loss that is summed, not averaged",
    (problem) => {
      const right = attempt(problem);
      return { ...right, step: () => 12 * (right.step() as number) };
    },
  ],
];

test.each(wrongSteps)("a wrong step is refused, and not timed: %s", async (_, start) => {
  const result = await resultOf(contender("wrong", start));
  expect(result?.refused).toMatch(/^its (loss|matrix)/);
  expect(result?.times).toBeUndefined();
});

test("one that fails, or leaks, or has no way says so", async () => {
  const failing = contender("failing", () => Promise.reject(new Error("no memory")));
  expect(await resultOf(failing)).toMatchObject({ refused: "it failed: no memory" });
  let held = 0;
  const leaking = contender("leaking", (problem) => ({ ...attempt(problem), held: () => held++ }));
  expect(await resultOf(leaking)).toMatchObject({
    refused: "it holds 1 values after the steps, and held 0 before them",
  });
  expect(await resultOf(contender("without", () => ({ cannot: "it has no tanh" })))).toMatchObject({
    cannot: "it has no tanh",
  });
});

test("one that brings a reference of its own is held to that", async () => {
  const other = () => attempt(smallDense({ activation: "relu", loss: "meanSquaredError" }));
  const result = await resultOf(contender("other", () => ({ ...other(), reference: other() })));
  expect(result?.refused).toBeUndefined();
  expect(result?.times).toHaveLength(2);
});
