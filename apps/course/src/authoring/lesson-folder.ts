import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Lesson, lessonOfFolder } from "@vanishing/catalogue/lesson";

/** The files that make a lesson, each with what it holds. */
export const lessonFiles = {
  "lesson.mdx": "the page",
  "starter.ts": "what a learner begins with",
  "solution.ts": "the same exports, solved",
  "lesson.test.ts": "the suite",
  "mistakes.ts": "known wrong answers",
  "variants.ts": "correct answers by other algorithms",
  "hints.ts": "hints by what they are for",
  "predictions.ts": "what the page's questions run",
} as const;

export type LessonFileName = keyof typeof lessonFiles;

/** A lesson's folder as a check reads it: the files that are there, as they were at one moment. */
export interface LessonFolder extends Lesson {
  readonly path: string;
  /** The names of all that is in the folder, but for the learner's exercise. A folder's name ends in a slash. */
  readonly entries: readonly string[];
  /** A file's text; empty where it is missing, which is a finding of its own. */
  readonly texts: Readonly<Record<LessonFileName, string>>;
}

/** Reads the folder `NN-slug` in a folder of lessons. @throws when its name is of another form, or a file cannot be read */
export function readLessonFolder(lessonsFolder: string, name: string): LessonFolder {
  const lesson = lessonOfFolder(name);
  if (!lesson)
    throw new Error(`lessons/${name} is no lesson's folder: its name should be of the form NN-slug.`);
  const folder = path.join(lessonsFolder, name);
  // The learner's exercise, and what is written beside it on its way.
  const entries = readdirSync(folder, { withFileTypes: true })
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .filter((name) => !name.startsWith("exercise."))
    .sort();
  const texts = Object.fromEntries(
    Object.keys(lessonFiles).map((file) => [
      file,
      entries.includes(file) ? readFileSync(path.join(folder, file), "utf8") : "",
    ]),
  ) as Record<LessonFileName, string>;
  return { ...lesson, path: folder, entries, texts };
}
