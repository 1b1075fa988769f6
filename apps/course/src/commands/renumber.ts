import { lessonsIn } from "../authoring/check-course.ts";
import { freeNumber } from "../authoring/lesson-number.ts";
import { renumberLesson } from "../authoring/renumber-lesson.ts";
import { courseFolder, lessonsFolder } from "../course-folder.ts";
import { askedLessons } from "../terminal/asked-lessons.ts";
import { pnpmCommand } from "../terminal/pnpm-command.ts";
import { exitCodes, UsageError } from "../terminal/run-command.ts";

/** Gives a lesson another number, and lists the lines that still name the old one. */
export function renumber(word: string, newNumber: string): number {
  const [lesson] = askedLessons([word], "course renumber");
  if (!lesson) throw new UsageError("Which lesson? Say its slug, and then its new number.");
  const others = lessonsIn(lessonsFolder).filter(({ folder }) => folder !== lesson.folder);
  const number = freeNumber(newNumber, others);
  if (number === lesson.number) {
    console.log(`lessons/${lesson.folder} has this number already.`);
    return exitCodes.done;
  }
  const { folder, mentions } = renumberLesson(courseFolder, lesson, number);
  console.log(`lessons/${lesson.folder} is now lessons/${folder}.`);
  if (mentions.length > 0) {
    const list = mentions.map((mention) => `  ${mention}`).join("\n");
    console.log(
      `\nThese lines speak of lesson ${lesson.number}. Read them, and mend those that mean it:\n\n${list}`,
    );
  }
  console.log(`\nSee that all is in step with  ${pnpmCommand()} course check`);
  return exitCodes.done;
}
