import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { CourseCopy } from "../test-support/course-copy.ts";
import { change, courseRepository, gitEnvironment, gitIn } from "../test-support/course-repository.ts";
import { hasTerminal, inTerminal } from "../test-support/in-terminal.ts";

const upstream = courseRepository();
afterAll(() => upstream.remove());

let course: CourseCopy;
beforeEach(() => {
  upstream.reset();
  course = upstream.clone();
  for (const lesson of lessons) course.writeExercise(lesson, starterOf(lesson));
});

const saturation = "03-saturation";
const lessons = ["00-warm-up", "01-products", saturation];
const read = (file: string) => readFileSync(path.join(course.folder, file), "utf8");
const exercise = (lesson: string) => read(`lessons/${lesson}/exercise.ts`);
const starterOf = (lesson: string) => read(`lessons/${lesson}/starter.ts`);
const head = () => gitIn(course.folder, "rev-parse", "HEAD");

/** A line at the top of a starter, far from its gaps. */
function withNewTop(starter: string): string {
  return `// Take your time.\n${starter}`;
}

/** An exercise with its last gap filled in. */
function answered(starter: string): string {
  const edited = starter.replace('throw new Error("TODO: tanhDerivative");', "return 1 - Math.tanh(x) ** 2;");
  expect(edited).not.toBe(starter);
  return edited;
}

function publish(changes: Parameters<typeof change>[1]): void {
  change(upstream.folder, changes);
  upstream.publish();
}

function publishStarter(lesson = saturation): string {
  const starter = withNewTop(starterOf(lesson));
  publish({ [`lessons/${lesson}/starter.ts`]: starter });
  return starter;
}

/** Gives a lesson's folder another name upstream. */
function renumber(from: string, to: string): void {
  renameSync(path.join(upstream.folder, "lessons", from), path.join(upstream.folder, "lessons", to));
}

describe("pnpm course update, from a remote", () => {
  test("says that there is nothing new", async () => {
    const { code, output } = await course.run("course", "update");
    expect(output).toContain("The course is up to date.");
    expect(code).toBe(0);
  });

  test("gives an untouched exercise the new starter, and never touches an edited one", async () => {
    const edited = "// mine\n";
    course.writeExercise("01-products", edited);
    const starter = publishStarter();
    publish({ "README.md": "# Another\n" });
    const { code, output } = await course.run("course", "update", "--yes");
    expect(code).toBe(0);
    expect(output).toContain("origin, 2 commits up to");
    expect(output).toMatch(/0 {2}warm-up +untouched\n/);
    expect(output).toMatch(/1 {2}products +edited: your exercise stays as it is/);
    expect(output).toMatch(/3 {2}saturation +untouched: gets the new starter/);
    expect(output).toContain("One other file changes.");
    expect(output).toMatch(/Next: {2}.*pnpm\S* course\n/);
    expect(exercise(saturation)).toBe(starter);
    expect(exercise("01-products")).toBe(edited);
    expect(read("README.md")).toBe("# Another\n");
    expect(gitIn(course.folder, "status", "--porcelain")).toBe("");
  });

  test("takes upstream before origin, and another one by its name", async () => {
    const starter = publishStarter();
    gitIn(course.folder, "remote", "add", "upstream", upstream.address);
    gitIn(course.folder, "remote", "set-url", "origin", path.join(course.folder, "nowhere"));
    const usual = await course.run("course", "update", "--dry-run");
    expect(usual.output).toContain("A newer version is there (upstream, one commit");
    gitIn(course.folder, "remote", "rename", "upstream", "teacher");
    expect((await course.run("course", "update", "--yes", "--from", "teacher")).code).toBe(0);
    expect(exercise(saturation)).toBe(starter);
  });

  test("a dry run shows what would change, and changes nothing", async () => {
    publishStarter();
    const before = head();
    const { code, output } = await course.run("course", "update", "--dry-run");
    expect(code).toBe(0);
    expect(output).toContain("untouched: gets the new starter");
    expect(output).toContain("This was a dry run: nothing was changed.");
    expect(head()).toBe(before);
    expect(exercise(saturation)).toBe(starterOf(saturation));
  });

  test("without a terminal it asks for --yes", async () => {
    publishStarter();
    const before = head();
    const { code, errors } = await course.run("course", "update");
    expect(code).toBe(2);
    expect(errors).toContain("Add --yes");
    expect(head()).toBe(before);
  });

  test("says that the next command installs, where the lock file changes", async () => {
    publish({ "pnpm-lock.yaml": `${read("pnpm-lock.yaml")}\n` });
    const { output } = await course.run("course", "update", "--yes");
    expect(output).toContain("it first installs what the new version needs, by itself");
  });
});

describe("an exercise whose starter changes while it is edited", () => {
  test("stays as it is with --yes, and the way to begin anew is said", async () => {
    const mine = answered(starterOf(saturation));
    course.writeExercise(saturation, mine);
    publishStarter();
    const { code, output } = await course.run("course", "update", "--yes");
    expect(code).toBe(0);
    expect(output).toContain("changed on both sides: you have edited it, and its starter changes");
    expect(output).toMatch(
      /exercise\.ts stays as it is\. To begin anew with the new starter: {2}.+ course reset lesson-3/,
    );
    expect(exercise(saturation)).toBe(mine);
  });

  test("takes in the starter's change with --merge-starters, after a snapshot", async () => {
    const mine = answered(starterOf(saturation));
    course.writeExercise(saturation, mine);
    publishStarter();
    const { code, output } = await course.run("course", "update", "--yes", "--merge-starters");
    expect(code).toBe(0);
    expect(output).toContain("has the starter's change.");
    expect(exercise(saturation)).toBe(withNewTop(mine));
    const snapshots = path.join(course.folder, ".course", "snapshots", "saturation");
    const [snapshot = "", ...others] = readdirSync(snapshots);
    expect(others).toEqual([]);
    expect(readFileSync(path.join(snapshots, snapshot), "utf8")).toBe(mine);
    await course.run("course", "undo", "lesson-3");
    expect(exercise(saturation)).toBe(mine);
  });

  test("stays as it is where the change does not fit", async () => {
    course.writeExercise(saturation, "// all my own\n");
    publishStarter();
    const { code, output } = await course.run("course", "update", "--yes", "--merge-starters");
    expect(code).toBe(0);
    expect(output).toContain("does not fit into your exercise of saturation");
    expect(output).toContain(" course reset lesson-3  (it takes a snapshot first)");
    expect(exercise(saturation)).toBe("// all my own\n");
  });

  test("with the line ends of Windows counts as untouched, or keeps them", async () => {
    const windows = (text: string) => text.replaceAll("\n", "\r\n");
    course.writeExercise("01-products", windows(starterOf("01-products")));
    const mine = answered(starterOf(saturation));
    course.writeExercise(saturation, windows(mine));
    publish({
      "lessons/01-products/starter.ts": withNewTop(starterOf("01-products")),
      "lessons/03-saturation/starter.ts": withNewTop(starterOf(saturation)),
    });
    const { output } = await course.run("course", "update", "--yes", "--merge-starters");
    expect(output).toMatch(/1 {2}products +untouched: gets the new starter/);
    expect(exercise("01-products")).toBe(starterOf("01-products"));
    expect(exercise(saturation)).toBe(windows(withNewTop(mine)));
  });

  test("binary content is nothing that a starter fits into", async () => {
    const binary = Buffer.from([0xff, 0xfe, 0x00, 0x80]);
    writeFileSync(course.exercise(saturation), binary);
    publishStarter();
    expect((await course.run("course", "update", "--yes", "--merge-starters")).code).toBe(0);
    expect(readFileSync(course.exercise(saturation))).toEqual(binary);
  });
});

describe("lessons that come, go and get another number", () => {
  test("exercises follow their slug, and those of removed lessons stay", async () => {
    const mine = answered(starterOf(saturation));
    course.writeExercise(saturation, mine);
    course.writeExercise("00-warm-up", "// warm\n");
    const products = withNewTop(starterOf("01-products"));
    renumber(saturation, "904-saturation");
    renumber("01-products", "903-products");
    change(upstream.folder, {
      "lessons/903-products/starter.ts": products,
      "lessons/00-warm-up": undefined,
      "lessons/901-invented/lesson.test.ts": "// a suite\n",
      "lessons/901-invented/starter.ts": "// a starter\n",
    });
    upstream.publish();
    const { code, output, errors } = await course.run("course", "update", "--yes");
    expect(errors).toBe("");
    expect(code).toBe(0);
    expect(output).toMatch(/901 {2}invented +new\n/);
    expect(output).toMatch(/903 {2}products +untouched: gets the new starter \(renumbered: was lesson 1\)/);
    expect(output).toMatch(
      /904 {2}saturation +edited: your exercise stays as it is \(renumbered: was lesson 3\)/,
    );
    expect(output).toMatch(/0 {2}warm-up +removed; your exercise stays in lessons\/00-warm-up/);
    expect(exercise("904-saturation")).toBe(mine);
    expect(exercise("903-products")).toBe(products);
    expect(exercise("00-warm-up")).toBe("// warm\n");
    expect(existsSync(path.join(course.folder, "lessons", "01-products"))).toBe(false);
  });

  test("two lessons with one number are refused before anything changes", async () => {
    renumber("01-products", "03-products");
    upstream.publish();
    const before = head();
    const { code, errors } = await course.run("course", "update", "--yes");
    expect(code).toBe(1);
    expect(errors).toContain("Two lessons have the number 3");
    expect(head()).toBe(before);
  });
});

describe.runIf(hasTerminal)("in a terminal", () => {
  const answer = (whether: string, merge = "") =>
    inTerminal(
      course.folder,
      ["apps/course/src/course.ts", "update"],
      [
        ["Update the course? [y/N] ", whether],
        ["A snapshot is taken first. [y/N] ", merge],
      ],
      gitEnvironment,
    );

  beforeEach(() => {
    course.writeExercise(saturation, answered(starterOf(saturation)));
    publishStarter();
  });

  test.each(["", "n", "maybe"])("%j to the first question changes nothing", async (word) => {
    const before = head();
    const { code, output } = await answer(word);
    expect(output).toContain("Update the course? [y/N]");
    expect(output).toContain("Nothing was changed.");
    expect(code).toBe(1);
    expect(head()).toBe(before);
  });

  test("Ctrl+C at a question changes nothing", async () => {
    const before = head();
    const { code } = await answer("y", "\u0003");
    expect(code).toBe(130);
    expect(head()).toBe(before);
  });

  test("each exercise whose starter changes is asked for, and no is the default", async () => {
    const mine = exercise(saturation);
    const no = await answer("y", "");
    expect(no.output).toContain("Bring the starter's change into your exercise of lesson 3, saturation?");
    expect(no.code).toBe(0);
    expect(exercise(saturation)).toBe(mine);
    expect(starterOf(saturation)).toContain("Take your time.");
  });

  test("yes brings it", async () => {
    const mine = exercise(saturation);
    expect((await answer("y", "y")).code).toBe(0);
    expect(exercise(saturation)).toBe(withNewTop(mine));
  });
});
