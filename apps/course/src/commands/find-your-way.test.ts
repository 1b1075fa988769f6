import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { copyCourse } from "../test-support/course-copy.ts";

const course = copyCourse();
afterAll(() => course.remove());
const progressFile = path.join(course.folder, "progress.json");
const solutionOf = (folder: string) =>
  readFileSync(path.join(course.folder, "lessons", folder, "solution.ts"), "utf8");

beforeEach(() => rmSync(progressFile, { force: true }));

async function pass(folder: string): Promise<void> {
  course.writeExercise(folder, solutionOf(folder));
  expect((await course.run("test", folder)).code).toBe(0);
}

describe("the map", () => {
  test("of a new learner begins with lesson 0, in plain text", async () => {
    const { code, output, errors } = await course.run("course");
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(output).toMatch(/^Vanishing Point: 0 of \d+ lessons done, some \d+ minutes to go\n/);
    expect(output).toMatch(/^core\n {3}0 {2}Warm-up +10 min {3}not begun$/m);
    expect(output).toContain("Next: lesson 0, Warm-up.");
    expect(output).not.toContain("\u001b");
    expect((await course.run("course", "status")).output).toBe(output);
  });

  test("counts a lesson that has passed, and goes on to the next", async () => {
    await pass("00-warm-up");
    const { output } = await course.run("course");
    expect(output).toMatch(/^Vanishing Point: 1 of /);
    expect(output).toMatch(/Warm-up +10 min {3}done$/m);
    expect(output).toContain("Next: lesson 1, Products.");
  });

  test("keeps a pass when a later run fails, and says so", async () => {
    await pass("00-warm-up");
    course.writeExercise("00-warm-up", solutionOf("00-warm-up").replace("2 * h", "h"));
    await course.run("test", "0");
    const { output } = await course.run("course");
    expect(output).toMatch(/Warm-up +10 min {3}done, and now \d of \d checks hold$/m);
    expect(output).toContain("Next: lesson 1");
  });

  test("says that a pass was made with an earlier starter", async () => {
    await pass("00-warm-up");
    const progress = JSON.parse(readFileSync(progressFile, "utf8"));
    progress.lessons["warm-up"].starter = "0";
    writeFileSync(progressFile, JSON.stringify(progress));
    expect((await course.run("course")).output).toMatch(/Warm-up.+done, with an earlier starter$/m);
  });

  test("is the same when what it remembers of the pages is broken", async () => {
    const before = await course.run("course");
    const cached = path.join(course.folder, "node_modules/.cache/vanishing-point/pages/warm-up.json");
    for (const text of ["", "null", '{"key":1}', "[1]"]) {
      writeFileSync(cached, text);
      expect(await course.run("course")).toEqual(before);
    }
  });

  test("follows a change of a page's front matter at once", async () => {
    const page = path.join(course.folder, "lessons/00-warm-up/lesson.mdx");
    const text = readFileSync(page, "utf8");
    await course.run("course");
    writeFileSync(page, text.replace("minutes: 10", "minutes: 77"));
    expect((await course.run("course")).output).toContain("77 min");
    writeFileSync(page, text.replace("minutes: 10", "minutes: many"));
    const broken = await course.run("course");
    writeFileSync(page, text);
    expect(broken.code).toBe(1);
    expect(broken.errors).toContain("lessons/00-warm-up/lesson.mdx");
    expect(broken.errors).toContain("lesson.minutes");
  });
});

describe("next, open and list", () => {
  test("next shows the files, the page and the command of the first lesson that is not done", async () => {
    const first = await course.run("course", "next");
    expect(first.output).toContain("Lesson 0 · Warm-up");
    expect(first.output).toContain("lessons/00-warm-up/exercise.ts");
    expect(first.output).toContain("http://localhost:4321/lessons/warm-up/");
    expect(first.output).toContain("test lesson-0");
    await pass("00-warm-up");
    expect((await course.run("course", "next")).output).toContain("Lesson 1 · Products");
  });

  test("open shows the lesson of the newest run, unless another is named, and its exercise is there", async () => {
    await course.run("test", "3");
    rmSync(course.exercise("03-saturation"));
    expect((await course.run("course", "open")).output).toContain("Lesson 3 · Saturation");
    expect(readFileSync(course.exercise("03-saturation"), "utf8")).toContain("TODO: sigmoid");
    expect((await course.run("course", "open", "products")).output).toContain("Lesson 1 · Products");
  });

  test("list has a line for each lesson, and JSON for other programs", async () => {
    const lines = (await course.run("course", "list")).output.trim().split("\n");
    const facts = JSON.parse((await course.run("course", "list", "--json")).output);
    expect(facts).toHaveLength(lines.length);
    expect(facts[0]).toEqual({
      number: 0,
      slug: "warm-up",
      title: "Warm-up",
      description: expect.any(String),
      package: "core",
      minutes: 10,
      writes: ["centralDifference"],
      buildsOn: [],
      exercise: "lessons/00-warm-up/exercise.ts",
      done: false,
      state: "not begun",
    });
  });
});

describe("the words after pnpm course", () => {
  test.each([
    [["sttaus"], "Did you mean status?"],
    [["hnit"], "Did you mean hint?"],
    [["frobnicate"], "unknown command 'frobnicate'"],
    [["reset", "--al"], "Did you mean --all?"],
    [["undo", "--to", "minus one"], "whole number from 1 on"],
    [["hint", "3", "1"], "One lesson at a time"],
    [["hint", "saturatoin"], "course hint lesson-3"],
    [["import"], "missing required argument 'file'"],
    [["status", "please"], "too many arguments"],
    [["x".repeat(10_000)], "…"],
  ])("%j end with exit code 2 and a way on", async (words, message) => {
    const { code, output, errors } = await course.run("course", ...words);
    expect(code).toBe(2);
    expect(output).toBe("");
    expect(errors).toContain(message);
    expect(errors.length).toBeLessThan(700);
  });

  test("--help of every command says what it does, with the exit codes", async () => {
    const { output, code } = await course.run("course", "--help");
    expect(code).toBe(0);
    const commands = [...output.matchAll(/^ {2}([a-z]+)(?: [[<]| {2,}[a-z])/gm)].map(
      ([, name]) => name as string,
    );
    expect(commands).toEqual(expect.arrayContaining(["status", "next", "hint", "reset", "undo", "export"]));
    for (const name of commands) {
      const help = await course.run("course", name, "--help");
      expect(help.code).toBe(0);
      expect(help.output).toContain("Exit codes: 0 ");
    }
  });
});

test.each([["--help"], ["list"]])("course %s ends quietly when its reader has had enough", async (word) => {
  const { child, ended } = course.start("course", word);
  child.stdout?.destroy();
  expect(await ended).toMatchObject({ errors: "", signal: null });
});
