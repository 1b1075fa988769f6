import { courseLessons, shownPath } from "../course-folder.ts";
import { momentOf, type Snapshot, snapshotsOf } from "../learner/snapshots.ts";
import { askedLessons } from "../terminal/asked-lessons.ts";
import { pnpmCommand } from "../terminal/pnpm-command.ts";
import { exitCodes } from "../terminal/run-command.ts";

/** Prints the snapshots of the named lessons, or of all, the newest first, with the number that undo takes. */
export function snapshots(words: readonly string[]): number {
  const asked = words.length > 0 ? askedLessons(words, "course snapshots") : courseLessons();
  const found = asked
    .map((lesson) => ({ lesson, kept: snapshotsOf(lesson.slug) }))
    .filter(({ kept }) => kept.length > 0);
  if (found.length === 0) {
    console.log("There are no snapshots. One is taken whenever a command replaces what you have written.");
    return exitCodes.done;
  }
  for (const { lesson, kept } of found) {
    console.log(`Lesson ${lesson.number} · ${lesson.slug}\n${kept.map(line).join("\n")}\n`);
  }
  console.log(`${pnpmCommand()} course undo lesson-N --to NUMBER  brings one back.`);
  return exitCodes.done;
}

function line(snapshot: Snapshot, index: number): string {
  const { reason, bytes, file } = snapshot;
  const size = bytes === undefined ? "a folder" : `${bytes} bytes`;
  return `${String(index + 1).padStart(4)}  ${momentOf(snapshot)}  ${reason}, ${size}  ${shownPath(file)}`;
}
