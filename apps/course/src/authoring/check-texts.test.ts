import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import {
  type FaultRow,
  inWords,
  neighbours,
  plantedFault,
  sampleCourse,
} from "../test-support/sample-lesson.ts";
import { checkTexts } from "./check-texts.ts";
import { type LessonFolder, readLessonFolder } from "./lesson-folder.ts";

// Each row plants one fault in a lesson that is clean, and says what the check must find, and nothing else.

const sample = sampleCourse();
afterAll(() => sample.remove());

async function findings(lesson: LessonFolder) {
  return (await checkTexts(lesson, [...neighbours, lesson])).map(inWords);
}

const faults: readonly FaultRow[] = [
  ["no front matter", "lesson.mdx", [["---\ntitle", "title"]], "has no front matter"],
  ["a field that is missing", "lesson.mdx", [["  minutes: 20", "  # none"]], "lesson.minutes"],
  ["a package that is none", "lesson.mdx", [["package: core", "package: cores"]], "lesson.package"],
  [
    "a lesson to build on that is none",
    "lesson.mdx",
    [["  writes:", "  buildsOn: [earlier, earlyer]\n  writes:"]],
    "names earlyer, and there is no such lesson",
  ],
  [
    "a lesson to build on that comes later",
    "lesson.mdx",
    [["  writes:", "  buildsOn: [later]\n  writes:"]],
    "names later, which does not come before",
  ],
  [
    "functions to write that are others",
    "lesson.mdx",
    [["writes: [meanSquare]", "writes: [meanSquares]"]],
    "lesson.writes says meanSquares, and the solution exports meanSquare",
  ],
  [
    "MDX that is none",
    "lesson.mdx",
    [["## The question", "<div>\n\n## The question"]],
    "cannot be read as MDX",
  ],
  [
    "a decimal in the prose",
    "lesson.mdx",
    [["## Play", "It is 0.25.\n\n## Play"]],
    "The decimal 0.25 is typed",
  ],
  [
    "a decimal that nobody needs to allow",
    "lesson.mdx",
    [["  writes:", '  decimals: { "0.5": a claim that is often made }\n  writes:']],
    "lesson.decimals allows 0.5, which stands nowhere",
  ],
  [
    "a word that makes light of things",
    "lesson.mdx",
    [["## Play", "Simply look.\n\n## Play"]],
    'says "Simply"',
  ],
  ["a gap", "lesson.mdx", [["## Play", "GAP: words\n\n## Play"]], "A gap is left: words"],
  [
    "a starter with another function",
    "starter.ts",
    [["export function", "export const half = 2;\nexport function"]],
    "The starter exports half, meanSquare, and the solution exports meanSquare",
  ],
  [
    "a starter that says the lesson's number",
    "starter.ts",
    [["pnpm test sample", "pnpm test lesson-4"]],
    '"lesson-4"',
  ],
  [
    "a starter that is no TypeScript",
    "starter.ts",
    [["export function meanSquare(", "export function meanSquare(("]],
    "starter.ts cannot be read as TypeScript",
    "cannot be parsed",
  ],
  ["a page without its exercise", "lesson.mdx", [["<Exercise />", ""]], "The page has no <Exercise />"],
  [
    "a question that no function answers",
    "lesson.mdx",
    [['run="growth"', 'run="growths"']],
    "A <Predict> runs growths, and predictions.ts exports no function growths",
    "No question of the page runs growth.",
  ],
  [
    "predictions that import what the page has not",
    "predictions.ts",
    [['"./solution.ts"', '"./variants.ts"']],
    "It imports ./variants.ts, and may import packages (@vanishing/*) and ./solution.ts",
  ],
  [
    "a throw of any kind",
    "lesson.test.ts",
    [
      [
        'describe("meanSquare", () => {',
        'describe("meanSquare", () => {\n  test("throws", () => expect(() => meanSquare(undefined as never)).toThrow());',
      ],
    ],
    "A throw is expected, and any error will do",
  ],
  [
    "an exercise that is another lesson's",
    "lesson.test.ts",
    [["#exercise/04-sample", "#exercise/05-sample"]],
    "It imports #exercise/05-sample, and may import #exercise/04-sample",
  ],
  [
    "a part of vitest that the page has not",
    "lesson.test.ts",
    [["{ describe, expect, test }", "{ describe, expect, it, test }"]],
    "It imports vitest, and may import describe, test and expect",
  ],
  [
    "a suite that is no TypeScript",
    "lesson.test.ts",
    [["expect.extend(", "expect.extend(("]],
    "cannot be parsed",
  ],
];

describe("checkTexts", () => {
  test("finds nothing in a lesson that is whole", async () => {
    expect(await findings(sample.edited("lesson.mdx"))).toEqual([]);
  });

  test.each(faults.map(plantedFault))("finds $fault", async ({ file, replacements, expected }) => {
    expect(await findings(sample.edited(file, ...replacements))).toEqual(
      expected.map((words) => expect.stringContaining(words)),
    );
  });

  test("finds a file that is missing, and does not run the rest", async () => {
    const { path: folder } = sample.edited("lesson.mdx");
    rmSync(path.join(folder, "variants.ts"));
    const lesson = readLessonFolder(sample.lessonsFolder, path.basename(folder));
    expect(await findings(lesson)).toEqual([expect.stringContaining("variants.ts is missing")]);
  });

  test("finds a folder in a file's place", async () => {
    const { path: folder } = sample.edited("lesson.mdx");
    rmSync(path.join(folder, "hints.ts"));
    mkdirSync(path.join(folder, "hints.ts"));
    const lesson = readLessonFolder(sample.lessonsFolder, path.basename(folder));
    expect(await findings(lesson)).toEqual([
      expect.stringContaining("hints.ts is missing"),
      "hints.ts/: hints.ts/ belongs to no lesson.",
    ]);
  });

  test("finds what belongs to no lesson, and passes over a learner's exercise", async () => {
    const { path: folder } = sample.edited("lesson.mdx");
    for (const name of ["exercise.ts", "exercise.ts.1234", "notes.txt", "solution 2.ts"]) {
      writeFileSync(path.join(folder, name), "export {};\n");
    }
    mkdirSync(path.join(folder, "images"));
    const lesson = readLessonFolder(sample.lessonsFolder, path.basename(folder));
    expect(await findings(lesson)).toEqual(
      ["images/", "notes.txt", "solution 2.ts"].map((name) => `${name}: ${name} belongs to no lesson.`),
    );
  });
});
