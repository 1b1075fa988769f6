import { expect, test } from "vitest";
import { currentLesson } from "./current-lesson.ts";
import { noProgress, withOutcome } from "./progress.ts";

const lessons = ["warm-up", "products", "saturation"].map((slug) => ({ slug }));
type Run = readonly [slug: string, passed: boolean, minute: number];

const after = (...runs: Run[]) =>
  runs.reduce(
    (progress, [slug, passed, minute]) =>
      withOutcome(progress, slug, {
        starter: "a",
        passed,
        testsPassed: 0,
        tests: 1,
        at: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
      }),
    noProgress,
  );

test.each<[string, Run[], string]>([
  ["the first, before any run", [], "warm-up"],
  ["that of the newest run, while it is not done", [["saturation", false, 1]], "saturation"],
  ["the first that is not done, after a pass", [["saturation", true, 1]], "warm-up"],
  ["the one after those that are done", [["warm-up", true, 1]], "products"],
  [
    "that of the newest of several runs",
    [
      ["saturation", false, 1],
      ["products", false, 2],
    ],
    "products",
  ],
  [
    "that of the newest run, when all are done",
    [
      ["warm-up", true, 1],
      ["saturation", true, 3],
      ["products", true, 2],
    ],
    "saturation",
  ],
])("%s", (_name, runs, slug) => {
  expect(currentLesson(lessons, after(...runs))?.slug).toBe(slug);
});

test("there is none in a course without lessons", () => {
  expect(currentLesson([], noProgress)).toBeUndefined();
});
