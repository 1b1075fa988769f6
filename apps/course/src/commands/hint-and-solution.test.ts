import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { copyCourse } from "../test-support/course-copy.ts";

const course = copyCourse();
afterAll(() => course.remove());
const folder = "03-saturation";
const read = (name: string) => readFileSync(path.join(course.folder, "lessons", folder, name), "utf8");
const [starter, solution] = [read("starter.ts"), read("solution.ts")];
const progressFile = path.join(course.folder, "progress.json");
const { hints } = await import(path.join(course.folder, "lessons", folder, "hints.ts"));

beforeEach(() => {
  rmSync(progressFile, { force: true });
  course.writeExercise(folder, starter);
});

describe("hint", () => {
  test("goes one step further each time, and says when there are no more", async () => {
    for (const [i] of hints.sigmoid.entries()) {
      const { code, output } = await course.run("course", "hint", "3");
      expect(code).toBe(0);
      for (const [j, text] of hints.sigmoid.entries()) expect(output.includes(text)).toBe(j <= i);
    }
    const last = await course.run("course", "hint", "3");
    expect(last.output).toContain(`Hint ${hints.sigmoid.length} of ${hints.sigmoid.length}`);
    expect(last.output).toContain("These are all the hints for this check.");
  });

  test("is for the check that fails first, and begins anew with another one", async () => {
    await course.run("course", "hint", "3");
    await course.run("course", "hint", "3");
    course.writeExercise(folder, solution.replace("4 * e", "2 * e"));
    const { output } = await course.run("course", "hint", "3");
    expect(output).toContain("tanhDerivative › ");
    expect(output).toContain(hints.tanhDerivative[0]);
    expect(output).not.toContain(hints.tanhDerivative[1]);
    expect(JSON.parse(readFileSync(progressFile, "utf8")).help.saturation.hints).toEqual({
      sigmoid: 2,
      tanhDerivative: 1,
    });
  });

  test("names a known misunderstanding besides", async () => {
    course.writeExercise(
      folder,
      solution.replace(/Math\.exp\(-2.+\n.+/, "1;\n  return 1 - Math.tanh(x) ** 2;"),
    );
    const { output } = await course.run("course", "hint", "3");
    expect(output).toContain("What tanhDerivative does  From 19.06 on the slope is exactly 0");
  });

  test("says what is in the way where the exercise cannot be checked, and that nothing is left to hint at", async () => {
    course.writeExercise(folder, "export const");
    expect((await course.run("course", "hint", "3")).output).toContain("cannot be read as TypeScript");
    course.writeExercise(folder, solution);
    expect((await course.run("course", "hint", "3")).output).toContain("there is nothing to hint at");
  });

  test("takes the lesson of the newest run where none is named", async () => {
    await course.run("test", "3");
    expect((await course.run("course", "hint")).output).toContain("Lesson 3 · saturation");
  });
});

describe("solution", () => {
  test("is shown when asked twice", async () => {
    const first = await course.run("course", "solution", "3");
    expect(first.code).toBe(1);
    expect(first.output).toContain("ask once more");
    expect(first.output).not.toContain("Math.exp");
    const second = await course.run("course", "solution", "3");
    expect(second.code).toBe(0);
    expect(second.output).toContain(
      "- lessons/03-saturation/exercise.ts\n+ lessons/03-saturation/solution.ts",
    );
    expect(second.output).toContain('-   throw new Error("TODO: sigmoid");');
    expect(second.output).toContain("+   const e = Math.exp(x);");
    expect(second.output).toContain("hyperbolic functions");
  });

  test("is shown at once after a pass, also when the exercise was changed since", async () => {
    course.writeExercise(folder, solution);
    expect((await course.run("course", "solution", "3")).output).toContain("Yours is the same");
    course.writeExercise(folder, starter);
    expect((await course.run("course", "solution", "3")).output).toContain("+   const e = Math.exp(x);");
  });

  test.each([
    ["nothing", ""],
    ["a syntax error", "export function sigmoid( {"],
    ["a very long text", `// ${"x".repeat(2e6)}`],
    ["Windows line ends", starter.replaceAll("\n", "\r\n")],
  ])("is shown beside %s", async (_name, text) => {
    course.writeExercise(folder, text);
    await course.run("course", "solution", "3");
    const { code, output } = await course.run("course", "solution", "3");
    expect(code).toBe(0);
    expect(output).toContain("const e = Math.exp(-Math.abs(x));");
    expect(output.length).toBeLessThan(20_000);
  });

  test("is shown beside an exercise that is not there", async () => {
    await course.run("course", "solution", "3");
    rmSync(course.exercise(folder));
    expect((await course.run("course", "solution", "3")).output).toContain("const e = Math.exp(x);");
  });
});

test("progress that cannot be saved costs no hint", async () => {
  writeFileSync(progressFile, "{");
  const { code, output, errors } = await course.run("course", "hint", "3");
  expect(code).toBe(0);
  expect(output).toContain(hints.sigmoid[0]);
  expect(errors).toContain("It was kept as progress.");
});
