import { expect, test } from "vitest";
import { lessonState } from "./lesson-state.ts";
import { noProgress, withOutcome } from "./progress.ts";

const lesson = { slug: "products", starter: "a" };
const run = (passed: boolean, starter = "a") => ({
  starter,
  passed,
  testsPassed: passed ? 9 : 7,
  tests: 9,
  at: "2026-11-21T12:00:00.000Z",
});

test.each([
  ["not begun", []],
  ["7 of 9 checks hold", [run(false)]],
  ["done", [run(false), run(true)]],
  ["done, and now 7 of 9 checks hold", [run(true), run(false)]],
  ["done, with an earlier starter", [run(true, "b")]],
  ["7 of 9 checks hold, with an earlier starter", [run(false, "b")]],
])("%s", (words, runs) => {
  const progress = runs.reduce((now, outcome) => withOutcome(now, "products", outcome), noProgress);
  expect(lessonState(lesson, progress)).toBe(words);
});
