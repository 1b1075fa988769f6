import { expect, test } from "vitest";
import {
  hintedPath,
  leadingFailure,
  mistakeBehind,
  type Outcome,
  passes,
  progressAfter,
  standing,
} from "./outcome.ts";
import type { TestResult } from "./verdict.ts";

const passed = (...path: string[]): TestResult => ({ path, state: "passed" });
const failed = (message: string, ...path: string[]): TestResult => ({ path, state: "failed", message });
const outcome = (tests: readonly TestResult[], problem?: string): Outcome => ({
  tasks: ["f", "g"],
  tests,
  problem,
  recognised: [
    { name: "f-doubled", task: "f", misunderstanding: "Twice too large.", hint: "Count again." },
    { name: "g-negated", task: "g", misunderstanding: "The wrong sign.", hint: "Which way?" },
  ],
});

const gapInF = failed("TODO: f", "f", "is 1 at 0");
const gapInG = failed("TODO: g", "g", "is 2 at 0");
const wrongG = failed("expected 3", "g", "is 2 at 0");

test("a run passes when all tests of a suite that has tests do, and nothing was in the way", () => {
  expect(passes(outcome([passed("f", "a"), passed("g", "b")]))).toBe(true);
  expect(passes(outcome([passed("f", "a"), wrongG]))).toBe(false);
  expect(passes(outcome([]))).toBe(false);
  expect(passes(outcome([passed("f", "a")], "It did not come back."))).toBe(false);
});

test("a wrong value leads before a gap, wherever it stands in the file", () => {
  expect(leadingFailure(outcome([gapInF, wrongG]))).toBe(wrongG);
  expect(leadingFailure(outcome([gapInF, gapInG]))).toBe(gapInF);
  expect(leadingFailure(outcome([passed("f", "a")]))).toBeUndefined();
});

test("the mistake behind a failure is that of its task, and any where it is about all", () => {
  expect(mistakeBehind(outcome([wrongG]), wrongG)?.name).toBe("g-negated");
  expect(mistakeBehind(outcome([]), failed("off", "a stack", "decays"))?.name).toBe("f-doubled");
});

test.each([
  [[passed("f", "a"), gapInG], gapInG, "1 of 2 checks hold. The first gap is g.", ["g"]],
  [[gapInF, wrongG], wrongG, "0 of 2 checks hold. Still to write: f.", ["g", "is 2 at 0"]],
  [[passed("f", "a"), wrongG], wrongG, "1 of 2 checks hold.", ["g", "is 2 at 0"]],
])("where a run stands, and what its hints are looked up by", (tests, lead, words, path) => {
  expect(standing(outcome(tests), lead)).toBe(words);
  expect(hintedPath(lead, ["f", "g"])).toEqual(path);
});

test("a run is kept with every check, and what has no verdict is not kept", () => {
  const at = new Date("2026-03-04T05:06:07.000Z");
  expect(progressAfter(outcome([passed("f", "a"), wrongG]), "abc", at)).toEqual({
    starter: "abc",
    passed: false,
    testsPassed: 1,
    tests: 2,
    checks: { "f › a": true, "g › is 2 at 0": false },
    at: "2026-03-04T05:06:07.000Z",
  });
  expect(progressAfter(outcome([passed("f", "a")], "It did not come back."), "abc", at)).toBeUndefined();
});
