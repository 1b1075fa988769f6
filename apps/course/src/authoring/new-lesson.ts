import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { LessonFacts } from "@vanishing/catalogue";
import { gapsIn } from "./check-files.ts";
import type { Finding } from "./finding.ts";
import { type LessonFileName, lessonFiles } from "./lesson-folder.ts";

export interface NewLesson {
  /** Its name: `NN-slug`. */
  readonly folder: string;
  readonly slug: string;
  readonly title: string;
  readonly package: LessonFacts["package"];
}

const template = path.join(import.meta.dirname, "lesson-template");

/**
 * Creates a lesson's folder with a small lesson that works, whole or not at all.
 *
 * @returns what is left to fill in, as a check of the lesson finds it
 * @throws when the folder exists or cannot be written
 */
export function createLesson(lessonsFolder: string, lesson: NewLesson): Finding[] {
  const unfinished = mkdtempSync(path.join(lessonsFolder, ".new-lesson-"));
  try {
    const names = Object.keys(lessonFiles) as LessonFileName[];
    const gaps = names.flatMap((name) => {
      const text = filledIn(readFileSync(path.join(template, `${name}.template`), "utf8"), lesson);
      writeFileSync(path.join(unfinished, name), text);
      return gapsIn(name, text);
    });
    renameSync(unfinished, path.join(lessonsFolder, lesson.folder));
    return gaps;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function filledIn(text: string, { folder, slug, title, package: subject }: NewLesson): string {
  return (
    text
      .replaceAll("\r\n", "\n")
      .replaceAll("{{folder}}", folder)
      .replaceAll("{{slug}}", slug)
      .replaceAll("{{package}}", subject)
      .replaceAll("{{title}}", () => title)
      // A string of JSON is one of YAML.
      .replaceAll("{{quotedTitle}}", () => JSON.stringify(title))
  );
}
