import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { CourseCopy } from "../test-support/course-copy.ts";
import { change, courseRepository, gitIn } from "../test-support/course-repository.ts";

const upstream = courseRepository();
afterAll(() => upstream.remove());

let course: CourseCopy;
beforeEach(() => {
  upstream.reset();
  course = upstream.clone();
  for (const folder of ["00-warm-up", "03-saturation"]) course.writeExercise(folder, "// mine\n");
});

const exerciseOf = (folder: string) => `lessons/${folder}/exercise.ts`;
const status = () => gitIn(course.folder, "status", "--porcelain").split("\n").filter(Boolean);
const commit = () => gitIn(course.folder, "commit", "--quiet", "--message", "My exercises");
const tracked = () => gitIn(course.folder, "ls-files", "lessons/*/exercise.ts").split("\n").filter(Boolean);
const both = [exerciseOf("00-warm-up"), exerciseOf("03-saturation")];

describe("pnpm course track", () => {
  test("stages the exercises that there are, and no other file, and says what comes next", async () => {
    const { code, output } = await course.run("course", "track");
    expect(code).toBe(0);
    expect(output).toContain(`Under version control from now on:\n\n  ${both[0]}\n  ${both[1]}\n`);
    expect(output).toContain('git commit -m "My exercises"');
    expect(status()).toEqual(both.map((file) => `A  ${file}`));
  });

  test("says what is new when it is run again", async () => {
    await course.run("course", "track");
    expect((await course.run("course", "track")).output).toContain("under version control already.\nNext:");
    commit();
    const done = await course.run("course", "track");
    expect(done.output).toBe("All of your exercises are under version control already.\n");
    course.writeExercise("01-products", "// later\n");
    const later = await course.run("course", "track");
    expect(later.output).toContain(`from now on:\n\n  ${exerciseOf("01-products")}\n\n`);
    expect(later.output).not.toContain(both[0]);
  });

  test("stages an edit of what git follows already", async () => {
    await course.run("course", "track");
    commit();
    course.writeExercise("03-saturation", "// better\n");
    expect((await course.run("course", "track")).output).toContain("Next:  git commit");
    expect(status()).toEqual([`M  ${both[1]}`]);
  });

  test("does not conflict with an update, and follows an exercise to its new number", async () => {
    await course.run("course", "track");
    commit();
    renameSync(
      path.join(upstream.folder, "lessons/03-saturation"),
      path.join(upstream.folder, "lessons/904-saturation"),
    );
    change(upstream.folder, {
      ".gitignore": `${readFileSync(path.join(upstream.folder, ".gitignore"), "utf8")}*.log\n`,
    });
    upstream.publish();
    const updated = await course.run("course", "update", "--yes");
    expect([updated.code, updated.errors]).toEqual([0, ""]);
    expect(updated.output).toContain(" course track");
    expect(readFileSync(course.exercise("904-saturation"), "utf8")).toBe("// mine\n");
    const { output } = await course.run("course", "track");
    expect(output).toContain(`from now on:\n\n  ${exerciseOf("904-saturation")}\n`);
    expect(output).toContain(`No longer at their old place:\n\n  ${both[1]}\n`);
    expect(status()).toEqual([`R  ${both[1]} -> ${exerciseOf("904-saturation")}`]);
    commit();
    expect(tracked()).toEqual([both[0], exerciseOf("904-saturation")]);
  });

  test("--stop takes them out again, and the files stay", async () => {
    await course.run("course", "track");
    commit();
    const { code, output } = await course.run("course", "track", "--stop");
    expect(code).toBe(0);
    expect(output).toContain("the files stay here");
    expect(status()).toEqual(both.map((file) => `D  ${file}`));
    expect(readFileSync(course.exercise("03-saturation"), "utf8")).toBe("// mine\n");
    commit();
    expect((await course.run("course", "track", "--stop")).output).toBe(
      "No exercise is under version control.\n",
    );
  });

  test("--stop works where an exercise is edited or gone", async () => {
    await course.run("course", "track");
    course.writeExercise("03-saturation", "// edited\n");
    rmSync(course.exercise("00-warm-up"));
    expect((await course.run("course", "track", "--stop")).code).toBe(0);
    expect(tracked()).toEqual([]);
    expect(readFileSync(course.exercise("03-saturation"), "utf8")).toBe("// edited\n");
  });

  test("says that there is no exercise yet", async () => {
    for (const file of both) rmSync(path.join(course.folder, file));
    const { code, output } = await course.run("course", "track");
    expect(code).toBe(0);
    expect(output).toContain("There is no exercise yet.");
  });

  test("works in a folder of a larger repository", async () => {
    const larger = course.folder;
    rmSync(path.join(larger, ".git"), { recursive: true });
    const inside = path.join(larger, "homework");
    const names = readdirSync(larger);
    mkdirSync(inside);
    for (const name of names) renameSync(path.join(larger, name), path.join(inside, name));
    gitIn(larger, "init", "--quiet");
    const { code } = await upstream.at(inside, {}).run("course", "track");
    expect(code).toBe(0);
    expect(gitIn(larger, "ls-files")).toBe(both.map((file) => `homework/${file}`).join("\n"));
  });

  test("without a repository, and without git, says what is missing", async () => {
    rmSync(path.join(course.folder, ".git"), { recursive: true });
    const lost = await course.run("course", "track");
    expect(lost.code).toBe(1);
    expect(lost.errors).toContain("is in no git repository. Clone the course or your fork");
    const withoutGit = upstream.at(course.folder, {
      PATH: path.join(course.folder, "nothing"),
      Path: undefined,
    });
    expect((await withoutGit.run("course", "track")).errors).toContain("git is not installed here");
    expect(existsSync(course.exercise("03-saturation"))).toBe(true);
  });
});
