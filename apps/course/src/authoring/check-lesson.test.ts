import { writeFileSync } from "node:fs";
import path from "node:path";
import { genericAnswers } from "@vanishing/grader/node";
import { afterAll, describe, expect, test } from "vitest";
import {
  type FaultRow,
  inWords,
  neighbours,
  plantedFault,
  sampleCourse,
} from "../test-support/sample-lesson.ts";
import type { CheckOptions } from "./check-answers.ts";
import { checkLesson } from "./check-lesson.ts";
import { type LessonFolder, readLessonFolder } from "./lesson-folder.ts";

// Each row plants one fault in a lesson that is clean, and says what the check must find: the file, and words of the problem.

const sample = sampleCourse();
afterAll(() => sample.remove());

/** A loop is one after so short a time too: here it is the suite's other answers that are looked at. */
async function findings(lesson: LessonFolder, options: CheckOptions = { loopLimit: 200 }) {
  return (await checkLesson(lesson, [...neighbours, lesson], options)).map(inWords);
}

const faults: readonly FaultRow[] = [
  [
    "a starter that cannot be loaded",
    "starter.ts",
    [["// Sample.", 'import { nothing } from "@vanishing/core";\nnothing();\n// Sample.']],
    "The suite stopped at the starter",
  ],
  [
    "a starter that names another task",
    "starter.ts",
    [["TODO: meanSquare", "Write meanSquare"]],
    "No test of the starter fails by a TODO for meanSquare",
  ],
  [
    "a solution that is wrong",
    "solution.ts",
    [["reduce((sum, value) => sum + value * value, 0)", "reduce((sum, value) => sum + value * value, 1e-9)"]],
    'The suite fails the solution in "meanSquare › gives 14 / 3',
    'The suite fails the solution in "meanSquare › becomes four times',
    'The suite fails the solution in "meanSquare › agrees with',
  ],
  [
    "a solution that throws on loading",
    "solution.ts",
    [["export", 'throw new Error("no");\nexport']],
    "cannot be loaded",
  ],
  [
    "a test that passes on the starter",
    "lesson.test.ts",
    [
      [
        'describe("meanSquare", () => {',
        'describe("meanSquare", () => {\n  test("adds", () => expect(1 + 1).toBe(2));',
      ],
    ],
    'The test "meanSquare › adds" passes on the starter',
  ],
  [
    "a path that stands twice",
    "lesson.test.ts",
    [["agrees with the definition on random lists", "gives 14 / 3 for 1, −2 and 3"]],
    'Two tests have the path "meanSquare › gives 14 / 3 for 1, −2 and 3"',
  ],
  [
    "a mistake that the suite passes",
    "mistakes.ts",
    [
      [
        "inAnotherStyle: (values: Values) => Math.hypot(...values) / values.length ** 0.5",
        "inAnotherStyle: (values: Values) => Math.hypot(...values) ** 2 / values.length",
      ],
    ],
    "The suite passes the mistake takes-the-root (inAnotherStyle)",
    "The mistake takes-the-root (inAnotherStyle) is recognised as nothing",
  ],
  [
    "a mistake that is not recognised in another style",
    "mistakes.ts",
    [["values.length ** 0.5", "values.length"]],
    "The mistake takes-the-root (inAnotherStyle) is recognised as nothing",
  ],
  [
    "probes that do not tell two mistakes apart",
    "mistakes.ts",
    [
      ["[[[1, -2, 3]], [[0.5, 0.25]], [[4, -1, 2, 2]]]", "[[[1, 0, 0, 0]], [[0]], [[-1, 0]]]"],
      [
        "Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length)",
        "Math.hypot(...values)",
      ],
      [" / values.length ** 0.5", ""],
    ],
    "The mistake takes-the-root (wrong) is recognised as sums-without-a-mean.",
    "The mistake takes-the-root (inAnotherStyle) is recognised as sums-without-a-mean.",
  ],
  [
    "a task without probes",
    "mistakes.ts",
    [["  meanSquare: [[[1", "  none: [[[1"]],
    ...["sums-without-a-mean", "takes-the-root"].flatMap((name) => [
      `${name} (wrong) is recognised as nothing`,
      `${name} (inAnotherStyle) is recognised as nothing`,
    ]),
    "no probes for meanSquare",
    "no probes for meanSquare",
  ],
  [
    "two mistakes of one name",
    "mistakes.ts",
    [['name: "takes-the-root"', 'name: "sums-without-a-mean"']],
    'Two mistakes have the name "sums-without-a-mean"',
  ],
  [
    "two mistakes with one hint",
    "mistakes.ts",
    [
      [
        "When all values double, the result should become four times as large. How does yours grow?",
        "Two equal numbers should have the same mean square as one of them alone. What comes out for each?",
      ],
    ],
    'Two mistakes have the hint "Two equal numbers',
  ],
  [
    "a hint that makes light of things",
    "mistakes.ts",
    [["How does yours grow?", "Just try it."]],
    'the hint says "Just"',
  ],
  [
    "a task that is none",
    "mistakes.ts",
    [
      [
        'task: "meanSquare",\n    misunderstanding: "The square root',
        'task: "root",\n    misunderstanding: "The square root',
      ],
    ],
    "The suite passes the mistake takes-the-root (wrong)",
    "takes-the-root (wrong) is recognised as nothing",
    "The suite passes the mistake takes-the-root (inAnotherStyle)",
    "takes-the-root (inAnotherStyle) is recognised as nothing",
    "the task root is none of the solution's",
  ],
  [
    "mistakes without probes",
    "mistakes.ts",
    [["export const probes", "const probes"]],
    "mistakes.ts cannot be loaded: it should export probes",
  ],
  [
    "a variant that the suite refuses",
    "variants.ts",
    [["Math.hypot(...values) ** 2 / values.length", "Math.hypot(...values) ** 2"]],
    'The suite fails the variant "the square of the length of a vector" in "meanSquare › gives 14 / 3',
    'The suite fails the variant "the square of the length of a vector" in "meanSquare › agrees',
  ],
  [
    "too few variants",
    "variants.ts",
    [
      [
        `  {
    algorithm: "the square of the length of a vector",
    exports: { meanSquare: (values: Values) => Math.hypot(...values) ** 2 / values.length },
  },
`,
        "",
      ],
    ],
    "There are 2 correct answers, and a lesson has 3 at least",
  ],
  [
    "two variants with one algorithm",
    "variants.ts",
    [["the square of the length of a vector", "a running mean, which every square moves a little"]],
    'Two variants have the algorithm "a running mean',
  ],
  [
    "a variant that is another one with other names",
    "variants.ts",
    [
      [
        "(values: Values) => Math.hypot(...values) ** 2 / values.length",
        "function (list: Values) {\n  return (sumOfSquares(list) / list.length);\n}",
      ],
    ],
    'The variant "the square of the length of a vector" is the same code as "a tree',
  ],
  [
    "a variant that is the solution with other names",
    "variants.ts",
    [["Math.hypot(...values) ** 2 / values.length", "values.reduce((a, b) => a + b * b, 0) / values.length"]],
    'is the same code as "the solution"',
  ],
  [
    "a hint for a test that is none",
    "hints.ts",
    [["  meanSquare: [", '  meanSquares: ["a", "b"],\n  meanSquare: [']],
    '"meanSquares": no test and no group has this path',
  ],
  [
    "a test without hints",
    "hints.ts",
    [["  meanSquare: [", '  "meanSquare › agrees with the definition on random lists": [']],
    'The test "meanSquare › gives 14 / 3',
    'The test "meanSquare › becomes',
  ],
  [
    "one hint where there should be two",
    "hints.ts",
    [['"There are three steps: square each value, add the squares up, divide by how many there are.",', ""]],
    '"meanSquare": it has 1 stages',
  ],
  [
    "an empty hint",
    "hints.ts",
    [["There are three steps: square each value, add the squares up, divide by how many there are.", " "]],
    '"meanSquare": stage 2 is empty',
  ],
  [
    "a hint that stands twice",
    "hints.ts",
    [
      [
        "There are three steps: square each value, add the squares up, divide by how many there are.",
        "Take the list 1, −2, 3 and work it out on paper first, step by step.",
      ],
    ],
    "This hint stands twice",
  ],
  [
    "a hint to paste",
    "hints.ts",
    [
      [
        "There are three steps:",
        "Write values.reduce((sum, value) => sum + value*value, 0) / values.length, in steps:",
      ],
    ],
    '"meanSquare": stage 2 gives a line of the solution',
  ],
  [
    "a hint that makes light of things",
    "hints.ts",
    [["There are three steps:", "Obviously there are three steps:"]],
    '"meanSquare": stage 2 says "Obviously"',
  ],
];

describe("checkLesson", () => {
  test("finds nothing in a lesson that is whole", async () => {
    expect(await findings(sample.edited("lesson.mdx"))).toEqual([]);
  });

  test.each(faults.map(plantedFault))("finds $fault", async ({ file, replacements, expected }) => {
    expect(await findings(sample.edited(file, ...replacements))).toEqual(
      expected.map((words) => expect.stringContaining(words)),
    );
  });

  const suite = (body: string) => `import { describe, expect, test } from "vitest";
import { meanSquare } from "#exercise/04-sample";

describe("meanSquare", () => {
  test("is the mean of the squares", () => {
    ${body}
  });
});
`;
  const withSuite = (body: string, options?: CheckOptions) => {
    const lesson = sample.edited("lesson.mdx");
    writeFileSync(path.join(lesson.path, "lesson.test.ts"), suite(body));
    return findings(readLessonFolder(sample.lessonsFolder, lesson.folder), options);
  };
  const accepts = (answer: string) => `lesson.test.ts: The suite accepts a meanSquare that gives ${answer}.`;

  test.each([
    ["zero", "given === 0"],
    ["not a number", "Number.isNaN(given)"],
    ["undefined", "given === undefined"],
    ["the input", "Array.isArray(given)"],
    ["a constant", "given === 0.25"],
  ])("finds a suite that accepts %s", async (answer, condition) => {
    const body = `const given: unknown = meanSquare([1, -2, 3]);
    if (!(${condition})) expect(given).toBeCloseTo(14 / 3, 9);`;
    expect(await withSuite(body)).toEqual([accepts(answer)]);
  });

  test("finds a suite that accepts a throw", async () => {
    const body = `let given = 14 / 3;
    try {
      given = meanSquare([1, -2, 3]);
    } catch (error) {
      if ((error as Error).message.startsWith("TODO")) throw error;
    }
    expect(given).toBeCloseTo(14 / 3, 9);`;
    expect(await withSuite(body)).toEqual([accepts("a throw")]);
  });

  test("finds a starter that crashes", async () => {
    const { path: folder } = sample.edited("starter.ts", [
      'throw new Error("TODO: meanSquare")',
      "return undefined as never",
    ]);
    const body = "expect(meanSquare([1, -2, 3]).toFixed(9)).toBe((14 / 3).toFixed(9));";
    writeFileSync(path.join(folder, "lesson.test.ts"), suite(body));
    const found = await findings(readLessonFolder(sample.lessonsFolder, path.basename(folder)));
    expect(found.filter((finding) => finding.startsWith("starter.ts"))).toEqual([
      expect.stringContaining(
        'The test "meanSquare › is the mean of the squares" fails on the starter by a TypeError',
      ),
      expect.stringContaining("No test of the starter fails by a TODO for meanSquare"),
    ]);
  });

  test("finds a suite that checks nothing", async () => {
    // Nothing loops here, and a busy machine must not look as if something did.
    const options = { loopLimit: 20_000 };
    const found = await withSuite("expect(meanSquare.length).toBeGreaterThanOrEqual(0);", options);
    for (const answer of Object.keys(genericAnswers)) expect(found).toContain(accepts(answer));
    expect(found).toContain("mistakes.ts: The suite passes the mistake takes-the-root (wrong).");
  });
});
