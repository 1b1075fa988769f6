import { expect, test } from "vitest";
import { courseTotals, totalsInWords } from "./course-totals.ts";
import { noProgress, withOutcome } from "./progress.ts";

const lessons = [
  { slug: "warm-up", minutes: 10 },
  { slug: "products", minutes: 20 },
  { slug: "saturation", minutes: 30 },
];
const outcome = { starter: "a", testsPassed: 1, tests: 1, at: "2026-11-21T12:00:00.000Z" };
const after = (...slugs: string[]) =>
  slugs.reduce((progress, slug) => withOutcome(progress, slug, { ...outcome, passed: true }), noProgress);

test("lessons that are done no longer take time; those of another edition do not count", () => {
  expect(totalsInWords(courseTotals(lessons, noProgress))).toBe("0 of 3 lessons done, some 60 minutes to go");
  const progress = withOutcome(after("products", "elsewhere"), "warm-up", { ...outcome, passed: false });
  expect(courseTotals(lessons, progress)).toEqual({ done: 1, lessons: 3, minutesLeft: 40 });
});

test("a course that is done has no minutes to go", () => {
  const progress = after("warm-up", "products", "saturation");
  expect(totalsInWords(courseTotals(lessons, progress))).toBe("3 of 3 lessons done");
});
