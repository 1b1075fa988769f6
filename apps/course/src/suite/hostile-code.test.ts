import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { brokenExercise } from "../test-support/broken-exercise.ts";
import { copyCourse } from "../test-support/course-copy.ts";

const course = copyCourse();
afterAll(() => course.remove());

const { folder, solution, inSigmoid, atTheTop, runWith, endsWith } = brokenExercise(course);

describe("code that ends its own process", () => {
  test.each([
    ["process.exit", "process.exit(0);", "calls process.exit"],
    ["process.abort", "process.abort();", "ended its own process"],
    ["a signal", "process.kill(process.pid);", "ended its own process"],
    ["the hardest signal", 'process.kill(process.pid, "SIGKILL");', "ended its own process"],
    ["the end of the channel to it", "process.disconnect();", "ended its own process"],
  ])("with %s while it is loaded is told so", async (_name, code, message) => {
    await endsWith(atTheTop(code), message);
  });

  test("in a check is told so", async () => {
    await endsWith(inSigmoid("process.kill(process.pid);"), "ended its own process");
  });
});

describe("code that takes memory without end is stopped", () => {
  test.each([
    ["in objects", "const all = []; for (;;) all.push(new Array(1e6).fill(x));", "ran out of memory"],
    [
      "in typed arrays",
      "const all = []; for (;;) all.push(new Float64Array(1e6).fill(x));",
      "took more than 1024 MB of memory",
    ],
    [
      "in buffers",
      'const all = []; for (;;) all.push(Buffer.alloc(1e7, "x"));',
      "took more than 1024 MB of memory",
    ],
    ["on the stack", "const deep = (): number => deep() + 1; deep();", "Maximum call stack size exceeded"],
  ])("%s", async (_name, code, message) => {
    await endsWith(inSigmoid(code), message);
  });
});

describe("code that reaches beyond itself", () => {
  const builtin = (name: string) => `process.getBuiltinModule("node:${name}")`;
  const inJson = (file: string) => JSON.stringify(path.join(course.folder, file));
  const guarded = [
    "lessons/03-saturation/lesson.test.ts",
    "lessons/03-saturation/exercise.ts",
    "progress.json",
  ];

  test.each(guarded)("cannot write %s", async (file) => {
    await runWith(solution);
    const text = inSigmoid(`${builtin("fs")}.writeFileSync(${inJson(file)}, "");`);
    course.writeExercise(folder, text);
    const before = readFileSync(path.join(course.folder, file), "utf8");
    const { code, output } = await course.run("test", "lesson-3");
    expect(code).toBe(1);
    expect(output).toContain("An exercise may not write files.");
    expect(output).toContain("✗ sigmoid › agrees with 1 / (1 + e⁻ˣ)");
    const after = readFileSync(path.join(course.folder, file), "utf8");
    if (file === "progress.json") {
      // The run itself has kept its outcome there.
      expect(Object.keys(JSON.parse(after))).toEqual(Object.keys(JSON.parse(before)));
    } else {
      expect(after).toBe(before);
    }
  });

  test("while it is loaded cannot remove a file, and progress stays as it was", async () => {
    await runWith(solution);
    const progress = path.join(course.folder, "progress.json");
    const before = readFileSync(progress, "utf8");
    await endsAs(`${builtin("fs")}.rmSync(${inJson("progress.json")});`, "An exercise may not write files.");
    expect(readFileSync(progress, "utf8")).toBe(before);
  });

  test("starts no program and opens no connection", async () => {
    await endsAs(`${builtin("child_process")}.execFileSync("node");`, "may not start other programs");
    await endsAs(`${builtin("net")}.connect(1, "127.0.0.1");`, "may not use the network");
  });

  test("is checked, where it only reads", async () => {
    const { output } = await runWith(atTheTop(`${builtin("fs")}.readFileSync(${inJson("package.json")});`));
    expect(output).toContain("All 13 checks hold.");
  });

  async function endsAs(code: string, message: string): Promise<void> {
    const { code: exitCode, output } = await runWith(atTheTop(code));
    expect(exitCode).toBe(1);
    expect(output).toContain(message);
  }
});

describe("code that takes the runner's tools away", () => {
  test.each([
    ["the channel", "(process as { send?: unknown }).send = undefined;"],
    ["JSON", "(JSON as { stringify: unknown }).stringify = undefined;"],
    ["output", "(process.stdout as { write: unknown }).write = undefined;"],
    ["the clock", "Date.now = () => NaN;"],
  ])("such as %s does not change the verdict", async (_name, code) => {
    const passed = await runWith(atTheTop(code));
    expect(passed.output).toContain("All 13 checks hold.");
    const failed = await runWith(atTheTop(code).replace("4 * e", "2 * e"));
    expect(failed.output).toContain("✗ tanhDerivative › stays above 0");
    expect(failed.code).toBe(1);
  });
});
