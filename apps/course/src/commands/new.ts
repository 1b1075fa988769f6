import { type LessonFacts, lessonOfFolder, nearestName, subjects } from "@vanishing/catalogue";
import { lessonsIn } from "../authoring/check-course.ts";
import { folderOf, freeNumber, nextNumber } from "../authoring/lesson-number.ts";
import { createLesson } from "../authoring/new-lesson.ts";
import { lessonsFolder } from "../course-folder.ts";
import { pnpmCommand } from "../terminal/pnpm-command.ts";
import { exitCodes, UsageError } from "../terminal/run-command.ts";

export interface NewOptions {
  readonly package: string;
  readonly title?: string;
  readonly number?: string;
}

const longestSlug = 40;
const longestTitle = 60;

/** Creates a lesson's folder with a small lesson that works, and lists what is left to fill in. */
export function newLesson(slug: string, options: NewOptions): number {
  const course = lessonsIn(lessonsFolder);
  const taken = course.find((lesson) => lesson.slug === slug);
  if (taken)
    throw new UsageError(`There is a lesson ${slug} already: lessons/${taken.folder}. Choose another slug.`);
  if (slug.length > longestSlug || !lessonOfFolder(`00-${slug}`)) throw new UsageError(noSlug(slug));
  const subject = subjectOf(options.package);
  const number = options.number === undefined ? nextNumber(course) : freeNumber(options.number, course);
  const title = titleOf(options.title ?? titleFromSlug(slug));
  const folder = folderOf(number, slug);
  const gaps = createLesson(lessonsFolder, { folder, slug, title, package: subject });
  const list = gaps
    .map(({ file, line, problem }) => `  lessons/${folder}/${file}:${line}  ${problem}`)
    .join("\n");
  console.log(
    `lessons/${folder} is a small lesson that works. ${gaps.length} lines in it wait for you:\n\n${list}\n\n` +
      `Fill them in, and see what is left with  ${pnpmCommand()} course check ${slug}`,
  );
  return exitCodes.done;
}

function noSlug(slug: string): string {
  return (
    `${shown(slug)} is no slug: lower-case letters and digits, with single hyphens between words, ` +
    `at most ${longestSlug} characters, such as edge-of-chaos. It is the lesson's name for ever; the number comes by itself.`
  );
}

function subjectOf(word: string): LessonFacts["package"] {
  const subject = subjects.find((name) => name === word);
  if (subject) return subject;
  const nearest = nearestName(word, subjects);
  throw new UsageError(
    `There is no package ${shown(word)} that lessons pair with. These are: ${subjects.join(", ")}.` +
      (nearest === undefined ? "" : ` Did you mean ${nearest}?`),
  );
}

function titleOf(title: string): string {
  // One line of text: it stands in the starter's first line too.
  if (/^[^\p{C}\p{Zl}\p{Zp}]+$/u.test(title) && title.trim() !== "" && title.length <= longestTitle)
    return title.trim();
  throw new UsageError(
    `A title is one line of 1 to ${longestTitle} characters, and ${shown(title)} is none.`,
  );
}

function titleFromSlug(slug: string): string {
  const words = slug.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function shown(word: string): string {
  return JSON.stringify(word.length > 60 ? `${word.slice(0, 60)}…` : word);
}
