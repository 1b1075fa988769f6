import { readFileSync } from "node:fs";
import path from "node:path";
import * as checks from "@vanishing/checks";
import { describe, expect, test } from "vitest";
import { type GradingStep, gradeTexts, type LessonTexts } from "./grade-texts.ts";

const folder = path.join(import.meta.dirname, "../node/sample-lesson");
const read = (name: string) => readFileSync(path.join(folder, name), "utf8");
const lesson: LessonTexts = {
  folder: "sample-lesson",
  suite: read("lesson.test.ts"),
  starter: read("starter.ts"),
  solution: read("solution.ts"),
  mistakes: read("mistakes.ts"),
};

async function stepsOf(exercise: string): Promise<GradingStep[]> {
  const steps: GradingStep[] = [];
  await gradeTexts(lesson, exercise, { "@vanishing/checks": { ...checks } }, (step) => steps.push(step));
  return steps;
}
const refusal = async (exercise: string) => {
  const [first, ...others] = await stepsOf(exercise);
  expect(others).toEqual([]);
  return first?.kind === "refused" ? first.problem : first;
};

describe("gradeTexts", () => {
  test("passes the solution, test by test in file order, each announced before it runs", async () => {
    const paths = [
      ["double", "gives twice as much"],
      ["triple", "gives three times 1"],
      ["triple", "gives three times -2"],
    ];
    expect(await stepsOf(lesson.solution)).toEqual(
      paths.flatMap((path) => [
        { kind: "started", path },
        { kind: "result", result: { path, state: "passed" } },
      ]),
    );
  });

  test("fails the starter by its TODOs", async () => {
    const steps = await stepsOf(lesson.starter);
    const messages = steps.flatMap((step) => (step.kind === "result" ? [step.result.message] : []));
    expect(messages).toEqual(["TODO: double", "TODO: triple", "TODO: triple"]);
  });

  test("recognises a known mistake", async () => {
    const steps = await stepsOf(lesson.solution.replace("2 * x", "x * x"));
    expect(steps.at(-1)).toMatchObject({
      kind: "recognised",
      recognised: [{ name: "squares", task: "double" }],
    });
  });

  test("takes an import that the starter has, and no other", async () => {
    expect(await refusal(`import { describeValue } from "@vanishing/checks";\n${lesson.solution}`)).toContain(
      "it may import nothing",
    );
  });

  test.each([
    [
      "a syntax error, with its line",
      "export function double(x: number) {\n  return 2 *;\n}",
      "Line 2 cannot be read",
    ],
    ["an empty text", "", "does not export double, triple"],
    ["a missing export", "export const double = (x: number) => 2 * x;", "does not export triple"],
    [
      "a throw while loading",
      'throw new RangeError("at the top");\nexport const double = 1, triple = 2;',
      "while it was loaded: RangeError: at the top",
    ],
  ])("refuses %s", async (_name, exercise, problem) => {
    expect(await refusal(exercise)).toContain(problem);
  });
});
