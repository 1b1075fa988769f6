import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import * as activations from "@vanishing/activations";
import * as checks from "@vanishing/checks";
import * as core from "@vanishing/core";
import * as experiments from "@vanishing/experiments";
import {
  exerciseWithMistake,
  exerciseWithVariant,
  type Mistake,
  type TestResult,
  type Variant,
} from "@vanishing/grader";
import { grade } from "@vanishing/grader/node";
import { gradeTexts } from "@vanishing/grader/page";
import * as initializers from "@vanishing/initializers";
import * as normalization from "@vanishing/normalization";
import * as recurrent from "@vanishing/recurrent";
import { afterAll, expect, test } from "vitest";
import { courseLessons, lessonFile } from "../course-folder.ts";
import { copyCourse } from "../test-support/course-copy.ts";

// The grader's harness stands in for vitest, so that a suite can run anywhere. It must come to the same verdicts, test by test.

const course = copyCourse();
afterAll(() => course.remove());
const lessonsFolder = path.join(course.folder, "lessons");

interface VitestReport {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** What vitest itself says of the exercise, from its JSON report. */
async function vitestResults(folder: string) {
  const report = path.join(course.folder, "parity.json");
  const vitest = path.join(course.folder, "node_modules/vitest/vitest.mjs");
  const words = [
    "run",
    "--root",
    lessonsFolder,
    "--reporter=json",
    `--outputFile=${report}`,
    `${folder}/lesson.test.ts`,
  ];
  const env = { ...process.env, VITEST: undefined, NODE_OPTIONS: undefined };
  // vitest's exit code is 1 where tests fail, which here is no error.
  await promisify(execFile)(process.execPath, [vitest, ...words], { env }).catch(() => undefined);
  const { testResults }: VitestReport = JSON.parse(readFileSync(report, "utf8"));
  return testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ ancestorTitles, title, status, failureMessages }) => ({
      path: [...ancestorTitles, title],
      state: status,
      message: failureMessages[0],
    })),
  );
}

const answers = await Promise.all(
  courseLessons().map(async (lesson) => {
    const { mistakes }: { mistakes: readonly Mistake[] } = await import(lessonFile(lesson, "mistakes.ts"));
    const { variants }: { variants: readonly Variant[] } = await import(lessonFile(lesson, "variants.ts"));
    const [solution = "", starter = "", variantsText = ""] = ["solution.ts", "starter.ts", "variants.ts"].map(
      (name) => readFileSync(lessonFile(lesson, name), "utf8"),
    );
    return [
      { ...lesson, answer: "the solution", text: solution },
      { ...lesson, answer: "the starter", text: starter },
      ...variants.map(({ algorithm, exports }, i) => ({
        ...lesson,
        answer: algorithm,
        text: exerciseWithVariant(variantsText, i, Object.keys(exports)),
      })),
      ...mistakes.map((mistake) => ({
        ...lesson,
        answer: mistake.name,
        text: exerciseWithMistake(solution, mistake),
      })),
    ];
  }),
);

/** The packages that suites and exercises import, as the page has them. */
const packages = {
  "@vanishing/activations": { ...activations },
  "@vanishing/checks": { ...checks },
  "@vanishing/core": { ...core },
  "@vanishing/experiments": { ...experiments },
  "@vanishing/initializers": { ...initializers },
  "@vanishing/normalization": { ...normalization },
  "@vanishing/recurrent": { ...recurrent },
};

/** What the page's way of running texts says of an exercise. */
async function pageResults(folder: string, exercise: string): Promise<TestResult[]> {
  const read = (name: string) => readFileSync(path.join(lessonsFolder, folder, name), "utf8");
  const lesson = {
    folder,
    suite: read("lesson.test.ts"),
    starter: read("starter.ts"),
    solution: read("solution.ts"),
    mistakes: read("mistakes.ts"),
  };
  const results: TestResult[] = [];
  await gradeTexts(lesson, exercise, packages, (step) => {
    if (step.kind === "result") results.push(step.result);
  });
  return results;
}

test.each(answers.flat())(
  "lesson $number, $answer: the same verdicts as vitest's",
  async ({ folder, text }) => {
    course.writeExercise(folder, text);
    const graded = await grade(
      path.join(lessonsFolder, folder),
      { kind: "exercise" },
      { recognition: false },
    );
    const expected = await vitestResults(folder);
    const verdicts = ({ path, state }: Pick<TestResult, "path"> & { state: string }) => ({ path, state });
    expect(graded.tests.length).toBeGreaterThan(0);
    for (const tests of [graded.tests, await pageResults(folder, text)]) {
      expect(tests.map(verdicts)).toEqual(expected.map(verdicts));
      // vitest's message goes on with the stack.
      for (const [i, { message }] of tests.entries())
        expect(expected[i]?.message ?? "").toContain(message ?? "");
    }
  },
);
