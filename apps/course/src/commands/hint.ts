import { styleText } from "node:util";
import type { Lesson } from "@vanishing/catalogue";
import { withHelp } from "@vanishing/catalogue/progress";
import { describePath, type Hints, hintKeyFor, type TestResult } from "@vanishing/grader";
import { hintedPath, leadingFailure, mistakeBehind, passes } from "@vanishing/grader/outcome";
import { lessonFile } from "../course-folder.ts";
import { changeProgress, loadProgress } from "../learner/progress-store.ts";
import type { LessonRun } from "../suite/lesson-run.ts";
import { checkLesson, keepOutcome } from "../suite/run-lesson.ts";
import { askedOrCurrentLesson } from "../terminal/asked-or-current-lesson.ts";
import { pnpmCommand } from "../terminal/pnpm-command.ts";
import { exitCodes } from "../terminal/run-command.ts";

/**
 * Runs the suite and prints the next hint for the check that comes first among those that fail. How far a learner has gone with each
 * check is kept in the progress.
 */
export async function hint(words: readonly string[]): Promise<number> {
  const lesson = await askedOrCurrentLesson(words, "course hint");
  const run = await checkLesson(lesson);
  const trouble = await keepOutcome(lesson, run);
  const lead = leadingFailure(run);
  if (run.problem !== undefined || passes(run) || !lead) console.log(nothingToHintAt(lesson, run));
  else await printHints(lesson, run, lead);
  if (trouble) console.error(`\n${trouble}`);
  return exitCodes.done;
}

function nothingToHintAt(lesson: Lesson, run: LessonRun): string {
  if (passes(run)) {
    return `All ${run.tests.length} checks of lesson ${lesson.number} hold: there is nothing to hint at.

Next: compare with a solution,  ${pnpmCommand()} course solution lesson-${lesson.number}`;
  }
  return `${run.problem ?? "The suite has no checks. Is lesson.test.ts whole?"}\n\nNext: mend ${run.exercise}, then run  ${run.again}`;
}

async function printHints(lesson: Lesson, run: LessonRun, lead: TestResult): Promise<void> {
  const { hints }: { hints: Hints } = await import(lessonFile(lesson, "hints.ts"));
  const key = hintKeyFor(hintedPath(lead, run.tasks), hints);
  const stages = key === undefined ? [] : (hints[key] ?? []);
  const { progress } = await loadProgress();
  const shownBefore = key === undefined ? 0 : (progress.help?.[lesson.slug]?.hints?.[key] ?? 0);
  const shown = Math.min(shownBefore + 1, stages.length);

  const mistake = mistakeBehind(run, lead);
  const known = mistake
    ? [`${styleText("bold", `What ${mistake.task} does`)}  ${mistake.misunderstanding}`, mistake.hint]
    : [];
  const numbered = stages
    .slice(0, shown)
    .map((text, i) => `${styleText("bold", `Hint ${i + 1} of ${stages.length}`)}  ${text}`);
  console.log(
    [
      styleText("bold", `Lesson ${lesson.number} · ${lesson.slug}`),
      `The first check that fails:  ${describePath(lead.path)}`,
      ...known,
      ...numbered,
      shown < stages.length
        ? `Next: try it, and run  ${run.again}.  Another hint:  ${pnpmCommand()} course hint lesson-${lesson.number}`
        : `These are all the hints for this check. Next: try it, and run  ${run.again}.  If it will not come:  ${pnpmCommand()} course solution lesson-${lesson.number}`,
    ].join("\n\n"),
  );
  if (key === undefined || shown === shownBefore) return;
  const stagesShown = { ...progress.help?.[lesson.slug]?.hints, [key]: shown };
  const trouble = await changeProgress((now) => withHelp(now, lesson.slug, { hints: stagesShown }));
  if (trouble) console.error(`\n${trouble}`);
}
