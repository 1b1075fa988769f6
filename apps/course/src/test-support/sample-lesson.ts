import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Finding } from "../authoring/finding.ts";
import {
  type LessonFileName,
  type LessonFolder,
  lessonFiles,
  readLessonFolder,
} from "../authoring/lesson-folder.ts";
import { createLesson } from "../authoring/new-lesson.ts";
import { lessonsFolder } from "../course-folder.ts";

const folder = "04-sample";

/** A fault: its name, the texts in a file that it replaces, and words of each finding that must come of it, in their order. */
export type FaultRow = readonly [
  fault: string,
  file: LessonFileName,
  replacements: readonly (readonly [from: string, to: string])[],
  ...expected: readonly string[],
];

export const plantedFault = ([fault, file, replacements, ...expected]: FaultRow) => ({
  fault,
  file,
  replacements,
  expected,
});

export const inWords = ({ file, problem }: Finding) => `${file}: ${problem}`;

/** The lessons before and after the sample. */
export const neighbours = [
  { number: 1, slug: "earlier", folder: "01-earlier" },
  { number: 9, slug: "later", folder: "09-later" },
];

/** A folder of lessons for tests of the checks, with one whole lesson in it, made from the template for new lessons. */
export interface SampleCourse {
  readonly lessonsFolder: string;
  /** Makes the lesson whole again, and then some texts other than they should be. @throws where the text to replace is not there */
  edited(
    file: LessonFileName,
    ...replacements: readonly (readonly [from: string, to: string])[]
  ): LessonFolder;
  remove(): void;
}

export function sampleCourse(): SampleCourse {
  const root = mkdtempSync(path.join(tmpdir(), "lessons-"));
  const lessons = path.join(root, "lessons");
  mkdirSync(lessons);
  cpSync(path.join(lessonsFolder, "package.json"), path.join(lessons, "package.json"));
  symlinkSync(path.join(lessonsFolder, "node_modules"), path.join(lessons, "node_modules"), "junction");
  const whole = () => {
    rmSync(path.join(lessons, folder), { recursive: true, force: true });
    createLesson(lessons, { folder, slug: "sample", title: "Sample", package: "core" });
    for (const file of Object.keys(lessonFiles)) fillGaps(path.join(lessons, folder, file));
  };
  return {
    lessonsFolder: lessons,
    edited: (file, ...replacements) => {
      whole();
      const place = path.join(lessons, folder, file);
      let text = readFileSync(place, "utf8");
      for (const [from, to] of replacements) {
        if (!text.includes(from))
          throw new Error(`${file} of the sample lesson has no ${JSON.stringify(from)}.`);
        text = text.replace(from, () => to);
      }
      writeFileSync(place, text);
      return readLessonFolder(lessons, folder);
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Puts some words in the place of every gap of a file that `pnpm course new` wrote. */
export function fillGaps(file: string): void {
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace(/\bGAP: [^"\n]*/g, "Here stand some words of the author."));
}
