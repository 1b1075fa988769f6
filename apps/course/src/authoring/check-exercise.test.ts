import { expect, test } from "vitest";
import { checkExercise } from "./check-exercise.ts";

const page = (...body: string[]) => ["---", "title: Sample", "---", "", ...body].join("\n");

test("a page with one exercise has nothing to find", () => {
  expect(checkExercise(page("Some text.", "", "<Exercise />", "", "`<Exercise />`"))).toEqual([]);
});

test("a page without one is found", () => {
  expect(checkExercise(page("```mdx", "<Exercise />", "```"))).toMatchObject([
    { file: "lesson.mdx", problem: "The page has no <Exercise />, so it cannot be solved there." },
  ]);
});

test("a page with more is found, at the second", () => {
  expect(checkExercise(page("<Exercise />", "", "<Exercise />"))).toMatchObject([
    { line: 7, problem: "The page has 2 exercises, and a lesson has one." },
  ]);
});

test("a page that cannot be parsed is left to others", () => {
  expect(checkExercise(page("{x."))).toEqual([]);
});
