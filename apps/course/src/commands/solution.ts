import { readFileSync } from "node:fs";
import { styleText } from "node:util";
import type { Lesson } from "@vanishing/catalogue";
import { isDone, type Progress, withHelp } from "@vanishing/catalogue/progress";
import type { Variant } from "@vanishing/grader";
import { passes } from "@vanishing/grader/outcome";
import { lessonFile, shownPath } from "../course-folder.ts";
import { changeProgress, loadProgress } from "../learner/progress-store.ts";
import { solutionDifference } from "../learner/solution-difference.ts";
import { checkLesson, keepOutcome } from "../suite/run-lesson.ts";
import { askedOrCurrentLesson } from "../terminal/asked-or-current-lesson.ts";
import { pnpmCommand } from "../terminal/pnpm-command.ts";
import { exitCodes } from "../terminal/run-command.ts";

/** Prints a solution as a difference to the learner's own text: at once after a pass, and before that when asked twice. */
export async function solution(words: readonly string[]): Promise<number> {
  const lesson = await askedOrCurrentLesson(words, "course solution");
  const { progress } = await loadProgress();
  if (await mayBeShown(lesson, progress)) {
    await print(lesson);
    return exitCodes.done;
  }
  const asked = { solutionAsked: new Date().toISOString() };
  const trouble = await changeProgress((now) => withHelp(now, lesson.slug, asked));
  const again = `${pnpmCommand()} course solution lesson-${lesson.number}`;
  console.log(`Lesson ${lesson.number}, ${lesson.slug}, has not passed yet. A solution that one has only read is soon forgotten.

A hint may be enough:  ${pnpmCommand()} course hint lesson-${lesson.number}
To see the solution all the same, ask once more:  ${again}`);
  if (trouble) console.error(`\n${trouble}`);
  return exitCodes.failed;
}

async function mayBeShown(lesson: Lesson, progress: Progress): Promise<boolean> {
  if (isDone(progress, lesson.slug) || progress.help?.[lesson.slug]?.solutionAsked !== undefined) return true;
  const run = await checkLesson(lesson);
  await keepOutcome(lesson, run);
  return passes(run);
}

async function print(lesson: Lesson): Promise<void> {
  const [file, exercise] = ["solution.ts", "exercise.ts"].map((name) => lessonFile(lesson, name)) as [
    string,
    string,
  ];
  const { variants }: { variants: readonly Variant[] } = await import(lessonFile(lesson, "variants.ts"));
  console.log(
    [
      styleText("bold", `Lesson ${lesson.number} · ${lesson.slug}: a solution, beside yours`),
      solutionDifference(
        readIfThere(exercise),
        readFileSync(file, "utf8"),
        shownPath(exercise),
        shownPath(file),
      ),
      `It can also be done with other algorithms, in ${shownPath(lessonFile(lesson, "variants.ts"))}:\n${variants
        .map(({ algorithm }) => `  ${algorithm}`)
        .join("\n")}`,
    ].join("\n\n"),
  );
}

/** The learner's text, or nothing where there is no file that can be read. */
function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
