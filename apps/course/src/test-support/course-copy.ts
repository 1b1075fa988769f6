import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { courseFolder } from "../course-folder.ts";
import { type Ended, type Running, start } from "./run-program.ts";

export interface CourseCopy {
  readonly folder: string;
  /** Runs a script of the root package.json, as `pnpm NAME …` does after its check of the install. */
  run(script: string, ...words: string[]): Promise<Ended>;
  /** Starts such a script, and leaves it running. */
  start(script: string, ...words: string[]): Running;
  /** The command line of such a script. */
  commandOf(script: string, ...words: string[]): string[];
  exercise(lesson: string): string;
  writeExercise(lesson: string, text: string): void;
  remove(): void;
}

const leftBehind =
  /(?:^|\/)(?:\.git|\.course|\.turbo|\.astro|dist|test-results|lessons\/[^/]+\/exercise\.ts|progress[^/]*\.json|lint|lighthouse\/tool)$/;

/** The first four lessons, which build on no others: what a command does with these it does with all. */
const fewLessons = ["00-warm-up", "01-products", "02-tape", "03-saturation"];

/**
 * A copy of the course in a temporary folder, for tests that drive the real commands. Packages are copied, and what they are
 * installed with is linked; workspace links are relative, so they lead into the copy.
 *
 * @param lessons names of their folders; default the first four
 */
export function copyCourse(lessons: readonly string[] = fewLessons): CourseCopy {
  const folder = mkdtempSync(path.join(tmpdir(), "vanishing-point-"));
  cpSync(courseFolder, folder, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => {
      const inside = path.relative(courseFolder, source).replaceAll("\\", "/");
      if (inside === "node_modules" || leftBehind.test(inside)) return false;
      const lesson = /^lessons\/(\d{2,3}-[^/]+)/.exec(inside)?.[1];
      return lesson === undefined || lessons.includes(lesson);
    },
  });
  linkInstalled(path.join(courseFolder, "node_modules"), path.join(folder, "node_modules"));
  return courseAt(folder);
}

/** A course that stands in a temporary folder already. @param environment variables for the commands that run in it */
export function courseAt(folder: string, environment: NodeJS.ProcessEnv = {}): CourseCopy {
  const scripts: Record<string, string> = JSON.parse(
    readFileSync(path.join(folder, "package.json"), "utf8"),
  ).scripts;
  const commandOf = (script: string, ...words: string[]) => [
    process.execPath,
    ...(scripts[script] ?? "").split(" ").slice(1),
    ...words,
  ];
  const exercise = (lesson: string) => path.join(folder, "lessons", lesson, "exercise.ts");
  return {
    folder,
    run: (script, ...words) =>
      start(folder, commandOf(script, ...words), { detached: false, environment }).ended,
    start: (script, ...words) => start(folder, commandOf(script, ...words), { environment }),
    commandOf,
    exercise,
    writeExercise: (lesson, text) => writeFileSync(exercise(lesson), text),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Gives a fresh clone of the course, which has nothing that is installed, the same links as {@link copyCourse} gives a copy. */
export function installClone(folder: string): void {
  linkInstalled(path.join(courseFolder, "node_modules"), path.join(folder, "node_modules"));
  const members = ["packages", "apps"].flatMap((area) =>
    readdirSync(path.join(folder, area)).map((name) => path.join(area, name)),
  );
  for (const member of [...members, "lessons"]) {
    const installed = path.join(courseFolder, member, "node_modules");
    if (!existsSync(installed) || leftBehind.test(member)) continue;
    cpSync(installed, path.join(folder, member, "node_modules"), { recursive: true, verbatimSymlinks: true });
  }
}

/** Links what is installed, but not the caches, which are written to. */
function linkInstalled(installed: string, target: string): void {
  mkdirSync(target);
  for (const name of readdirSync(installed)) {
    if (name !== ".cache") symlinkSync(path.join(installed, name), path.join(target, name), "junction");
  }
}
