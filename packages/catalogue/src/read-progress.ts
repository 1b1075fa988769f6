import * as z from "zod/mini";
import { slugForm, slugPattern } from "./lesson.ts";
import type { Progress } from "./progress.ts";

// zod/mini, because every page of the site reads progress: it is a third of zod's size there. It brings no words of its own.
z.config(z.locales.en());

const count = z.int().check(z.minimum(0));
const moment = z.iso.datetime();
const slug = z.string().check(z.regex(slugPattern, slugForm));

/** The outcome of a lesson's newest run. What other editions of the course add to it is kept. */
export const lessonProgress = z.looseObject({
  /** The version (a hash of its text) of the lesson's starter at that time. */
  starter: z.string(),
  passed: z.boolean(),
  /** Tests that passed in the newest run, and how many there are. */
  testsPassed: count,
  tests: count,
  /** The moment of the newest run, in ISO 8601. */
  at: moment,
  /** The moment at which the lesson first passed. */
  passedAt: z.optional(moment),
  /** Whether each test passed in the newest run, by its path as it is printed. */
  checks: z.optional(z.record(z.string(), z.boolean())),
});

/** The help that a learner has asked for in one lesson. */
export const lessonHelp = z.looseObject({
  /** How many hints were shown, by the test or group that they are for. */
  hints: z.optional(z.record(z.string(), count)),
  /** When the solution was first asked for. */
  solutionAsked: z.optional(moment),
});

export const progressFile = z.looseObject({
  format: z.literal("vanishing-point-progress"),
  version: z.literal(1),
  lessons: z.record(slug, lessonProgress),
  help: z.optional(z.record(slug, lessonHelp)),
});

/** Many times what a whole course's progress takes, in characters. */
const longestFile = 5_000_000;

/** A progress file's text as progress, or the reason why it is none. */
export function readProgress(text: string): { progress: Progress } | { progress: undefined; reason: string } {
  const none = (reason: string) => ({ progress: undefined, reason });
  if (text.length > longestFile)
    return none(`it has ${text.length} characters, and progress has some thousand`);
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return none("it is not JSON");
  }
  const result = progressFile.safeParse(content);
  if (result.success) return { progress: result.data };
  const later = z.object({ version: z.int().check(z.minimum(2)) }).safeParse(content);
  return none(
    later.success
      ? `it was written by a newer edition of the course (version ${later.data.version}, and this one reads version 1)`
      : firstOf(z.prettifyError(result.error)),
  );
}

/** The JSON Schema of a progress file. */
export function progressSchema(): object {
  return z.toJSONSchema(progressFile, { io: "input" });
}

/** The first few of a file's faults: one bad file can have thousands. */
function firstOf(faults: string): string {
  const lines = faults.split("\n").map((line) => (line.length > 200 ? `${line.slice(0, 200)}…` : line));
  return lines.length > 6 ? [...lines.slice(0, 6), "…"].join("\n") : lines.join("\n");
}
