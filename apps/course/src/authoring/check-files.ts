import type { Finding } from "./finding.ts";
import { type LessonFileName, type LessonFolder, lessonFiles } from "./lesson-folder.ts";

/** A lesson's folder holds its eight files and nothing else, and nothing in them is left to fill in. */
export function checkFiles({ entries, texts }: LessonFolder): Finding[] {
  const names = Object.keys(lessonFiles) as LessonFileName[];
  const missing = names
    .filter((file) => !entries.includes(file))
    .map((file) => ({
      file,
      problem: `${file} is missing: ${lessonFiles[file]}.`,
      advice: "Write it; CONTRIBUTING.md says what it holds.",
      halts: true as const,
    }));
  const stray = entries
    .filter((entry) => !(entry in lessonFiles))
    .map((file) => ({
      file,
      problem: `${file} belongs to no lesson.`,
      advice: `Move it away. A lesson's folder holds ${names.join(", ")}, and the learner's exercise.ts.`,
    }));
  return [...missing, ...stray, ...names.flatMap((file) => gapsIn(file, texts[file]))];
}

/** What `pnpm course new` leaves for the author: each line that says `GAP: what to write`. */
export function gapsIn(file: string, text: string): Finding[] {
  return text.split("\n").flatMap((line, i) => {
    const gap = /\bGAP: (.*)/.exec(line)?.[1];
    if (gap === undefined) return [];
    const todo = gap.replace(/\s*(?:\*\/|-->)?[\s"',;]*$/, "");
    return [
      { file, line: i + 1, problem: `A gap is left: ${todo}`, advice: "Write it in place of this line." },
    ];
  });
}
