import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, relative, sep } from "node:path";
import { timeOfSuccess } from "./command.ts";

export const root = join(import.meta.dirname, "../../..");

const builtAgain = new Set([
  ".git",
  ".course",
  ".turbo",
  ".astro",
  "node_modules",
  "dist",
  "test-results",
  "playwright-report",
]);
// Exercises and progress are the learner's own: the copy starts without.
const ofTheLearner = /^(lessons\/[^/]+\/exercise\.ts|progress[^/]*\.json)$/;

const isCopied = (path: string): boolean =>
  !builtAgain.has(basename(path)) && !ofTheLearner.test(relative(root, path).replaceAll(sep, "/"));

/**
 * Copies the course to a temporary folder and installs it there as a learner would, so that no measurement touches
 * the exercises and the progress of the person who runs it. The packages come from pnpm's store, where the install of
 * this tree has put them.
 *
 * Disposing of it removes the folder.
 */
export function copyOfCourse(): Disposable & { folder: string } {
  const folder = mkdtempSync(join(tmpdir(), "vanishing-point-bench-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    cpSync(root, folder, { recursive: true, filter: isCopied });
    timeOfSuccess({
      name: "pnpm install in a copy of the course",
      folder,
      line: ["pnpm", "install", "--frozen-lockfile", "--prefer-offline"],
    });
  } catch (error) {
    remove();
    throw error;
  }
  return { folder, [Symbol.dispose]: remove };
}
