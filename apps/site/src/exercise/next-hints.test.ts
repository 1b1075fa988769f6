import type { Outcome } from "@vanishing/grader/outcome";
import { expect, test } from "vitest";
import { nextHints } from "./next-hints.ts";

const hints = { f: ["a nudge", "an idea", "nearly there"], "f › is 1 at 0": ["look at 0"] };
const failed = (message: string, ...path: string[]) => ({ path, state: "failed", message }) as const;
const outcome = (changes: Partial<Outcome>): Outcome => ({
  tasks: ["f", "g"],
  tests: [],
  problem: undefined,
  recognised: [],
  ...changes,
});
const wrong = outcome({ tests: [failed("expected 1", "f", "is even")] });

test("each asking shows one more, until all are shown", () => {
  expect(nextHints(wrong, hints, {})).toEqual({ key: "f", stages: ["a nudge"], of: 3 });
  expect(nextHints(wrong, hints, { f: 1 })).toMatchObject({ stages: ["a nudge", "an idea"] });
  for (const shown of [2, 3, 99]) {
    expect(nextHints(wrong, hints, { f: shown })).toMatchObject({ stages: hints.f });
  }
});

test("a check with hints of its own has those, and a gap has those of its task", () => {
  expect(nextHints(outcome({ tests: [failed("expected 1", "f", "is 1 at 0")] }), hints, {})).toMatchObject({
    key: "f › is 1 at 0",
  });
  expect(nextHints(outcome({ tests: [failed("TODO: f", "f", "is 1 at 0")] }), hints, {})).toMatchObject({
    key: "f",
  });
});

test.each([
  [outcome({ tests: [{ path: ["f", "a"], state: "passed" }] }), "All checks hold"],
  [outcome({ problem: "It does not end." }), "Mend it first"],
  [outcome({}), "Mend it first"],
  [outcome({ tests: [failed("expected 1", "g", "is even")] }), "no hint for this check"],
])("where there is nothing to hint at, that is said", (run, words) => {
  expect(nextHints(run, hints, {})).toContain(words);
});
