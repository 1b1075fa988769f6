import { z } from "zod";

/** What the course remembers of one lesson: the outcome of its newest run. What other editions add to it is kept. */
const lessonProgress = z.looseObject({
  /** The version (a hash of its text) of the lesson's starter at that time. */
  starter: z.string(),
  passed: z.boolean(),
  /** Tests that passed in the newest run, and how many there are. */
  testsPassed: z.int().min(0),
  tests: z.int().min(0),
  /** The moment of the newest run, in ISO 8601. */
  at: z.iso.datetime(),
});

/** A learner's progress: one small JSON file, the same in the terminal and in the page, keyed by slug. */
export const progressFile = z.looseObject({
  format: z.literal("vanishing-point-progress"),
  version: z.literal(1),
  lessons: z.record(z.string(), lessonProgress),
});

export type LessonProgress = z.infer<typeof lessonProgress>;
export type Progress = z.infer<typeof progressFile>;

export const noProgress: Progress = { format: "vanishing-point-progress", version: 1, lessons: {} };

/** A progress file's text as progress, or the reason why it is none. */
export function readProgress(text: string): { progress: Progress } | { progress: undefined; reason: string } {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return { progress: undefined, reason: "it is not JSON" };
  }
  const result = progressFile.safeParse(content);
  if (result.success) return { progress: result.data };
  const version = z.object({ version: z.int().min(2) }).safeParse(content);
  return {
    progress: undefined,
    reason: version.success
      ? `it was written by a newer edition of the course (version ${version.data.version}, and this one reads version 1)`
      : z.prettifyError(result.error),
  };
}

/** Progress with one lesson's newest outcome in it. Other lessons stay as they are. */
export function withLesson(progress: Progress, slug: string, outcome: LessonProgress): Progress {
  return { ...progress, lessons: { ...progress.lessons, [slug]: outcome } };
}
