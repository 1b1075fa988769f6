import type { Progress } from "@vanishing/catalogue/progress";
import { readProgress } from "@vanishing/catalogue/read-progress";
import type { LessonLink } from "../progress/resume-step.ts";

/** Many times what a whole course's progress takes, in bytes. */
const mostBytes = 5_000_000;

/** What a given file or text holds: progress, or the reason why it is none. */
export type GivenProgress = ReturnType<typeof readProgress>;

/** Progress as the file that the terminal's import takes. */
export function progressText(progress: Progress): string {
  return `${JSON.stringify(progress, null, 2)}\n`;
}

/** Reads a file that the learner has chosen; of one that is far too large, nothing but its size. */
export async function readProgressFile(file: Blob): Promise<GivenProgress> {
  if (file.size > mostBytes) {
    const size = file.size.toLocaleString("en-GB");
    return { progress: undefined, reason: `it has ${size} bytes, and progress has some thousand` };
  }
  try {
    return readProgress(await file.text());
  } catch (error) {
    // A file that was moved or changed since it was chosen, or a folder.
    return {
      progress: undefined,
      reason: `the browser cannot read it (${error instanceof Error ? error.message : String(error)})`,
    };
  }
}

/** How many lessons of other editions are named. */
const mostNamed = 5;

/** What an import came to, in words. */
export function importInWords(
  before: Progress,
  merged: Progress,
  given: Progress,
  lessons: readonly LessonLink[],
): string {
  const slugs = Object.keys(given.lessons);
  if (slugs.length === 0) return "The file holds no lesson yet, so nothing was changed.";
  const isChanged = ({ slug }: LessonLink) =>
    JSON.stringify(before.lessons[slug]) !== JSON.stringify(merged.lessons[slug]);
  const held = lessons.filter(({ slug }) => slugs.includes(slug));
  const here = new Set(lessons.map(({ slug }) => slug));
  const elsewhere = slugs.filter((slug) => !here.has(slug));
  const sentences = [
    sentence("Taken over or brought up to date", held.filter(isChanged).map(named)),
    sentence("As before", held.filter((lesson) => !isChanged(lesson)).map(named)),
    sentence("Kept, though this edition of the course has no such lesson", elsewhere),
  ];
  return `Merged into your progress. ${sentences.filter(Boolean).join(" ")}`;
}

function sentence(begin: string, names: readonly string[]): string {
  if (names.length === 0) return "";
  const more = names.length - mostNamed;
  const listed = names.map(short).slice(0, more > 1 ? mostNamed : names.length);
  return `${begin}: ${listed.join(", ")}${more > 1 ? ` and ${more} more` : ""}.`;
}

const named = ({ number, title }: LessonLink) => `${number} · ${title}`;
const short = (name: string) => (name.length > 60 ? `${name.slice(0, 60)}…` : name);
