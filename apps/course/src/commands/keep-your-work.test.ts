import { execFileSync } from "node:child_process";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { copyCourse } from "../test-support/course-copy.ts";

const course = copyCourse();
afterAll(() => course.remove());
const folder = "03-saturation";
const starter = readFileSync(path.join(course.folder, "lessons", folder, "starter.ts"), "utf8");
const exercise = course.exercise(folder);
const snapshotFolder = path.join(course.folder, ".course/snapshots/saturation");
const written = () => readFileSync(exercise, "utf8");
const kept = () => readdirSync(snapshotFolder).map((name) => path.join(snapshotFolder, name));

beforeEach(() => {
  rmSync(path.join(course.folder, ".course"), { recursive: true, force: true });
  rmSync(exercise, { recursive: true, force: true });
  course.writeExercise(folder, "// mine\n");
});

describe("reset", () => {
  test("brings the starter and keeps what was there; undo brings it back, and undone again the starter", async () => {
    const { code, output } = await course.run("course", "reset", "3", "--yes");
    expect(code).toBe(0);
    expect(output).toContain("course undo lesson-3");
    expect(written()).toBe(starter);
    expect(kept().map((file) => readFileSync(file, "utf8"))).toEqual(["// mine\n"]);
    await course.run("course", "undo", "3");
    expect(written()).toBe("// mine\n");
    await course.run("course", "undo", "3");
    expect(written()).toBe(starter);
  });

  test("changes nothing without consent: there is no terminal here", async () => {
    const { code, errors } = await course.run("course", "reset", "3");
    expect(code).toBe(2);
    expect(errors).toContain("--yes");
    expect(written()).toBe("// mine\n");
  });

  test.skipIf(process.platform !== "linux" || !existsSync("/usr/bin/script")).each([
    ["y", starter],
    ["n", "// mine\n"],
    ["", "// mine\n"],
  ])("asks in a terminal, where %j leads on", (answer, expected) => {
    const command = `${process.execPath} apps/course/src/course.ts reset 3`;
    const shown = execFileSync(
      "script",
      ["--quiet", "--return", "--command", `${command} || true`, "/dev/null"],
      {
        cwd: course.folder,
        input: `${answer}\n`,
        env: { ...process.env, CI: "", NO_COLOR: "1" },
        encoding: "utf8",
      },
    );
    expect(shown).toContain("Begin lesson 3 (saturation) again from the starter?");
    expect(written()).toBe(expected);
  });

  test("--all begins every edited lesson again, and says so when there is none", async () => {
    course.writeExercise("00-warm-up", "// mine too\n");
    const { output } = await course.run("course", "reset", "--all", "-y");
    expect(output.match(/is the starter again/g)).toHaveLength(2);
    expect((await course.run("course", "reset", "--all", "-y")).output).toContain("the starter already");
  });

  test.each([[["reset"]], [["reset", "3", "--all"]]])("%j is refused", async (words) => {
    expect((await course.run("course", ...words, "--yes")).code).toBe(2);
    expect(written()).toBe("// mine\n");
  });

  test("keeps a folder that stood in the exercise's place", async () => {
    rmSync(exercise);
    mkdirSync(exercise);
    writeFileSync(path.join(exercise, "notes.txt"), "mine");
    await course.run("course", "reset", "3", "--yes");
    expect(written()).toBe(starter);
    expect(readFileSync(path.join(kept()[0] as string, "notes.txt"), "utf8")).toBe("mine");
  });

  test.skipIf(process.platform === "win32")("leaves alone what a link leads to", async () => {
    const elsewhere = path.join(course.folder, "elsewhere.ts");
    writeFileSync(elsewhere, "// elsewhere\n");
    rmSync(exercise);
    symlinkSync(elsewhere, exercise);
    await course.run("course", "reset", "3", "--yes");
    expect(lstatSync(exercise).isSymbolicLink()).toBe(false);
    expect(written()).toBe(starter);
    expect(readFileSync(elsewhere, "utf8")).toBe("// elsewhere\n");
    expect(kept().map((file) => readFileSync(file, "utf8"))).toEqual(["// elsewhere\n"]);
  });

  test("creates an exercise that is not there", async () => {
    rmSync(exercise);
    await course.run("course", "reset", "3", "--yes");
    expect(written()).toBe(starter);
  });
});

describe("undo and snapshots", () => {
  test("any snapshot can be brought back by its number", async () => {
    for (const text of ["// one\n", "// two\n", "// three\n"]) {
      course.writeExercise(folder, text);
      await course.run("course", "reset", "3", "--yes");
    }
    const { output } = await course.run("course", "snapshots");
    expect(output).toContain("Lesson 3 · saturation");
    expect(output.match(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}before reset, \d+ bytes/g)).toHaveLength(3);
    await course.run("course", "undo", "3", "--to", "3");
    expect(written()).toBe("// one\n");
    const beyond = await course.run("course", "undo", "3", "--to", "9");
    expect(beyond.code).toBe(2);
    expect(beyond.errors).toContain("none with the number 9");
  });

  test("the same text is not kept twice", async () => {
    await course.run("course", "reset", "3", "--yes");
    course.writeExercise(folder, "// mine\n");
    await course.run("course", "reset", "3", "--yes");
    expect(kept()).toHaveLength(1);
  });

  test("undo without a lesson takes the one with the newest snapshot", async () => {
    await course.run("course", "reset", "3", "--yes");
    expect((await course.run("course", "undo")).output).toContain("lessons/03-saturation/exercise.ts");
    expect(written()).toBe("// mine\n");
  });

  test("say that there is nothing yet", async () => {
    expect((await course.run("course", "undo")).code).toBe(1);
    expect((await course.run("course", "undo", "3")).output).toContain("no snapshots yet");
    expect((await course.run("course", "snapshots")).output).toContain("There are no snapshots.");
  });

  test("pass over what else lies among the snapshots", async () => {
    await course.run("course", "reset", "3", "--yes");
    writeFileSync(path.join(snapshotFolder, "notes.txt"), "mine");
    expect((await course.run("course", "snapshots", "3")).output.match(/bytes/g)).toHaveLength(1);
  });
});
