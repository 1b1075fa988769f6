import type { Recognised } from "@vanishing/grader";
import type { TestResult } from "@vanishing/grader/node";

/**
 * What the process that runs a learner's code says of itself, as it happens: the suite is being loaded, this test begins now, this came
 * of it, the comparison with known mistakes begins, this came of that. vitest batches its own messages, so that of a run that never
 * comes back nothing is ever heard.
 */
export type Announcement =
  | { readonly loads: true }
  | { readonly testBegins: readonly string[] }
  | { readonly testEnds: TestResult }
  | { readonly recognises: true }
  | { readonly recognised: readonly Recognised[] };

/** Whether a message of that process is an announcement, and not one of vitest's or of the learner's. */
export function isAnnouncement(message: unknown): message is Announcement {
  if (typeof message !== "object" || message === null) return false;
  if ("loads" in message || "recognises" in message) return true;
  if ("recognised" in message) return Array.isArray(message.recognised);
  const path =
    "testBegins" in message ? message.testBegins : (message as { testEnds?: TestResult }).testEnds?.path;
  return Array.isArray(path) && path.every((name) => typeof name === "string");
}
