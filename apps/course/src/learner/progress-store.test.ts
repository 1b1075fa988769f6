import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { random } from "@vanishing/core";
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { copyCourse } from "../test-support/course-copy.ts";
import { smallDisk } from "../test-support/small-disk.ts";

const course = copyCourse();
afterAll(() => course.remove());
const file = path.join(course.folder, "progress.json");
const solution = readFileSync(path.join(course.folder, "lessons/00-warm-up/solution.ts"), "utf8");
const progress = () => JSON.parse(readFileSync(file, "utf8"));
const beside = () => readdirSync(course.folder).filter((name) => name.startsWith("progress"));

async function pass() {
  course.writeExercise("00-warm-up", solution);
  return course.run("test", "lesson-0");
}

beforeEach(() => {
  for (const name of beside()) rmSync(path.join(course.folder, name), { recursive: true, force: true });
});

describe("progress", () => {
  test("holds the outcome of each check, by slug and starter's version", async () => {
    await pass();
    expect(progress().lessons["warm-up"]).toEqual({
      starter: expect.stringMatching(/^[0-9a-f]{16}$/),
      passed: true,
      testsPassed: 5,
      tests: 5,
      at: expect.any(String),
      passedAt: expect.any(String),
      checks: expect.objectContaining({ "centralDifference › is exact on parabolas": true }),
    });
    expect(beside()).toEqual(["progress.json"]);
  });

  test("stays as it was where there is no verdict", async () => {
    await pass();
    const before = progress();
    course.writeExercise("00-warm-up", "export const");
    await course.run("test", "lesson-0");
    expect(progress()).toEqual(before);
  });

  test.each([
    ["empty", ""],
    ["cut off", '{"format":"vanishing-point-progress","ver'],
    ["of a newer edition", '{"format":"vanishing-point-progress","version":9,"lessons":{}}'],
    ["something else", '{"name":"vanishing-point"}'],
  ])("that is %s is said, set aside and begun again", async (_name, text) => {
    writeFileSync(file, text);
    const shown = await course.run("course");
    expect(shown.code).toBe(0);
    expect(shown.errors).toContain("progress.json cannot be used");
    expect(readFileSync(file, "utf8")).toBe(text);
    const { errors, code } = await pass();
    expect(code).toBe(0);
    expect(errors).toContain("course report  fills it from your exercises");
    const aside = /It was kept as (progress\.\S+\.json)/.exec(errors)?.[1] ?? "";
    expect(readFileSync(path.join(course.folder, aside), "utf8")).toBe(text);
    expect(progress().lessons["warm-up"].passed).toBe(true);
  });

  test("that is lost comes back by a report", async () => {
    await pass();
    rmSync(file);
    await course.run("course", "report");
    expect(progress().lessons["warm-up"].passed).toBe(true);
  });

  test("that is read-only stays as it is, and costs no verdict", async () => {
    await pass();
    chmodSync(file, 0o444);
    onTestFinished(() => chmodSync(file, 0o644));
    const before = readFileSync(file, "utf8");
    const { code, output, errors } = await pass();
    expect(code).toBe(0);
    expect(output).toContain("All 5 checks hold.");
    expect(errors).toContain("progress.json is read-only.");
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  test("with a folder in its place costs no verdict", async () => {
    mkdirSync(file);
    const { code, output, errors } = await pass();
    expect(code).toBe(0);
    expect(output).toContain("All 5 checks hold.");
    expect(errors).toContain("progress.json cannot be read");
  });

  test("on a full disk costs no verdict, and the old file stays whole", async ({ skip }) => {
    const disk = await smallDisk(path.join(course.folder, "full"));
    if (!disk) return skip("no small disk can be mounted here");
    onTestFinished(disk.remove);
    await pass();
    const before = readFileSync(file);
    const onDisk = path.join(disk.folder, "progress.json");
    writeFileSync(onDisk, before);
    rmSync(file);
    symlinkSync(onDisk, file);
    disk.fill();
    const { code, output, errors } = await pass();
    expect(code).toBe(0);
    expect(output).toContain("All 5 checks hold.");
    expect(errors).toMatch(/Progress could not be saved: ENOSPC/);
    expect(readFileSync(file)).toEqual(before);
    expect(readdirSync(disk.folder).sort()).toEqual(["filling", "progress.json"]);
  });
});

const store = pathToFileURL(path.join(course.folder, "apps/course/src/learner/progress-store.ts")).href;

/** A program that saves an outcome for each of some lessons in turn, and says each when it is saved. */
const saving = (slugs: readonly string[]) => `
  import { saveOutcome } from ${JSON.stringify(store)};
  const outcome = { starter: "a", passed: true, testsPassed: 1, tests: 1, at: new Date().toISOString() };
  for (const slug of ${JSON.stringify(slugs)}) {
    const trouble = await saveOutcome(slug, outcome);
    if (trouble) throw new Error(trouble);
    console.log(slug);
  }`;
const inNode = (program: string) => [
  "--disable-warning=ExperimentalWarning",
  "--input-type=module",
  "--eval",
  program,
];
const slugs = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}-${i}`);

describe("many runs", () => {
  test("at once lose nothing, also past a lock that a dead run has left", async () => {
    writeFileSync(`${file}.lock`, "");
    utimesSync(`${file}.lock`, 0, 0);
    const all = slugs("lesson", 8);
    await Promise.all(all.map((slug) => promisify(execFile)(process.execPath, inNode(saving([slug])))));
    expect(Object.keys(progress().lessons).sort()).toEqual(all);
    expect(beside()).toEqual(["progress.json"]);
  });

  test("killed in the middle of their writes lose nothing that was saved, and leave no half file", async () => {
    const draw = random(17);
    const saved: string[] = [];
    for (let round = 0; round < 12; round++) {
      const child = spawn(process.execPath, inNode(saving(slugs(`round-${round}`, 2000))));
      const lines = createInterface({ input: child.stdout });
      lines.on("line", (slug) => saved.push(slug));
      await once(lines, "line");
      await new Promise((resolve) => setTimeout(resolve, 40 * draw.next()));
      child.kill("SIGKILL");
      await once(child, "close");
      const { lessons } = progress();
      expect(Object.keys(lessons)).toEqual(expect.arrayContaining(saved));
    }
    // The next run clears away what the killed ones have left.
    await pass();
    expect(beside()).toEqual(["progress.json"]);
    expect(progress().lessons["warm-up"].passed).toBe(true);
  });
});

test("an exercise is never lost, at whatever moment a reset or an undo is killed", async () => {
  const exercise = course.exercise("00-warm-up");
  const snapshots = path.join(course.folder, ".course/snapshots/warm-up");
  const commands = (name: string) =>
    JSON.stringify(pathToFileURL(path.join(course.folder, `apps/course/src/commands/${name}.ts`)).href);
  const program = `
    import { reset } from ${commands("reset")};
    import { undo } from ${commands("undo")};
    for (;;) {
      await reset(["warm-up"], { yes: true });
      undo(["warm-up"], {});
    }`;
  const draw = random(18);
  for (let round = 0; round < 12; round++) {
    const mine = `// my text of round ${round}\n`;
    course.writeExercise("00-warm-up", mine);
    const child = spawn(process.execPath, inNode(program));
    await once(child.stdout, "data");
    await new Promise((resolve) => setTimeout(resolve, 30 * draw.next()));
    child.kill("SIGKILL");
    await once(child, "close");
    const kept = readdirSync(snapshots)
      .filter((name) => name.endsWith(".ts"))
      .map((name) => readFileSync(path.join(snapshots, name), "utf8"));
    expect(kept).toContain(mine);
    expect(existsSync(exercise)).toBe(true);
    expect([mine, readFileSync(path.join(path.dirname(exercise), "starter.ts"), "utf8")]).toContain(
      readFileSync(exercise, "utf8"),
    );
  }
});

test("a reset on a full disk changes nothing", async ({ skip }) => {
  const disk = await smallDisk(path.join(course.folder, "full"));
  if (!disk) return skip("no small disk can be mounted here");
  onTestFinished(disk.remove);
  rmSync(path.join(course.folder, ".course"), { recursive: true, force: true });
  symlinkSync(disk.folder, path.join(course.folder, ".course"));
  const mine = `// ${"mine ".repeat(5000)}\n`;
  course.writeExercise("00-warm-up", mine);
  disk.fill();
  const { code, errors } = await course.run("course", "reset", "0", "--yes");
  rmSync(path.join(course.folder, ".course"));
  expect(code).toBe(1);
  expect(errors).toContain("ENOSPC");
  expect(readFileSync(course.exercise("00-warm-up"), "utf8")).toBe(mine);
});
