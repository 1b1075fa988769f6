import { styleText } from "node:util";
import { openTask, type Recognised, type TestResult } from "@vanishing/grader";

/** What a run of one lesson came to. */
export interface LessonRun {
  readonly number: number;
  readonly slug: string;
  /** The exercise's path, as a learner types it. */
  readonly exercise: string;
  readonly created: boolean;
  readonly tests: readonly TestResult[];
  /** What kept the exercise from being checked, if anything did. */
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
  const sections = [heading(run), checks(run.tests), printedByCode(run.printed), verdict(run)];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function heading({ number, slug, exercise, created }: LessonRun): string {
  const title = styleText("bold", `Lesson ${number} · ${slug}`);
  return created ? `${title}\n\nCreated ${exercise} from the lesson's starter.` : title;
}

function checks(tests: readonly TestResult[]): string {
  let group: string | undefined;
  const lines = tests.flatMap((test) => {
    const name = `    ${mark(test)} ${test.path.at(-1)}`;
    const under = test.path.slice(0, -1).join(" › ");
    if (under === group) return [name];
    group = under;
    return [`  ${under}`, name];
  });
  return lines.join("\n");
}

function mark(test: TestResult): string {
  if (test.state === "passed") return styleText("green", "✓");
  return openTask(test) === undefined ? styleText("red", "✗") : styleText("yellow", "○");
}

function printedByCode(printed: string): string {
  return printed.trim() === "" ? "" : `Your code printed:\n${indent(clip(printed.trimEnd(), 20))}`;
}

function verdict(run: LessonRun): string {
  if (run.problem !== undefined) {
    return `${styleText("red", "✗")} ${run.problem}\n\nNext: mend ${run.exercise}, then run  ${run.again}`;
  }
  if (passes(run)) return passed(run);
  const lead = run.tests.find((test) => isWrong(test)) ?? run.tests.find(({ state }) => state === "failed");
  if (!lead) return `${styleText("red", "✗")} The suite has no checks. Is lesson.test.ts whole?`;
  const gap = openTask(lead);
  return [gap === undefined ? wrong(lead) : "", knownMistake(run, lead), nextStep(run, gap)]
    .filter((part) => part !== "")
    .join("\n\n");
}

function isWrong(test: TestResult): boolean {
  return test.state === "failed" && openTask(test) === undefined;
}

function passed({ tests, next }: LessonRun): string {
  const held = styleText("green", `All ${tests.length} checks hold.`);
  return next === undefined
    ? `${held} This is the last lesson so far.`
    : `${held}\n\nNext: the following lesson,  ${next}`;
}

function wrong(test: TestResult): string {
  return `${styleText("red", `✗ ${test.path.join(" › ")}`)}\n\n${indent(clip(test.message ?? "", 30))}`;
}

function knownMistake({ recognised }: LessonRun, lead: TestResult): string {
  const mistake = recognised.find(({ task }) => lead.path.includes(task)) ?? recognised[0];
  if (!mistake) return "";
  return `${styleText("bold", `What ${mistake.task} does`)}  ${mistake.misunderstanding}\n${styleText("bold", "Hint")}  ${mistake.hint}`;
}

function nextStep({ tests, exercise, again }: LessonRun, gap: string | undefined): string {
  const held = tests.filter(({ state }) => state === "passed").length;
  const count = `${held} of ${tests.length} checks hold.`;
  const open = [...new Set(tests.map(openTask).filter((task) => task !== undefined))];
  if (gap !== undefined) {
    return `${count} The first gap is ${gap}.\n\nNext: write ${gap} in ${exercise}, then run  ${again}`;
  }
  const rest = open.length > 0 ? ` Still to write: ${open.join(", ")}.` : "";
  return `${count}${rest}\n\nNext: change ${exercise}, then run  ${again}`;
}

function clip(text: string, lines: number): string {
  const all = text.split("\n");
  if (all.length <= lines) return text;
  return [...all.slice(0, lines), `… and ${all.length - lines} more lines`].join("\n");
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, "  ");
}
