import { availableParallelism } from "node:os";
import { styleText } from "node:util";
import type { Lesson } from "@vanishing/catalogue";
import { checkCourse, lessonsIn } from "../authoring/check-course.ts";
import { checkLesson } from "../authoring/check-lesson.ts";
import { describeFindings, type Finding } from "../authoring/finding.ts";
import { inLanes } from "../authoring/in-lanes.ts";
import { readLessonFolder } from "../authoring/lesson-folder.ts";
import { restsOn } from "../authoring/rests-on.ts";
import { courseFolder, lessonsFolder } from "../course-folder.ts";
import { knownByContent } from "../learner/known-by-content.ts";
import { askedLessons } from "../terminal/asked-lessons.ts";
import { exitCodes } from "../terminal/run-command.ts";

interface Checked {
  readonly lesson: Lesson;
  readonly findings: readonly Finding[];
  /** Found clean by an earlier check, of the same content. */
  readonly known: boolean;
}

/** Each lesson has a process that computes. */
const lanes = Math.min(2, availableParallelism());

/**
 * Holds the lessons that the words name, or all of them and what concerns them together, to what a lesson must be, and prints what is
 * wrong by lesson.
 *
 * @param force check anew what is known to be clean
 */
export async function check(
  words: readonly string[],
  { force = false }: { force?: boolean },
): Promise<number> {
  const began = performance.now();
  const course = lessonsIn(lessonsFolder);
  const asked = words.length === 0 ? course : askedLessons(words, "course check");
  const together = words.length === 0 ? checkCourse(lessonsFolder) : [];
  if (together.length > 0) printFindings("lessons", together, "lessons");
  let found = together.length;
  const ground = restsOn(courseFolder, course);
  for await (const checked of inLanes(asked, lanes, (lesson) => checkOne(lesson, course, ground, force))) {
    printLesson(checked);
    found += checked.findings.length;
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const count = asked.length === 1 ? "1 lesson" : `${asked.length} lessons`;
  console.log(`\n${count} checked in ${seconds} s: ${found === 0 ? "clean" : inWords(found)}.`);
  return found === 0 ? exitCodes.done : exitCodes.failed;
}

async function checkOne(
  lesson: Lesson,
  course: readonly Lesson[],
  ground: readonly string[],
  force: boolean,
): Promise<Checked> {
  const folder = readLessonFolder(lessonsFolder, lesson.folder);
  let known = true;
  const checkNow = () => {
    known = false;
    return checkLesson(folder, course);
  };
  const own = [lesson.folder, ...folder.entries, ...Object.values(folder.texts)];
  const findings = await knownByContent(`checked-lessons/${lesson.slug}`, [...own, ...ground], checkNow, {
    anew: force,
    // What was found may have been the machine's doing, such as a test that took too long.
    worthKeeping: (findings) => findings.length === 0,
  });
  return { lesson, findings, known };
}

function printLesson({ lesson: { number, slug, folder }, findings, known }: Checked): void {
  const name = `lesson ${number}, ${slug}`;
  if (findings.length > 0) printFindings(name, findings, `lessons/${folder}`);
  else console.log(`${name}: ${styleText("green", "clean")}${known ? " (known; it has not changed)" : ""}`);
}

function printFindings(name: string, findings: readonly Finding[], folder: string): void {
  console.log(`${name}: ${styleText("red", inWords(findings.length))}`);
  console.log(describeFindings(findings, folder));
}

function inWords(findings: number): string {
  return findings === 1 ? "1 finding" : `${findings} findings`;
}
