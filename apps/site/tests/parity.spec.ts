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
// browser: the same tests, the same verdicts, the same messages. Numbers in them have twelve digits in common: learners call Math.exp, whose last
// one differs between a browser and Node. Of the mistakes one a task is tried, since both run the same harness: ANSWERS=all tries every one, which takes
// some minutes.

const lessons = fileURLToPath(new URL("../../../lessons/", import.meta.url));

for (const folder of readdirSync(lessons).filter((name) => /^\d{2,3}-/.test(name))) {
  test(`${folder}: the page's verdicts and messages are the terminal's`, async ({ page, site }) => {
    // Some 30 answers, each of which takes a suite's time twice.
    test.setTimeout(240_000);
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
    const texts = [
      lesson.solution,
      lesson.starter,
      ...triedOf(mistakes).map((mistake) => exerciseWithMistake(lesson.solution, mistake)),
      ...variants.map(({ exports }, index) =>
        exerciseWithVariant(read("variants.ts"), index, Object.keys(exports)),
      ),
    ];
    const grades = await gradeAll(
      `${lessons}${folder}`,
      texts.map((text) => ({ kind: "text", text }) as const),
    );
    await openRunner(page, site);
    for (const [i, text] of texts.entries()) {
      const messages = await runInPage(page, { lesson, exercise: text });
      const results = messages.flatMap((message) => (message.kind === "result" ? [message.result] : []));
      expect(results.length).toBeGreaterThan(0);
      expect(results.map(toTwelveDigits)).toEqual(grades[i]?.tests.map(toTwelveDigits));
      const recognised = messages.flatMap((message) =>
        message.kind === "recognised" ? message.recognised : [],
      );
      expect(recognised).toEqual(grades[i]?.recognised);
    }
  });
}

function triedOf(mistakes: readonly Mistake[]): readonly Mistake[] {
  if (process.env.ANSWERS === "all") return mistakes;
  return [...new Map(mistakes.map((mistake) => [mistake.task, mistake])).values()];
}

function toTwelveDigits(result: TestResult): TestResult {
  if (result.message === undefined) return result;
  const message = result.message.replaceAll(/\d+\.\d{9,}(?:e[+-]?\d+)?/g, (number) =>
    Number(number).toPrecision(12),
  );
  return { ...result, message };
}
