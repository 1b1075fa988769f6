import { subjects } from "@vanishing/catalogue";

/**
 * The packages that have a page, in the order in which a learner meets them: those that lessons pair with, then those that check and draw.
 * The others serve authors, and have no page to read: `catalogue` and `grader` hold the course together, `verification` is for tests.
 */
export const packagePages = [...subjects, "checks", "figures"] as const;

/** The address of a package's page, without the base path. */
export function packageAddress(name: string): string {
  return `/packages/${name}/`;
}

export function hasPage(name: string): boolean {
  return packagePages.some((page) => page === name);
}
