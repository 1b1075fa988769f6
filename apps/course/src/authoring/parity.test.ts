import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import {
  exerciseWithMistake,
  exerciseWithVariant,
  type Mistake,
  type TestResult,
  type Variant,
} from "@vanishing/grader";
import { gradeAll } from "@vanishing/grader/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { courseLessons, lessonFile } from "../course-folder.ts";
import { copyCourse } from "../test-support/course-copy.ts";

// The grader's harness stands in for vitest, so that a suite can run anywhere. It must come to the same verdicts, test by test, with the same
// messages. Of the mistakes one a task is tried, since the harness is one: ANSWERS=all tries every one, which takes some minutes. A test of the site holds the page to the grader on the same texts, in a browser.

const course = copyCourse(courseLessons().map(({ folder }) => folder));
afterAll(() => course.remove());
const lessonsFolder = path.join(course.folder, "lessons");

/** One answer to a lesson, as a learner could have written it. */
interface Answer {
  readonly name: string;
  readonly text: string;
}

function triedOf(mistakes: readonly Mistake[]): readonly Mistake[] {
  if (process.env.ANSWERS === "all") return mistakes;
  return [...new Map(mistakes.map((mistake) => [mistake.task, mistake])).values()];
}

const lessons = await Promise.all(
  courseLessons().map(async (lesson) => {
    const { mistakes }: { mistakes: readonly Mistake[] } = await import(lessonFile(lesson, "mistakes.ts"));
    const { variants }: { variants: readonly Variant[] } = await import(lessonFile(lesson, "variants.ts"));
    const [solution = "", starter = "", variantsText = ""] = ["solution.ts", "starter.ts", "variants.ts"].map(
      (name) => readFileSync(lessonFile(lesson, name), "utf8"),
    );
    const answers: readonly Answer[] = [
      { name: "the solution", text: solution },
      { name: "the starter", text: starter },
      ...variants.map(({ algorithm, exports }, index) => ({
        name: algorithm,
        text: exerciseWithVariant(variantsText, index, Object.keys(exports)),
      })),
      ...triedOf(mistakes).map((mistake) => ({
        name: mistake.name,
        text: exerciseWithMistake(solution, mistake),
      })),
    ];
    return { ...lesson, answers };
  }),
);

/** A test's path, state and message, as one of the ways to run it tells them. */
interface Told extends Pick<TestResult, "path" | "message"> {
  readonly state: string;
}

interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** What vitest itself says of each answer, from its JSON report: one run, with a copy of the suite beside each answer. */
async function vitestResults(folder: string, answers: readonly Answer[]): Promise<Told[][]> {
  const suite = readFileSync(path.join(lessonsFolder, folder, "lesson.test.ts"), "utf8");
  const copies = answers.map((_, place) => `${folder}-answer-${place}`);
  for (const [place, copy] of copies.entries()) {
    mkdirSync(path.join(lessonsFolder, copy));
    writeFileSync(path.join(lessonsFolder, copy, "exercise.ts"), answers[place]?.text ?? "");
    writeFileSync(
      path.join(lessonsFolder, copy, "lesson.test.ts"),
      suite.replace(`#exercise/${folder}`, `#exercise/${copy}`),
    );
  }
  const report = path.join(course.folder, `${folder}.json`);
  const vitest = path.join(course.folder, "node_modules/vitest/vitest.mjs");
  const words = [
    "run",
    "--root",
    lessonsFolder,
    "--reporter=json",
    `--outputFile=${report}`,
    // Workers that share the packages between files: reading them anew for each answer takes as long as the answer.
    "--no-isolate",
    `${folder}-answer-`,
  ];
  const env = { ...process.env, VITEST: undefined, NODE_OPTIONS: undefined };
  // vitest's exit code is 1 where tests fail, which here is no error.
  await promisify(execFile)(process.execPath, [vitest, ...words], { env }).catch(() => undefined);
  const { testResults }: VitestReport = JSON.parse(readFileSync(report, "utf8"));
  return copies.map((copy) =>
    testResults
      .filter(({ name }) => name.replaceAll("\\", "/").includes(`/${copy}/`))
      .flatMap(({ assertionResults }) =>
        assertionResults.map(({ ancestorTitles, title, status, failureMessages: [message] }) => ({
          path: [...ancestorTitles, title],
          state: status,
          ...(message !== undefined && { message }),
        })),
      ),
  );
}

/** On a busy machine, in milliseconds: a lesson has some 30 answers, and a suite takes up to two seconds. */
const patience = 300_000;

describe.each(lessons)("lesson $number", ({ folder, answers }) => {
  let expected: readonly (readonly Told[])[];
  let graded: readonly (readonly Told[])[];
  beforeAll(async () => {
    const candidates = answers.map(({ text }) => ({ kind: "text", text }) as const);
    const [fromVitest, grades] = await Promise.all([
      vitestResults(folder, answers),
      gradeAll(path.join(lessonsFolder, folder), candidates, { recognition: false }),
    ]);
    expected = fromVitest;
    graded = grades.map(({ tests }) => tests);
  }, patience);

  test.each(answers.map((answer, place) => ({ ...answer, place })))(
    "$name: the same verdicts as vitest's",
    ({ place }) => {
      const verdicts = ({ path, state }: Told) => ({ path, state });
      expect(expected[place]?.length).toBeGreaterThan(0);
      expect(graded[place]?.map(verdicts)).toEqual(expected[place]?.map(verdicts));
      // vitest's message goes on with the stack.
      for (const [i, { message = "" }] of (graded[place] ?? []).entries())
        expect(expected[place]?.[i]?.message ?? "").toContain(message);
    },
  );
});
