import { describePath } from "./verdict.ts";

/** How long a suite may work on one test before it counts as an endless loop, in milliseconds. */
export const endlessAfter = 5000;

/** How long the comparison with known mistakes may take, in milliseconds. The verdict stands without it. */
export const recognisedWithin = 2000;

const loop = "Is there a loop that never ends, or that takes very long? Look at what makes it stop.";

/**
 * That an exercise did not come back, in words for the learner.
 *
 * @param test the path of the test that it was called in; empty while it was loaded
 * @param cause what is to be looked for; a loop, unless told
 */
export function endlessProblem(test: readonly string[], cause = loop): string {
  const where = test.length === 0 ? "while it was loaded" : `in the check "${describePath(test)}"`;
  return `Your code did not come back within ${endlessAfter / 1000} seconds, ${where}. ${cause}`;
}
