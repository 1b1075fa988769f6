import { stripVTControlCharacters, styleText } from "node:util";
import { describePath, openTask, type TestResult } from "@vanishing/grader/node";
import { firstWrongValue, leadingFailure, mistakeBehind, passes, standing } from "@vanishing/grader/outcome";
import type { LessonRun } from "./lesson-run.ts";

/** The run as a learner reads it: the checks, the first failure, a known mistake with its hint, and what to do next. */
export function lessonReport(run: LessonRun): string {
  return `${paragraphs([heading(run), checks(run), printedByCode(run.printed), verdict(run)])}\n`;
}

function paragraphs(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}

function heading({ number, slug, exercise, created }: LessonRun): string {
  const title = styleText("bold", `Lesson ${number} · ${slug}`);
  return created ? `${title}\n\nCreated ${exercise} from the lesson's starter.` : title;
}

function checks({ tests, tasks }: LessonRun): string {
  let group: string | undefined;
  const lines = tests.flatMap((test) => {
    const name = `    ${mark(test, tasks)} ${test.path.at(-1)}`;
    const under = describePath(test.path.slice(0, -1));
    if (under === group) return [name];
    group = under;
    return [`  ${under}`, name];
  });
  return lines.join("\n");
}

function mark(test: TestResult, tasks: readonly string[]): string {
  if (test.state === "passed") return styleText("green", "✓");
  return openTask(test, tasks) === undefined ? styleText("red", "✗") : styleText("yellow", "○");
}

function printedByCode(printed: string): string {
  const text = printed.trimEnd();
  return text === "" ? "" : `Your code printed:\n${indent(clip(text, 20))}`;
}

function verdict(run: LessonRun): string {
  if (passes(run)) return passed(run);
  const firstWrong = firstWrongValue(run);
  if (run.problem !== undefined) {
    return paragraphs([
      firstWrong ? wrong(firstWrong) : "",
      `${styleText("red", "✗")} ${clip(run.problem, 30)}`,
      `Next: mend ${run.exercise}, then run  ${run.again}`,
    ]);
  }
  const lead = leadingFailure(run);
  if (!lead) return `${styleText("red", "✗")} The suite has no checks. Is lesson.test.ts whole?`;
  return paragraphs([firstWrong ? wrong(lead) : "", knownMistake(run, lead), nextStep(run, lead)]);
}

function passed({ tests, next }: LessonRun): string {
  const held = styleText("green", `All ${tests.length} checks hold.`);
  return next === undefined
    ? `${held} This is the last lesson so far.`
    : `${held}\n\nNext: the following lesson,  ${next}`;
}

function wrong(test: TestResult): string {
  return `${styleText("red", `✗ ${describePath(test.path)}`)}\n\n${indent(clip(test.message ?? "", 30))}`;
}

function knownMistake(run: LessonRun, lead: TestResult): string {
  const mistake = mistakeBehind(run, lead);
  if (!mistake) return "";
  return `${styleText("bold", `What ${mistake.task} does`)}  ${mistake.misunderstanding}\n${styleText("bold", "Hint")}  ${mistake.hint}`;
}

function nextStep(run: LessonRun, lead: TestResult): string {
  const { tasks, exercise, again, hint } = run;
  const gap = openTask(lead, tasks);
  const next =
    gap === undefined
      ? `change ${exercise}, then run  ${again}.  Stuck:  ${hint}`
      : `write ${gap} in ${exercise}, then run  ${again}`;
  return `${standing(run, lead)}\n\nNext: ${next}`;
}

const longestLine = 400;

/** The first lines of a text, without colours, none of them longer than a screen can hold. */
function clip(text: string, lines: number): string {
  const all = stripVTControlCharacters(text).split("\n");
  const shown = all
    .slice(0, lines)
    .map((line) => (line.length > longestLine ? `${line.slice(0, longestLine)}…` : line));
  const rest = all.length - shown.length;
  return [...shown, ...(rest > 0 ? [`… and ${rest} more lines`] : [])].join("\n");
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, "  ");
}
