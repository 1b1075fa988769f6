import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { CourseCopy } from "../test-support/course-copy.ts";
import { change, courseRepository, gitIn } from "../test-support/course-repository.ts";

const upstream = courseRepository();
afterAll(() => upstream.remove());

let course: CourseCopy;
beforeEach(() => {
  upstream.reset();
  course = upstream.clone();
  course.writeExercise(saturation, starterOf(saturation));
});

const saturation = "03-saturation";
const read = (file: string) => readFileSync(path.join(course.folder, file), "utf8");
const exercise = (lesson: string) => read(`lessons/${lesson}/exercise.ts`);
const starterOf = (lesson: string) => read(`lessons/${lesson}/starter.ts`);
const head = () => gitIn(course.folder, "rev-parse", "HEAD");

function publish(changes: Parameters<typeof change>[1]): void {
  change(upstream.folder, changes);
  upstream.publish();
}

function publishStarter(): string {
  const starter = `// Take your time.\n${starterOf(saturation)}`;
  publish({ "lessons/03-saturation/starter.ts": starter });
  return starter;
}

describe("what keeps an update from beginning", () => {
  const refused = async (...words: string[]) => {
    const before = head();
    const { code, errors } = await course.run("course", "update", "--yes", ...words);
    expect(code).not.toBe(0);
    expect(head()).toBe(before);
    return errors;
  };

  test("changed files, named, with the way out", async () => {
    publishStarter();
    change(course.folder, { "README.md": "mine\n", LICENSE: undefined });
    const errors = await refused();
    expect(errors).toContain("  LICENSE\n  README.md\n");
    expect(errors).toContain("git stash");
    expect(read("README.md")).toBe("mine\n");
    expect(exercise(saturation)).toBe(starterOf(saturation));
  });

  test("a merge that was begun", async () => {
    publish({ "README.md": "theirs\n" });
    change(course.folder, { "README.md": "mine\n" });
    gitIn(course.folder, "commit", "--quiet", "--all", "--message", "Mine");
    gitIn(course.folder, "fetch", "--quiet");
    expect(() => gitIn(course.folder, "merge", "origin/main")).toThrow();
    const errors = await refused();
    expect(errors).toContain("in the middle of a merge");
    expect(errors).toContain("git merge --abort");
  });

  test("no branch", async () => {
    publishStarter();
    gitIn(course.folder, "checkout", "--quiet", "--detach");
    expect(await refused()).toContain("git is at no branch here");
  });

  test("a remote that cannot be reached, in a sentence with git's reason", async () => {
    gitIn(course.folder, "remote", "set-url", "origin", path.join(course.folder, "nowhere"));
    const errors = await refused();
    expect(errors).toContain("The remote origin cannot be reached, so nothing was changed. Are you offline?");
    expect(errors).toMatch(/\n {2}fatal: .*nowhere.*\n$/);
  });

  test("a repository that is not the course", async () => {
    publish({ "package.json": '{ "name": "something-else" }' });
    expect(await refused()).toContain("What the remote origin has is not this course.");
  });

  test("a repository with a history of its own", async () => {
    gitIn(upstream.folder, "checkout", "--quiet", "--orphan", "other");
    upstream.publish();
    gitIn(upstream.folder, "checkout", "--quiet", "main");
    expect(await refused()).toContain("have nothing in common with yours");
  });

  test("a repository that git does not read, with git's reason", async () => {
    writeFileSync(path.join(course.folder, ".git", "config"), "[core\n");
    const { code, errors } = await course.run("course", "update", "--yes");
    expect(code).toBe(1);
    expect(errors).toMatch(/git does not read the repository of this course: fatal: bad config/);
  });

  test("no remote, with how to go on", async () => {
    gitIn(course.folder, "remote", "remove", "origin");
    expect(await refused()).toContain(" course update --from");
  });

  test("a word that names nothing", async () => {
    expect(await refused("--from", "teahcer")).toContain('There is no git remote, file or folder "teahcer".');
    expect(await refused("--from", "https://example.org/course.git")).toContain(
      "git remote add upstream ADDRESS",
    );
  });

  test("exercises in the remote that git would put in the place of one's own", async () => {
    course.writeExercise(saturation, "// mine\n");
    change(upstream.folder, { "lessons/03-saturation/exercise.ts": "// theirs\n" });
    gitIn(upstream.folder, "add", "--force", "lessons/03-saturation/exercise.ts");
    upstream.publish();
    const errors = await refused();
    expect(errors).toContain(
      "has other versions of files that are yours here:\n\n  lessons/03-saturation/exercise.ts",
    );
    expect(exercise(saturation)).toBe("// mine\n");
  });

  test("an untracked file in the way of a new one", async () => {
    publish({ "packages/core/notes.md": "theirs\n" });
    change(course.folder, { "packages/core/notes.md": "mine\n" });
    expect(await refused()).toMatch(/would be overwritten by merge: packages\/core\/notes.md/);
    expect(read("packages/core/notes.md")).toBe("mine\n");
  });
});

describe("a fork with commits of its own", () => {
  function commitHere(changes: Parameters<typeof change>[1]): void {
    change(course.folder, changes);
    gitIn(course.folder, "add", "--all");
    gitIn(course.folder, "commit", "--quiet", "--message", "Ours");
  }

  test("is merged, whatever a person's settings say of merges", async () => {
    gitIn(course.folder, "config", "merge.ff", "only");
    commitHere({ "lessons/907-ours/lesson.test.ts": "// ours\n", "README.md": "# Ours\n" });
    const starter = publishStarter();
    const { code, output } = await course.run("course", "update", "--yes");
    expect(code).toBe(0);
    expect(output).toMatch(/907 {2}ours +no exercise yet/);
    expect(output).toContain("The course is merged with your own commits.");
    expect(read("README.md")).toBe("# Ours\n");
    expect(exercise(saturation)).toBe(starter);
    expect(gitIn(course.folder, "rev-list", "--count", "--merges", "HEAD")).toBe("1");
  });

  test("is left as it was where the merge conflicts, with the files named", async () => {
    commitHere({ "README.md": "# Ours\n" });
    const before = head();
    change(upstream.folder, { "README.md": "# Theirs\n" });
    publishStarter();
    const { code, errors } = await course.run("course", "update", "--yes");
    expect(code).toBe(1);
    expect(errors).toContain("In conflict:\n\n  README.md\n");
    expect(errors).toMatch(/Merge by hand: {2}git merge [0-9a-f]{12}/);
    expect(head()).toBe(before);
    expect(gitIn(course.folder, "status", "--porcelain")).toBe("");
    expect(read("README.md")).toBe("# Ours\n");
    expect(exercise(saturation)).toBe(starterOf(saturation));
  });

  test("is left as it was where git does not know who merges, with what git says", async () => {
    commitHere({ "README.md": "# Ours\n" });
    const before = head();
    publishStarter();
    gitIn(course.folder, "config", "user.useConfigOnly", "true");
    const nobody = {
      GIT_AUTHOR_NAME: "",
      GIT_COMMITTER_NAME: "",
      GIT_AUTHOR_EMAIL: "",
      GIT_COMMITTER_EMAIL: "",
    };
    const anonymous = upstream.at(course.folder, nobody);
    const { code, errors } = await anonymous.run("course", "update", "--yes");
    expect(code).toBe(1);
    expect(errors).toContain("git could not merge, and nothing was changed. It says:\n  fatal:");
    expect(head()).toBe(before);
    expect(gitIn(course.folder, "status", "--porcelain")).toBe("");
  });
});
