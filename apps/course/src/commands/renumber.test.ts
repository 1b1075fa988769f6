import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { copyCourse } from "../test-support/course-copy.ts";

const course = copyCourse();
afterAll(() => course.remove());
const lessonPath = (...parts: string[]) => path.join(course.folder, "lessons", ...parts);
const run = (...words: string[]) => course.run("course", ...words);

test.each([
  [["saturation", "1"], "The number 1 is taken, by lessons/01-products."],
  [["saturation", "1000"], "a whole number from 0 to 999"],
  [["saturation", "x"], "a whole number from 0 to 999"],
  [["saturatoin", "7"], "Did you mean"],
  [["saturation"], "missing required argument 'number'"],
])("refuses %j, with nothing changed", async (words, message) => {
  const { code, errors } = await run("renumber", ...words);
  expect(errors).toContain(message);
  expect(code).toBe(2);
  expect(existsSync(lessonPath("03-saturation", "lesson.test.ts"))).toBe(true);
});

test("a lesson keeps its number when it is given the one it has", async () => {
  const { code, output } = await run("renumber", "saturation", "3");
  expect(output).toContain("lessons/03-saturation has this number already.");
  expect(code).toBe(0);
});

test("moves the folder with all that is in it, and nobody loses progress", async () => {
  const solution = readFileSync(lessonPath("03-saturation", "solution.ts"), "utf8");
  const mine = `// my own words\n${solution}`;
  course.writeExercise("03-saturation", mine);
  expect((await course.run("test", "saturation")).code).toBe(0);

  const { code, output, errors } = await run("renumber", "saturation", "12");
  expect({ code, errors }).toEqual({ code: 0, errors: "" });
  expect(output).toContain("lessons/03-saturation is now lessons/12-saturation.");
  // The page tells readers to type its number.
  if (readFileSync(lessonPath("12-saturation", "lesson.mdx"), "utf8").includes("lesson-3")) {
    expect(output).toMatch(/lessons\/12-saturation\/lesson\.mdx:\d+ {2}.*lesson-3/);
  }

  expect(existsSync(lessonPath("03-saturation"))).toBe(false);
  expect(readFileSync(lessonPath("12-saturation", "lesson.test.ts"), "utf8")).toContain(
    '"#exercise/12-saturation"',
  );
  expect(readFileSync(lessonPath("12-saturation", "exercise.ts"), "utf8")).toBe(mine);
  const list = JSON.parse((await run("list", "--json")).output);
  expect(list).toContainEqual(expect.objectContaining({ number: 12, slug: "saturation", done: true }));
  expect((await course.run("test", "lesson-12")).code).toBe(0);
  expect(await run("check", "saturation")).toMatchObject({ code: 0, errors: "" });

  expect((await run("renumber", "saturation", "112")).output).toContain("lessons/112-saturation.");
  expect(readFileSync(lessonPath("112-saturation", "exercise.ts"), "utf8")).toBe(mine);
  expect((await course.run("test", "lesson-112")).code).toBe(0);
});
