import { existsSync, readdirSync, readFileSync, renameSync } from "node:fs";
import path from "node:path";
import type { Lesson } from "@vanishing/catalogue";
import { writeAtomically } from "../learner/write-atomically.ts";
import { lessonFiles } from "./lesson-folder.ts";
import { folderOf } from "./lesson-number.ts";

export interface Renumbered {
  /** The folder's new name. */
  readonly folder: string;
  /** Lines that still call the lesson by its old number, as `lessons/01-products/lesson.mdx:12  text`. */
  readonly mentions: readonly string[];
}

/**
 * Gives a lesson another place in the order: renames its folder with all that is in it, an exercise too, and its name in the lesson's own
 * files. Progress is kept by slug, so nothing is lost.
 *
 * @param courseFolder the folder that holds packages, lessons and apps
 * @param number one that no lesson has
 * @throws the system's error when the folder cannot be renamed, with nothing changed
 */
export function renumberLesson(courseFolder: string, lesson: Lesson, number: number): Renumbered {
  const folder = folderOf(number, lesson.slug);
  const lessons = path.join(courseFolder, "lessons");
  renameSync(path.join(lessons, lesson.folder), path.join(lessons, folder));
  const name = wholeWord(lesson.folder);
  for (const file of Object.keys(lessonFiles)) {
    const place = path.join(lessons, folder, file);
    if (!existsSync(place)) continue;
    const text = readFileSync(place, "utf8");
    const renamed = text.replace(name, folder);
    if (renamed !== text) writeAtomically(place, renamed);
  }
  return { folder, mentions: mentionsOf(courseFolder, lesson) };
}

/** Where people read of lessons: only they can tell what a number in a sentence means. */
function mentionsOf(courseFolder: string, { number, folder }: Lesson): string[] {
  const pages = readdirSync(path.join(courseFolder, "lessons")).map((name) => `lessons/${name}/lesson.mdx`);
  const old = new RegExp(`\\blesson[- ]0?${number}\\b|${wholeWord(folder).source}`, "i");
  return ["README.md", "CONTRIBUTING.md", ...pages].flatMap((file) => {
    const place = path.join(courseFolder, file);
    if (!existsSync(place)) return [];
    return readFileSync(place, "utf8")
      .split("\n")
      .flatMap((line, i) => (old.test(line) ? [`${file}:${i + 1}  ${line.trim()}`] : []));
  });
}

function wholeWord(folder: string): RegExp {
  return new RegExp(`(?<![\\w-])${folder}(?![\\w-])`, "g");
}
