import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Command, timeOfSuccess } from "../command.ts";
import { copyOfCourse } from "../course-copy.ts";
import { sampleHead, sampleRow } from "../sample-row.ts";
import { median } from "../statistics.ts";
import { markdownTable, type Table } from "../table.ts";

const targetRatio = 1.5;
const reason =
  "A learner runs the suite after every edit and waits for it. Vitest takes part in the run; half as much again is what pnpm, the grader and the diagnosis may cost on top.";

/** The wall time of a learner's run against that of vitest with a suite of one assertion. */
export const lessonRun: Table = {
  name: "lesson-run",
  measure({ pairs, say }) {
    say("copying and installing the course");
    using course = copyOfCourse();
    const lesson = solvedLesson(course.folder);
    const bare = bareVitest(course.folder);
    say("warming up");
    timeOfSuccess(lesson);
    timeOfSuccess(bare);
    const times = Array.from({ length: pairs }, (_, index) => {
      say(`pair ${index + 1} of ${pairs}`);
      return { lesson: timeOfSuccess(lesson), bare: timeOfSuccess(bare) };
    });
    const ratios = times.map((pair) => pair.lesson / pair.bare);
    return [
      `Wall time of the whole process in milliseconds, ${pairs} pairs in turn (A B A B …) after a warm-up of each.`,
      "",
      markdownTable(sampleHead, [
        sampleRow(
          `A: \`${lesson.name}\`, the exercise solved`,
          times.map((pair) => pair.lesson),
        ),
        sampleRow(
          `B: ${bare.name}`,
          times.map((pair) => pair.bare),
        ),
        sampleRow("A / B, pair by pair", ratios, 2),
      ]),
      "",
      `Target: a median ratio of at most ${targetRatio}: ${median(ratios) <= targetRatio ? "met" : "**not met**"}. ${reason}`,
    ].join("\n");
  },
};

/** Lesson 3 with the solution as the learner's exercise. */
function solvedLesson(folder: string): Command {
  const lesson = join(folder, "lessons/03-saturation");
  copyFileSync(join(lesson, "solution.ts"), join(lesson, "exercise.ts"));
  return { name: "pnpm test lesson-3", folder, line: ["pnpm", "test", "lesson-3"] };
}

/** One assertion, run by the same installed vitest from the same disk. */
function bareVitest(course: string): Command {
  const folder = join(course, "one-assertion");
  mkdirSync(folder);
  const suite = `import { expect, test } from "vitest";\n\ntest("one", () => {\n  expect(1).toBe(1);\n});\n`;
  writeFileSync(join(folder, "one.test.ts"), suite);
  const vitest = join(course, "node_modules/vitest/vitest.mjs");
  return { name: "a bare `vitest run` of one assertion", folder, line: [process.execPath, vitest, "run"] };
}
