import { stripVTControlCharacters, styleText } from "node:util";
import type { Recognised } from "@vanishing/grader";
import { describePath, openTask, type TestResult } from "@vanishing/grader/node";

/** What a run of one lesson came to. */
export interface LessonRun {
  readonly number: number;
  readonly slug: string;
  /** The exercise's path, as a learner types it. */
  readonly exercise: string;
  readonly created: boolean;
  /** The functions that the exercise exports. */
  readonly tasks: readonly string[];
  readonly tests: readonly TestResult[];
  /** What kept the exercise from being checked, or from being checked to the end, if anything did. */
  readonly problem: string | undefined;
  readonly recognised: readonly Recognised[];
  readonly printed: string;
  /** The command that runs this lesson again, and the one for the next lesson, if there is one. */
  readonly again: string;
  readonly next: string | undefined;
}

/** Whether the run is a pass: every test of a suite that has tests. */
export function passes({ tests, problem }: Pick<LessonRun, "tests" | "problem">): boolean {
  return problem === undefined && tests.length > 0 && tests.every(({ state }) => state === "passed");
}

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
  const firstWrong = run.tests.find(
    (test) => test.state === "failed" && openTask(test, run.tasks) === undefined,
  );
  if (run.problem !== undefined) {
    return paragraphs([
      firstWrong ? wrong(firstWrong) : "",
      `${styleText("red", "✗")} ${clip(run.problem, 30)}`,
      `Next: mend ${run.exercise}, then run  ${run.again}`,
    ]);
  }
  const lead = firstWrong ?? run.tests.find(({ state }) => state === "failed");
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

/** The known mistake of the task that the leading check is about; of any task, where that check is about them all. */
function knownMistake({ recognised, tasks }: LessonRun, lead: TestResult): string {
  const about = lead.path.find((name) => tasks.includes(name));
  const mistake = about === undefined ? recognised[0] : recognised.find(({ task }) => task === about);
  if (!mistake) return "";
  return `${styleText("bold", `What ${mistake.task} does`)}  ${mistake.misunderstanding}\n${styleText("bold", "Hint")}  ${mistake.hint}`;
}

function nextStep({ tests, tasks, exercise, again }: LessonRun, lead: TestResult): string {
  const held = tests.filter(({ state }) => state === "passed").length;
  const count = `${held} of ${tests.length} checks hold.`;
  const gap = openTask(lead, tasks);
  if (gap !== undefined) {
    return `${count} The first gap is ${gap}.\n\nNext: write ${gap} in ${exercise}, then run  ${again}`;
  }
  const open = [...new Set(tests.map((test) => openTask(test, tasks)).filter((task) => task !== undefined))];
  const rest = open.length > 0 ? ` Still to write: ${open.join(", ")}.` : "";
  return `${count}${rest}\n\nNext: change ${exercise}, then run  ${again}`;
}

const longestLine = 200;

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
