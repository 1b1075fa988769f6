import { type Dirent, existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { type Lesson, lessonOfFolder } from "@vanishing/catalogue/lesson";
import type { Finding } from "./finding.ts";

/** What else stands in the folder of the lessons: what it is installed with, and what a test run leaves. */
const known = ["package.json", "tsconfig.json", "README.md", "node_modules", "test-results"];

/** The folders NN-slug in a folder of lessons, whole or not, by number. */
export function lessonsIn(lessonsFolder: string): Lesson[] {
  return entriesOf(lessonsFolder)
    .map(({ name }) => lessonOfFolder(name))
    .filter((lesson) => lesson !== undefined)
    .sort((a, b) => a.number - b.number || a.slug.localeCompare(b.slug));
}

/** Every folder of lessons/ is a lesson's, with a number and a slug that no other has. The paths in the findings begin at lessons/. */
export function checkCourse(lessonsFolder: string): Finding[] {
  const lessons = lessonsIn(lessonsFolder);
  const stray = entriesOf(lessonsFolder)
    .filter(({ name }) => !known.includes(name) && lessonOfFolder(name) === undefined)
    .map((entry) => ({
      file: entry.name,
      problem: entry.isDirectory()
        ? `${entry.name} is no lesson's folder.`
        : `${entry.name} belongs to no lesson.`,
      advice: "A lesson's folder is called NN-slug, as in 09-edge-of-chaos. Rename it, or move it away.",
    }));
  const unread = lessons
    .filter(({ folder }) => !existsSync(path.join(lessonsFolder, folder, "lesson.test.ts")))
    .map(({ folder }) => ({
      file: folder,
      problem: `${folder} has no lesson.test.ts, so the course does not see it.`,
      advice: "Write the suite, or move the folder away.",
    }));
  return [...stray, ...unread, ...shared(lessons, "number"), ...shared(lessons, "slug")];
}

function shared(lessons: readonly Lesson[], key: "number" | "slug"): Finding[] {
  return lessons.flatMap((lesson, i) => {
    const earlier = lessons.slice(0, i).find((other) => other[key] === lesson[key]);
    if (!earlier) return [];
    const problem = `${lesson.folder} has the ${key} of ${earlier.folder}.`;
    return [{ file: lesson.folder, problem, advice: `Give one of the two another ${key}.` }];
  });
}

function entriesOf(folder: string): Dirent[] {
  return readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith("."));
}
