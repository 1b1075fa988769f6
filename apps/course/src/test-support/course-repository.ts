import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import path from "node:path";
import { type CourseCopy, copyCourse, courseAt, installClone } from "./course-copy.ts";

/** What git takes from the person's own settings, given here: a test must not depend on them. */
export const gitEnvironment = {
  GIT_CONFIG_GLOBAL: devNull,
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Ada",
  GIT_AUTHOR_EMAIL: "ada@example.org",
  GIT_COMMITTER_NAME: "Ada",
  GIT_COMMITTER_EMAIL: "ada@example.org",
  // git stops its search for a repository here, so that a folder in the temporary one is in none.
  GIT_CEILING_DIRECTORIES: tmpdir(),
};

/** Runs git in a folder. @returns what it prints @throws where it does not succeed */
export function gitIn(folder: string, ...words: string[]): string {
  const env = { ...process.env, ...gitEnvironment };
  return execFileSync("git", words, { cwd: folder, env, encoding: "utf8", stdio: "pipe" }).trim();
}

/** Files by path, from the course's folder; undefined removes one. */
export type Changes = Readonly<Record<string, string | undefined>>;

/** Writes and removes files of a folder. */
export function change(folder: string, changes: Changes): void {
  for (const [name, text] of Object.entries(changes)) {
    const file = path.join(folder, name);
    if (text === undefined) rmSync(file, { recursive: true });
    else {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
}

/** The course in a repository of its own, with a folder in which its authors work. */
export interface CourseRepository {
  /** The bare repository, as a host has it. */
  readonly address: string;
  /** The authors' folder. */
  readonly folder: string;
  /** The first commit. */
  readonly first: string;
  /** Commits what the authors' folder holds and publishes it. */
  publish(): void;
  /** Brings folder and repository back to the first commit. */
  reset(): void;
  /** A learner's clone, installed. */
  clone(address?: string): CourseCopy;
  /** A clone seen with other environment variables. */
  at(folder: string, environment: NodeJS.ProcessEnv): CourseCopy;
  remove(): void;
}

export function courseRepository(): CourseRepository {
  const { folder, remove } = copyCourse();
  const bare = mkdtempSync(path.join(tmpdir(), "vanishing-point-bare-"));
  gitIn(bare, "init", "--quiet", "--bare", "--initial-branch=main");
  gitIn(folder, "init", "--quiet", "--initial-branch=main");
  gitIn(folder, "remote", "add", "origin", bare);
  const commit = () => {
    gitIn(folder, "add", "--all");
    gitIn(folder, "commit", "--quiet", "--no-verify", "--message", "A version of the course");
    gitIn(folder, "push", "--quiet", "--force", "origin", "HEAD:main");
  };
  commit();
  const first = gitIn(folder, "rev-parse", "HEAD");
  const clones: CourseCopy[] = [];
  return {
    address: bare,
    folder,
    first,
    publish: commit,
    reset: () => {
      gitIn(folder, "reset", "--quiet", "--hard", first);
      gitIn(folder, "clean", "--quiet", "-d", "--force");
      gitIn(folder, "push", "--quiet", "--force", "origin", "HEAD:main");
    },
    clone: (address = bare) => {
      const target = mkdtempSync(path.join(tmpdir(), "vanishing-point-clone-"));
      gitIn(tmpdir(), "clone", "--quiet", address, target);
      installClone(target);
      const course = courseAt(target, gitEnvironment);
      clones.push(course);
      return course;
    },
    at: (target, environment) => courseAt(target, { ...gitEnvironment, ...environment }),
    remove: () => {
      remove();
      for (const clone of clones) clone.remove();
      rmSync(bare, { recursive: true, force: true });
    },
  };
}
