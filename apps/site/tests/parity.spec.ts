import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  exerciseWithMistake,
  exerciseWithVariant,
  type Mistake,
  type TestResult,
  type Variant,
} from "@vanishing/grader";
import { gradeAll } from "@vanishing/grader/node";
import { openRunner, runInPage } from "./support/runner.ts";
import { expect, test } from "./support/site-test.ts";

// A test of the command line holds the grader's process to vitest's own report. Here the page's frame is held to that process, in a real
// browser: the same tests, the same verdicts, the same messages to the letter.

const lessons = fileURLToPath(new URL("../../../lessons/", import.meta.url));

for (const folder of readdirSync(lessons).filter((name) => /^\d{2,3}-/.test(name))) {
  test(`${folder}: the page's verdicts and messages are the terminal's, for every answer`, async ({
    page,
    site,
  }) => {
    const read = (file: string) => readFileSync(`${lessons}${folder}/${file}`, "utf8");
    const { mistakes }: { mistakes: readonly Mistake[] } = await import(`${lessons}${folder}/mistakes.ts`);
    const { variants }: { variants: readonly Variant[] } = await import(`${lessons}${folder}/variants.ts`);
    const lesson = {
      folder,
      suite: read("lesson.test.ts"),
      starter: read("starter.ts"),
      solution: read("solution.ts"),
      mistakes: read("mistakes.ts"),
    };
    const answers = [
      { candidate: { kind: "solution" } as const, text: lesson.solution, task: "" },
      { candidate: { kind: "starter" } as const, text: lesson.starter, task: "" },
      ...mistakes.map((mistake, index) => ({
        candidate: { kind: "mistake", index } as const,
        text: exerciseWithMistake(lesson.solution, mistake),
        task: mistake.task,
      })),
      ...variants.map(({ exports }, index) => ({
        candidate: { kind: "variant", index } as const,
        text: exerciseWithVariant(read("variants.ts"), index, Object.keys(exports)),
        task: "",
      })),
    ];
    const grades = await gradeAll(
      `${lessons}${folder}`,
      answers.map(({ candidate }) => candidate),
    );
    await openRunner(page, site);
    for (const [i, { text, task }] of answers.entries()) {
      const messages = await runInPage(page, { lesson, exercise: text });
      const results = messages.flatMap((message) => (message.kind === "result" ? [message.result] : []));
      expect(results.length).toBeGreaterThan(0);
      expect(results).toEqual(grades[i]?.tests.map((result) => calledByTask(result, task)));
      const recognised = messages.flatMap((message) =>
        message.kind === "recognised" ? message.recognised : [],
      );
      expect(recognised).toEqual(grades[i]?.recognised);
    }
  });
}

/** In mistakes.ts a wrong answer has the name `wrong`, and in an exercise that of its task. */
function calledByTask(result: TestResult, task: string): TestResult {
  if (result.message === undefined) return result;
  return { ...result, message: result.message.replaceAll(/\bwrong(?=\()/g, task) };
}
