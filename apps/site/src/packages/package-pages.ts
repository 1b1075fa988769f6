import { subjects } from "@vanishing/catalogue";

/**
 * The packages that have a page, in the order in which a learner meets them: those that lessons pair with, then those that train, check, draw and
 * keep. `verification` is for the packages' own tests, and no page of the course leads to it.
 */
export const packagePages = [...subjects, "experiments", "checks", "figures", "grader", "catalogue"] as const;

/** The address of a package's page, without the base path. */
export function packageAddress(name: string): string {
  return `/packages/${name}/`;
}

export function hasPage(name: string): boolean {
  return packagePages.some((page) => page === name);
}
