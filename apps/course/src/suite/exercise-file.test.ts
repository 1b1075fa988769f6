import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { copyCourse } from "../test-support/course-copy.ts";

const course = copyCourse();
const elsewhere = mkdtempSync(path.join(tmpdir(), "vanishing-point-elsewhere-"));
afterAll(() => {
  course.remove();
  rmSync(elsewhere, { recursive: true, force: true });
});

const folder = "03-saturation";
const exercise = course.exercise(folder);
const lesson = path.dirname(exercise);
const solution = readFileSync(path.join(lesson, "solution.ts"), "utf8");
const starter = readFileSync(path.join(lesson, "starter.ts"), "utf8");

const onWindows = process.platform === "win32";
const asRoot = process.getuid?.() === 0;

beforeEach(() => rmSync(exercise, { recursive: true, force: true }));

const run = () => course.run("test", "lesson-3");

/** What a run says of an exercise that cannot be checked, after which the next run of a whole one must work. */
async function complaint(): Promise<string> {
  const { code, output, errors } = await run();
  expect(code).toBe(1);
  expect(output).toContain("Next: mend lessons/03-saturation/exercise.ts");
  expect(errors).toBe("");
  rmSync(exercise, { recursive: true, force: true });
  writeFileSync(exercise, solution);
  expect((await run()).output).toContain("All 13 checks hold.");
  return output;
}

describe("an exercise", () => {
  test("that was deleted is created again from the starter", async () => {
    const { code, output } = await run();
    expect(code).toBe(1);
    expect(output).toContain("Created lessons/03-saturation/exercise.ts");
    expect(readFileSync(exercise, "utf8")).toBe(starter);
  });

  test("is never overwritten", async () => {
    const mine = `${solution}\n// mine\n`;
    writeFileSync(exercise, mine);
    await run();
    await course.run("postinstall");
    expect(readFileSync(exercise, "utf8")).toBe(mine);
  });

  test.each([
    ["empty", "", "does not export sigmoid"],
    ["binary", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0]), "binary data"],
    ["UTF-16", Buffer.from(`\uFEFF${solution}`, "utf16le"), "Save it as UTF-8"],
    ["10 MB long", solution.padEnd(10_000_000), "The file has 10000000 bytes"],
  ])("that is %s is told so", async (_name, content, message) => {
    writeFileSync(exercise, content);
    expect(await complaint()).toContain(message);
  });

  test.each([
    ["Windows line ends", solution.replaceAll("\n", "\r\n")],
    ["a byte order mark", `\uFEFF${solution}`],
  ])("with %s is checked as any other", async (_name, text) => {
    writeFileSync(exercise, text);
    expect((await run()).output).toContain("All 13 checks hold.");
  });

  test("that is a folder is told so", async () => {
    mkdirSync(exercise);
    expect(await complaint()).toContain("This is not a file");
  });

  test.skipIf(onWindows || asRoot)("that may not be read is told so", async () => {
    writeFileSync(exercise, solution, { mode: 0o000 });
    expect(await complaint()).toContain("may not be read");
    chmodSync(exercise, 0o600);
  });
});

// Windows lets only administrators make links.
describe.skipIf(onWindows)("an exercise that is a link", () => {
  test("is checked where it leads, also outside of the course, and finds the packages there", async () => {
    const importing = 'import { random } from "@vanishing/core";\n';
    const starterFile = path.join(lesson, "starter.ts");
    const mine = path.join(elsewhere, "my-saturation.ts");
    writeFileSync(starterFile, importing + starter);
    writeFileSync(mine, `${importing}random(1).normal();\n${solution}`);
    symlinkSync(mine, exercise);
    const passed = await run();
    writeFileSync(mine, `${importing}random(1).normal();\n${solution.replace("4 * e", "4 * e - 1")}`);
    const failed = await run();
    writeFileSync(starterFile, starter);
    expect(passed.output).toContain("All 13 checks hold.");
    expect(failed.code).toBe(1);
    expect(failed.output).toContain("✗ tanhDerivative");
  });

  test("is compared with the known mistakes, as any other", async () => {
    const mine = path.join(elsewhere, "mistaken.ts");
    writeFileSync(mine, solution.replace("return e / (1 + e) ** 2;", "return x * (1 - x);"));
    symlinkSync(mine, exercise);
    expect((await run()).output).toContain("the formula for the output s = σ(x) is used with the input");
  });

  test("that leads nowhere is told where it leads", async () => {
    symlinkSync(path.join(elsewhere, "nowhere.ts"), exercise);
    const output = await complaint();
    expect(output).toContain(`leads to ${path.join(elsewhere, "nowhere.ts")}, where nothing is`);
    expect(output).toContain("remove the link");
  });

  test("that leads to itself is told so", async () => {
    symlinkSync("exercise.ts", exercise);
    expect(await complaint()).toContain("The file cannot be read: ELOOP");
  });
});

test("a lesson's folder that was renamed is told with both names, and nothing is created in it", async () => {
  writeFileSync(exercise, solution);
  const renamed = path.join(course.folder, "lessons/904-saturated");
  renameSync(lesson, renamed);
  const { code, output, errors } = await course.run("test", "904");
  renameSync(renamed, lesson);
  expect(code).toBe(1);
  expect(output).toBe("");
  expect(errors).toContain("lessons/904-saturated was renamed");
  expect(errors).toContain("Give the folder its name back, 03-saturation");
  expect((await run()).code).toBe(0);
});
