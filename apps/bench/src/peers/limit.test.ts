import { expect, test } from "vitest";
import { disagreement, outcomeOf } from "./agreement.ts";
import { type Attempt, isAttempt } from "./contender.ts";
import { limit } from "./limit.ts";
import { attempt } from "./ours.ts";
import { smallProblems } from "./test-support/small-problems.ts";

test.each(smallProblems)("computes by hand what the tape computes: %s", async (_, draw) => {
  const started = await limit.start(draw());
  expect(isAttempt(started)).toBe(true);
  const [found, expected] = [await outcomeOf(started as Attempt, 4), await outcomeOf(attempt(draw()), 4)];
  expect(disagreement(found, expected)).toBeUndefined();
  expect(found.after).not.toEqual(found.before);
});
