import { stripVTControlCharacters } from "node:util";
import { passes } from "@vanishing/grader/outcome";
import { expect, test } from "vitest";
import { lessonReport } from "./lesson-report.ts";
import type { LessonRun } from "./lesson-run.ts";

const run: LessonRun = {
  number: 1,
  slug: "products",
  exercise: "lessons/01-products/exercise.ts",
  created: false,
  tasks: ["pathGain", "logGain", "layersUntil"],
  tests: [
    { path: ["pathGain", "multiplies"], state: "passed" },
    { path: ["logGain", "adds"], state: "passed" },
  ],
  problem: undefined,
  recognised: [],
  printed: "",
  again: "pnpm test lesson-1",
  hint: "pnpm course hint lesson-1",
  next: "pnpm test lesson-3",
};
const plain = stripVTControlCharacters;

test("a pass names the next lesson, or says that there is none yet", () => {
  expect(passes(run)).toBe(true);
  expect(plain(lessonReport(run))).toContain(
    "All 2 checks hold.\n\nNext: the following lesson,  pnpm test lesson-3",
  );
  expect(plain(lessonReport({ ...run, next: undefined }))).toContain("This is the last lesson so far.");
});

test("a suite without tests is no pass", () => {
  expect(passes({ tests: [], problem: undefined })).toBe(false);
  expect(plain(lessonReport({ ...run, tests: [] }))).toContain("The suite has no checks");
});

test("a problem is no pass, whatever has passed before it", () => {
  const looping = { ...run, problem: "It loops." };
  expect(passes(looping)).toBe(false);
  expect(plain(lessonReport(looping))).toContain("✗ It loops.\n\nNext: mend lessons/01-products/exercise.ts");
});

test("a run that was stopped still shows the first wrong value", () => {
  const stopped = {
    ...run,
    tests: [{ path: ["pathGain", "multiplies"], state: "failed" as const, message: "It is wrong." }],
    problem: "It loops.",
  };
  expect(plain(lessonReport(stopped))).toContain("✗ pathGain › multiplies\n\n  It is wrong.\n\n✗ It loops.");
});

test("a mistake in another function than the one that leads is left for later", () => {
  const report = lessonReport({
    ...run,
    tests: [{ path: ["pathGain", "multiplies"], state: "failed", message: "It is wrong." }],
    recognised: [{ name: "a", task: "logGain", misunderstanding: "About logGain.", hint: "Think." }],
  });
  expect(report).not.toContain("About logGain.");
});

test("the hint is for the task whose check leads", () => {
  const mistake = (task: string) => ({
    name: task,
    task,
    misunderstanding: `About ${task}.`,
    hint: `Think of ${task}.`,
  });
  const report = lessonReport({
    ...run,
    tests: [
      { path: ["pathGain", "multiplies"], state: "failed", message: "TODO: pathGain" },
      { path: ["logGain", "adds"], state: "failed", message: "It is wrong." },
    ],
    recognised: [mistake("layersUntil"), mistake("logGain")],
  });
  expect(plain(report)).toContain(
    "✗ logGain › adds\n\n  It is wrong.\n\nWhat logGain does  About logGain.\nHint  Think of logGain.",
  );
});

test("colours in what the exercise prints are left out", () => {
  expect(lessonReport({ ...run, printed: "\u001b[33m13\u001b[39m\n" })).toContain(
    "Your code printed:\n  13\n",
  );
});

test("what a check says is shown whole, and the long line of an exercise is cut", () => {
  const why = "Why it is so. ".repeat(20).trim();
  const tests = [{ path: ["logGain", "adds"], state: "failed" as const, message: why }];
  expect(plain(lessonReport({ ...run, tests }))).toContain(`\n  ${why}\n`);
  const printed = "1".repeat(1000);
  expect(plain(lessonReport({ ...run, printed }))).toContain(`Your code printed:\n  ${"1".repeat(400)}…\n`);
});

test("what the exercise prints is shown, and cut where it is long", () => {
  const printed = Array.from({ length: 500 }, (_, i) => `line ${i}`).join("\n");
  const report = plain(lessonReport({ ...run, printed }));
  expect(report).toContain("Your code printed:\n  line 0\n");
  expect(report).toContain("… and 480 more lines");
});
