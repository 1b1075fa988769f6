import XMLBuilder from "fast-xml-builder";
import type { LessonResult, Report } from "./report-format.ts";

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  format: true,
  suppressEmptyNode: true,
  suppressBooleanAttributes: false,
});

/**
 * A report as JUnit XML: a suite a lesson, a case a test. An exercise that could not be checked to the end is an error, in a case of its
 * own. The texts of a report hold no character that XML forbids; the builder escapes the rest.
 */
export function junit({ lessons, at }: Report): string {
  return builder.build({
    "?xml": { "@version": "1.0", "@encoding": "UTF-8" },
    testsuites: {
      "@name": "Vanishing Point",
      ...totals(lessons),
      "@timestamp": at,
      testsuite: lessons.map((lesson) => suite(lesson, at)),
    },
  });
}

function totals(lessons: readonly LessonResult[]): Record<string, number> {
  const tests = lessons.flatMap((lesson) => lesson.tests);
  const errors = lessons.filter(({ problem }) => problem !== undefined).length;
  return {
    "@tests": tests.length + errors,
    "@failures": tests.filter(({ passed }) => !passed).length,
    "@errors": errors,
    "@skipped": 0,
    "@time": seconds(lessons.reduce((sum, lesson) => sum + lesson.seconds, 0)),
  };
}

function suite(lesson: LessonResult, at: string): object {
  const { number, title, slug, tests, problem, recognised } = lesson;
  const cases = tests.map(({ name, passed, message = "" }) => ({
    "@classname": slug,
    "@name": name,
    ...(!passed && { failure: reason(message) }),
  }));
  const unchecked = { "@classname": slug, "@name": "the exercise can be checked" };
  return {
    "@name": `Lesson ${number}: ${title}`,
    ...totals([lesson]),
    "@timestamp": at,
    testcase: problem === undefined ? cases : [...cases, { ...unchecked, error: reason(problem) }],
    ...(recognised.length > 0 && {
      "system-out": recognised.map(({ task, misunderstanding }) => `${task}: ${misunderstanding}`).join("\n"),
    }),
  };
}

/** The whole text, and its first line where graders print one line: XML would turn an attribute's line ends into spaces. */
function reason(text: string): object {
  return { "@message": text.split(/\r?\n/, 1)[0], "#text": text };
}

/** Three digits at the most: what a sum of such numbers adds behind them is rounding. */
function seconds(value: number): number {
  return Math.round(value * 1000) / 1000;
}
