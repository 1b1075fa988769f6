import { expect, test } from "vitest";
import { lessonsByPackage } from "./lessons-by-package.ts";

test("packages come in the order of their first lessons, and so do the lessons of each", () => {
  const lessons = [
    { number: 0, subject: "core" },
    { number: 3, subject: "activations" },
    { number: 7, subject: "core" },
  ] as const;
  expect(lessonsByPackage(lessons, ({ subject }) => subject)).toEqual([
    ["core", [lessons[0], lessons[2]]],
    ["activations", [lessons[1]]],
  ]);
});
