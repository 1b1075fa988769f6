import { styleText } from "node:util";
import { openTask } from "@vanishing/grader/node";
import type { LessonResult, Report } from "./report-format.ts";

const longestRemark = 100;

/** A report as a table for people: each lesson, how many of its checks hold, and what is first wrong. */
export function reportTable({ lessons }: Report): string {
  const titleWidth = Math.max(...lessons.map(({ title }) => title.length), 0);
  const rows = lessons.map((lesson) => {
    return `${String(lesson.number).padStart(4)}  ${lesson.title.padEnd(titleWidth)}  ${held(lesson).padStart(15)}   ${remark(lesson)}`;
  });
  const passed = lessons.filter((lesson) => lesson.passed).length;
  return `${[...rows, "", `${passed} of ${lessons.length} lessons pass.`].join("\n")}\n`;
}

function held({ testsPassed, tests }: LessonResult): string {
  return tests.length === 0 ? "no checks" : `${testsPassed} of ${tests.length} checks`;
}

function remark({ passed, problem, tests }: LessonResult): string {
  if (passed) return styleText("green", "done");
  const failed = tests.filter((test) => !test.passed);
  const wrong = failed.find((test) => gap(test) === undefined);
  if (problem !== undefined && !wrong) return `${styleText("red", "✗")} ${oneLine(problem)}`;
  if (wrong) return `${styleText("red", "✗")} ${oneLine(wrong.name)}`;
  return `${styleText("yellow", "○")} ${failed[0] && gap(failed[0])} is still to write`;
}

/** The function that a failed test found not written yet. */
function gap({ path, message = "", task }: LessonResult["tests"][number]): string | undefined {
  return openTask({ path, state: "failed", message }, task === undefined ? [] : [task]);
}

function oneLine(text: string): string {
  const first = text.split("\n", 1)[0] ?? "";
  return first.length > longestRemark ? `${first.slice(0, longestRemark)}…` : first;
}
