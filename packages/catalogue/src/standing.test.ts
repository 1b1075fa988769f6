import { expect, test } from "vitest";
import { noProgress, withOutcome } from "./progress.ts";
import { courseStanding, standing } from "./standing.ts";

const outcome = { starter: "a", passed: false, testsPassed: 9, tests: 13, at: "2026-11-21T12:00:00.000Z" };
const lesson = { slug: "saturation", starter: "a" };
const after = (...outcomes: object[]) =>
  outcomes.reduce<typeof noProgress>(
    (progress, changed) => withOutcome(progress, "saturation", { ...outcome, ...changed }),
    noProgress,
  );
const pass = { passed: true, testsPassed: 13 };

test.each([
  [[], "not begun"],
  [[{}], "9 of 13 checks hold"],
  [[{ starter: "b" }], "9 of 13 checks hold, with an earlier starter"],
  [[pass], "done"],
  [[pass, {}], "done, and now 9 of 13 checks hold"],
  [[{ ...pass, starter: "b" }], "done, with an earlier starter"],
])("after the runs %j a lesson is %s", (runs, words) => {
  expect(standing(lesson, after(...runs))).toBe(words);
});

test("a course counts what is done, and the minutes of the rest", () => {
  const lessons = [
    { slug: "products", minutes: 20 },
    { slug: "saturation", minutes: 30 },
  ];
  expect(courseStanding(lessons, noProgress)).toBe("0 of 2 lessons done, some 50 minutes to go");
  expect(courseStanding(lessons, after(pass))).toBe("1 of 2 lessons done, some 20 minutes to go");
  expect(courseStanding(lessons.slice(1), after(pass))).toBe("1 of 1 lessons done");
});
