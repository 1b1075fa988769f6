import { noProgress, withOutcome } from "@vanishing/catalogue/progress";
import { expect, test } from "vitest";
import { resumeStep } from "./resume-step.ts";

const lessons = [
  { number: 0, slug: "warm-up", title: "Warm-up", href: "/lessons/warm-up/" },
  { number: 3, slug: "saturation", title: "Saturation", href: "/lessons/saturation/" },
];
const end = { href: "/map/", label: "Every lesson is done", title: "Map" };

const after = (...runs: (readonly [slug: string, passed: boolean])[]) =>
  runs.reduce(
    (progress, [slug, passed], minute) =>
      withOutcome(progress, slug, {
        starter: "a",
        passed,
        testsPassed: 1,
        tests: 2,
        at: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
      }),
    noProgress,
  );

test.each([
  ["Start with lesson 0", "warm-up", after()],
  ["Start with lesson 0", "warm-up", after(["another-edition", true])],
  ["Continue with lesson 0", "warm-up", after(["warm-up", false])],
  ["Continue with lesson 3", "saturation", after(["warm-up", true])],
  ["Continue with lesson 3", "saturation", after(["saturation", false])],
  ["Continue with lesson 0", "warm-up", after(["saturation", true])],
])("%s", (label, slug, progress) => {
  const lesson = lessons.find((lesson) => lesson.slug === slug);
  expect(resumeStep(lessons, progress, end)).toEqual({ href: lesson?.href, label, title: lesson?.title });
});

test("a course that is done leads to its end, and one without lessons nowhere", () => {
  expect(resumeStep(lessons, after(["warm-up", true], ["saturation", true]), end)).toBe(end);
  expect(resumeStep([], noProgress, end)).toBeUndefined();
});
