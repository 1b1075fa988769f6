import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";
import type { CourseCopy } from "./course-copy.ts";

const lastLines = "const e = Math.exp(x);\n  return e / (1 + e);";

/** Lesson 3 with an exercise that is solved, but for the code that a test puts into it. */
export function brokenExercise(course: CourseCopy) {
  const folder = "03-saturation";
  const solution = readFileSync(path.join(path.dirname(course.exercise(folder)), "solution.ts"), "utf8");

  async function runWith(text: string) {
    course.writeExercise(folder, text);
    return course.run("test", "lesson-3");
  }

  /** A run that ends with this message, and after which the next run works. */
  async function endsWith(text: string, message: string) {
    const { code, output, errors } = await runWith(text);
    expect(output).toContain(message);
    expect(output).toContain("Next: ");
    expect(output + errors).not.toMatch(/^\s+at .*(?:apps|packages|node_modules)/m);
    expect(code).toBe(1);
    expect((await runWith(solution)).output).toContain("All 13 checks hold.");
    return output;
  }

  return {
    folder,
    solution,
    inSigmoid: (code: string) => solution.replace(lastLines, `${code}\n  ${lastLines}`),
    atTheTop: (code: string) => `${code}\n${solution}`,
    runWith,
    endsWith,
  };
}
