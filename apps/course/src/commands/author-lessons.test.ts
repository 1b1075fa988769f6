import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lessonFiles } from "../authoring/lesson-folder.ts";
import { type CourseCopy, copyCourse } from "../test-support/course-copy.ts";
import { fillGaps } from "../test-support/sample-lesson.ts";

// The author's commands, as they are typed, in a copy of the course.

let course: CourseCopy;
beforeAll(() => {
  course = copyCourse();
});
afterAll(() => course.remove());

const run = (...words: string[]) => course.run("course", ...words);
const lessonPath = (...parts: string[]) => path.join(course.folder, "lessons", ...parts);
const folders = () => readdirSync(lessonPath()).sort();

/** The lines of an output that name a place, such as `lessons/04-x/starter.ts:3  A gap is left: …`. */
const places = (output: string) => output.match(/lessons\/\S+:\d+ .*/g) ?? [];

describe("course new", () => {
  test("makes a lesson that is clean but for the gaps that it lists, and clean when they are filled", async () => {
    const number = Math.max(...folders().map((name) => Number.parseInt(name, 10) || 0)) + 1;
    const folder = `${String(number).padStart(2, "0")}-new-subject`;
    const made = await run("new", "new-subject", "--package", "initializers");
    expect(made).toMatchObject({ code: 0, errors: "" });
    expect(made.output).toContain("pnpm@12 course check new-subject".slice("pnpm@12 ".length));
    const gaps = places(made.output);
    expect(new Set(gaps.map((gap) => gap.split(":")[0]))).toEqual(
      new Set(Object.keys(lessonFiles).map((file) => `lessons/${folder}/${file}`)),
    );

    const checked = await run("check", "new-subject");
    expect(checked).toMatchObject({ code: 1, errors: "" });
    expect(places(checked.output)).toEqual(gaps);
    expect(checked.output).toContain(`lesson ${number}, new-subject: ${gaps.length} findings`);

    for (const file of Object.keys(lessonFiles)) fillGaps(lessonPath(folder, file));
    const filled = await run("check", "new-subject");
    expect(filled).toMatchObject({ code: 0, errors: "" });
    expect(filled.output).toContain(`lesson ${number}, new-subject: clean\n`);
  });

  test("takes a title, whatever is in it, and a number", async () => {
    const title = 'Why "depth": {hurts} # not';
    const { code } = await run("new", "depth", "--package", "core", "--number", "902", "--title", title);
    expect(code).toBe(0);
    const { output } = await run("list", "--json");
    expect(JSON.parse(output)).toContainEqual(expect.objectContaining({ slug: "depth", title }));
    expect(existsSync(lessonPath("902-depth"))).toBe(true);
  });

  test.each([
    [["Edge_Of_Chaos", "--package", "core"], '"Edge_Of_Chaos" is no slug'],
    [["../evil", "--package", "core"], '"../evil" is no slug'],
    [["", "--package", "core"], '"" is no slug'],
    [["x".repeat(41), "--package", "core"], "at most 40 characters"],
    [["saturation", "--package", "core"], "There is a lesson saturation already: lessons/03-saturation"],
    [["fresh", "--package", "activation"], "Did you mean activations?"],
    [["fresh", "--package", "quantum-gravity"], "These are: core, activations"],
    [["fresh", "--package", "core", "--number", "3"], "The number 3 is taken, by lessons/03-saturation"],
    [["fresh", "--package", "core", "--number", "1000"], "a whole number from 0 to 999"],
    [["fresh", "--package", "core", "--number", "-1"], "a whole number from 0 to 999"],
    [["fresh", "--package", "core", "--title", "two\nlines"], "A title is one line"],
    [["fresh", "--package", "core", "--title", ""], "A title is one line"],
    [["fresh"], "required option '--package <name>' not specified"],
    [["--package", "core"], "missing required argument 'slug'"],
  ])("refuses %j, and leaves nothing behind", async (words, message) => {
    const before = folders();
    const { code, errors } = await run("new", ...words);
    expect(errors).toContain(message);
    expect(code).toBe(2);
    expect(folders()).toEqual(before);
  });
});

describe("course check", () => {
  test("knows what it found clean, until it changes, and checks anew when told", async () => {
    const clean = "lesson 0, warm-up: clean";
    const known = `${clean} (known; it has not changed)`;
    expect((await run("check", "warm-up", "--force")).output).toContain(`${clean}\n`);
    const again = await run("check", "warm-up");
    expect(again).toMatchObject({ code: 0, errors: "" });
    expect(again.output).toContain(known);
    const page = lessonPath("00-warm-up", "lesson.mdx");
    writeFileSync(page, `${readFileSync(page, "utf8")}\nAbout 0.25 of it.\n`);
    const changed = await run("check", "lesson-0");
    expect(changed.code).toBe(1);
    expect(changed.output).toContain("lesson 0, warm-up: 1 finding\n");
    expect(changed.output).toMatch(/lessons\/00-warm-up\/lesson\.mdx:\d+ {2}The decimal 0\.25 is typed/);
    // A finding is found again: only what is clean is known.
    expect((await run("check", "warm-up")).output).toContain("1 finding\n");
  });

  test("checks all lessons, and what concerns them together", async () => {
    for (const folder of folders())
      if (!/^00|^node_modules|\.json$/.test(folder)) rmSync(lessonPath(folder), { recursive: true });
    mkdirSync(lessonPath("Notes"));
    const { code, output } = await run("check");
    rmSync(lessonPath("Notes"), { recursive: true });
    expect(code).toBe(1);
    expect(output).toContain("lessons: 1 finding\n  lessons/Notes  Notes is no lesson's folder.\n");
    expect(output).toContain("lesson 0, warm-up: 1 finding\n");
    expect(output).toMatch(/1 lesson checked in \d+\.\d s: 2 findings\.\n$/);
  });

  test("refuses a lesson that is none, with the nearest one", async () => {
    const { code, errors } = await run("check", "warm-uo");
    expect(code).toBe(2);
    expect(errors).toContain("course check lesson-0  (warm-up)?");
  });
});
