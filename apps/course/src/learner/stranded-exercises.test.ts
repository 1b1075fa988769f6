import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { copyCourse } from "../test-support/course-copy.ts";

// What an update that gives a lesson another number leaves: the lesson's files in the new folder, exercise.ts in the old one.

const course = copyCourse();
afterAll(() => course.remove());
const lessons = path.join(course.folder, "lessons");
const [oldFolder, newFolder] = ["03-saturation", "907-saturation"].map((name) =>
  path.join(lessons, name),
) as [string, string];
const progressFile = path.join(course.folder, "progress.json");

function renumber(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    if (name !== "exercise.ts") renameSync(path.join(from, name), path.join(to, name));
  }
  const suite = path.join(to, "lesson.test.ts");
  const text = readFileSync(suite, "utf8");
  writeFileSync(suite, text.replace(path.basename(from), path.basename(to)));
  if (readdirSync(from).length === 0) rmSync(from, { recursive: true });
}

beforeEach(() => {
  if (existsSync(newFolder)) {
    rmSync(path.join(newFolder, "exercise.ts"), { force: true, recursive: true });
    renumber(newFolder, oldFolder);
  }
  rmSync(path.join(oldFolder, "exercise.ts"), { force: true });
  rmSync(path.join(course.folder, ".course"), { recursive: true, force: true });
  rmSync(progressFile, { force: true });
});

const solution = () =>
  readFileSync(path.join(existsSync(newFolder) ? newFolder : oldFolder, "solution.ts"), "utf8");

describe("after a renumbering", () => {
  test("nobody loses anything: the exercise moves along, passes there, and the pass is kept", async () => {
    const mine = `${solution()}\n// mine\n`;
    course.writeExercise("03-saturation", mine);
    await course.run("test", "3");
    const before = readFileSync(progressFile, "utf8");
    renumber(oldFolder, newFolder);

    const map = await course.run("course");
    expect(map.errors).toContain("Lesson 3, saturation, has the number 907 now: your exercise was moved");
    expect(map.output).toMatch(/907 {2}Saturation +30 min {3}done$/m);
    expect(existsSync(oldFolder)).toBe(false);
    expect(readFileSync(path.join(newFolder, "exercise.ts"), "utf8")).toBe(mine);
    expect(readFileSync(progressFile, "utf8")).toBe(before);

    const run = await course.run("test", "lesson-907");
    expect({ code: run.code, errors: run.errors }).toEqual({ code: 0, errors: "" });
    expect((await course.run("test", "lesson-3")).code).toBe(2);
  });

  test.each(["test", "course", "postinstall"])("%s moves the exercise first", async (script) => {
    course.writeExercise("03-saturation", solution());
    renumber(oldFolder, newFolder);
    const words = script === "test" ? ["saturation"] : [];
    expect((await course.run(script, ...words)).code).toBe(0);
    expect(readFileSync(path.join(newFolder, "exercise.ts"), "utf8")).toBe(solution());
  });

  test("an exercise that the install has created meanwhile gives way", async () => {
    course.writeExercise("03-saturation", "// mine\n");
    renumber(oldFolder, newFolder);
    const starter = readFileSync(path.join(newFolder, "starter.ts"), "utf8");
    writeFileSync(path.join(newFolder, "exercise.ts"), starter.replaceAll("\n", "\r\n"));
    await course.run("course");
    expect(readFileSync(path.join(newFolder, "exercise.ts"), "utf8")).toBe("// mine\n");
  });

  test("where one has begun again at the new place, that stays, and the old text becomes a snapshot", async () => {
    course.writeExercise("03-saturation", "// old\n");
    renumber(oldFolder, newFolder);
    writeFileSync(path.join(newFolder, "exercise.ts"), "// new\n");
    const { errors } = await course.run("course");
    expect(errors).toContain("course snapshots saturation");
    expect(readFileSync(path.join(newFolder, "exercise.ts"), "utf8")).toBe("// new\n");
    await course.run("course", "undo", "saturation");
    expect(readFileSync(path.join(newFolder, "exercise.ts"), "utf8")).toBe("// old\n");
    expect(existsSync(oldFolder)).toBe(false);
  });

  test("what else lies in the old folder stays there", async () => {
    course.writeExercise("03-saturation", "// mine\n");
    renumber(oldFolder, newFolder);
    writeFileSync(path.join(oldFolder, "notes.txt"), "mine");
    await course.run("course");
    expect(readdirSync(oldFolder)).toEqual(["notes.txt"]);
    rmSync(oldFolder, { recursive: true });
  });
});

test("the exercise of a lesson that is gone stays where it is", async () => {
  const gone = path.join(lessons, "909-gone");
  mkdirSync(gone);
  writeFileSync(path.join(gone, "exercise.ts"), "// mine\n");
  expect((await course.run("course")).errors).toBe("");
  expect(readFileSync(path.join(gone, "exercise.ts"), "utf8")).toBe("// mine\n");
});
