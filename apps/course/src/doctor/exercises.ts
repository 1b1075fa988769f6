import { lstatSync, statSync } from "node:fs";
import type { Lesson } from "@vanishing/catalogue/lesson";
import { lessonFile, shownPath } from "../course-folder.ts";
import { pnpmCommand } from "../terminal/pnpm-command.ts";
import { type Finding, fine, limits, trouble } from "./finding.ts";
import { lessonFolders } from "./lesson-folders.ts";

/** Whether every lesson has its exercise.ts, and it is a file. */
export function exercises(): Finding[] {
  const lessons = lessonFolders();
  const broken = lessons.flatMap((lesson) => inThePlace(lesson) ?? []);
  const missing = lessons.filter((lesson) => facts(lesson) === undefined);
  const findings = [...broken, ...(missing.length > 0 ? [notThere(missing)] : [])];
  // Without lessons there is nothing to say, and another line says so.
  if (lessons.length === 0) return [];
  return findings.length > 0 ? findings : [fine("exercises", `${lessons.length}, each a file`)];
}

function facts(lesson: Lesson) {
  return lstatSync(lessonFile(lesson, "exercise.ts"), { throwIfNoEntry: false });
}

/** What stands in the exercise's place, if it is not a file. */
function inThePlace(lesson: Lesson): Finding | undefined {
  const file = lessonFile(lesson, "exercise.ts");
  if (!facts(lesson)) return undefined;
  const target = statSync(file, { throwIfNoEntry: false });
  if (target?.isFile()) return undefined;
  const what = !target
    ? "is a link that leads nowhere"
    : target.isDirectory()
      ? "is a folder"
      : "is not a file";
  return trouble(
    "exercises",
    `${shownPath(file)} ${what}`,
    `Move it away, then  ${pnpmCommand()} test lesson-${lesson.number}  creates the exercise again.`,
  );
}

function notThere(missing: readonly Lesson[]): Finding {
  const files = missing.map((lesson) => shownPath(lessonFile(lesson, "exercise.ts"))).join(", ");
  const words = missing.map(({ number }) => `lesson-${number}`).join(" ");
  return limits(
    "exercises",
    `not there: ${files}`,
    `${pnpmCommand()} test ${words}  creates ${missing.length === 1 ? "it" : "them"} from the starter`,
  );
}
