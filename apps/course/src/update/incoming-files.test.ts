import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { CourseCopy } from "../test-support/course-copy.ts";
import { change, courseRepository, gitEnvironment, gitIn } from "../test-support/course-repository.ts";

const upstream = courseRepository();
const downloads = mkdtempSync(path.join(tmpdir(), "vanishing-point-downloads-"));
afterAll(() => {
  upstream.remove();
  rmSync(downloads, { recursive: true });
});

/** A course that was downloaded, not cloned. */
let course: CourseCopy;
beforeEach(() => {
  upstream.reset();
  course = upstream.clone();
  rmSync(path.join(course.folder, ".git"), { recursive: true });
  for (const lesson of ["00-warm-up", "01-products", saturation])
    course.writeExercise(lesson, starterOf(lesson));
});

const saturation = "03-saturation";
const here = (file: string) => path.join(course.folder, file);
const read = (file: string) => readFileSync(here(file), "utf8");
const starterOf = (lesson: string) => read(`lessons/${lesson}/starter.ts`);

/** The authors' newest version as a host gives it for download. */
function download(name: string): string {
  const archive = path.join(downloads, name);
  const format = name.endsWith("zip") ? "zip" : "tar.gz";
  gitIn(
    upstream.folder,
    "archive",
    `--format=${format}`,
    "--prefix=vanishing-point-main/",
    "--output",
    archive,
    "HEAD",
  );
  return archive;
}

/** A version with a new starter, a renumbered lesson, a removed one, new and removed files. */
function publishNewVersion() {
  const starter = `// Take your time.\n${starterOf(saturation)}`;
  cpSync(
    path.join(upstream.folder, "lessons", saturation),
    path.join(upstream.folder, "lessons", "904-saturation"),
    {
      recursive: true,
    },
  );
  change(upstream.folder, {
    "lessons/03-saturation": undefined,
    "lessons/904-saturation/starter.ts": starter,
    "lessons/00-warm-up": undefined,
    "packages/checks/README.md": undefined,
    "packages/fresh/src/index.ts": "export {};\n",
    "README.md": "# Another\n",
  });
  upstream.publish();
  return { starter };
}

/** The copies of what the newest update has replaced. */
function copies(): string {
  const [only = "", ...others] = readdirSync(here(".course/updates"));
  expect(others).toEqual([]);
  return here(path.join(".course/updates", only));
}

describe("pnpm course update, from a download", () => {
  test.each(["course.zip", "course.tar.gz"])(
    "brings %s, keeps exercises, and keeps a copy of what it replaces",
    async (name) => {
      const { starter } = publishNewVersion();
      const oldReadme = read("README.md");
      const oldPage = read("packages/checks/README.md");
      course.writeExercise("01-products", "// mine\n");
      course.writeExercise("00-warm-up", "// warm\n");
      change(course.folder, {
        "my-notes.md": "notes\n",
        ".vscode/settings.json": "{}",
        "progress.json.bak": "kept",
      });
      const { code, output, errors } = await course.run(
        "course",
        "update",
        "--yes",
        "--from",
        download(name),
      );
      expect(errors).toBe("");
      expect(code).toBe(0);
      expect(output).toMatch(/1 {2}products +edited: your exercise stays as it is/);
      expect(output).toMatch(/4 {2}saturation +untouched: gets the new starter \(renumbered: was lesson 3\)/);
      expect(output).toMatch(/0 {2}warm-up +removed; your exercise stays in lessons\/00-warm-up/);
      expect(output).toContain("  packages/checks/README.md\n");
      expect(output).not.toContain("lessons/03-saturation/lesson.mdx");
      expect(output).not.toContain("my-notes.md");
      expect(read("README.md")).toBe("# Another\n");
      expect(read("packages/fresh/src/index.ts")).toBe("export {};\n");
      expect(existsSync(here("packages/checks/README.md"))).toBe(false);
      expect(existsSync(here("lessons/03-saturation"))).toBe(false);
      expect(read("lessons/904-saturation/exercise.ts")).toBe(starter);
      expect(read("lessons/01-products/exercise.ts")).toBe("// mine\n");
      expect(readdirSync(here("lessons/00-warm-up"))).toEqual(["exercise.ts"]);
      expect(read("my-notes.md")).toBe("notes\n");
      expect(read(".vscode/settings.json")).toBe("{}");
      expect(readFileSync(path.join(copies(), "README.md"), "utf8")).toBe(oldReadme);
      expect(readFileSync(path.join(copies(), "packages/checks/README.md"), "utf8")).toBe(oldPage);
      expect(output).toContain("is kept in .course/updates/");
      if (process.platform !== "win32") expect(statSync(here(".ci/run")).mode & 0o111).not.toBe(0);

      const again = await course.run("course", "update", "--yes", "--from", download(name));
      expect(again.output).toContain("The course is up to date.");
    },
  );

  test("takes a folder, without what is installed and written there", async () => {
    publishNewVersion();
    change(upstream.folder, { "lessons/904-saturation/exercise.ts": "// theirs\n" });
    const { code, output } = await course.run("course", "update", "--yes", "--from", upstream.folder);
    expect(code).toBe(0);
    expect(output).toContain("The course is brought up to date");
    expect(read("README.md")).toBe("# Another\n");
    expect(read("lessons/904-saturation/exercise.ts")).not.toContain("theirs");
    expect(existsSync(here("node_modules/vitest"))).toBe(true);
  });

  test("names a learner's own file in the course's folders before it takes it away", async () => {
    publishNewVersion();
    change(course.folder, { "lessons/01-products/scratch.ts": "// scratch\n" });
    const dry = await course.run("course", "update", "--dry-run", "--from", download("course.zip"));
    expect(dry.output).toContain("  lessons/01-products/scratch.ts\n");
    expect(read("lessons/01-products/scratch.ts")).toBe("// scratch\n");
    await course.run("course", "update", "--yes", "--from", download("course.zip"));
    expect(existsSync(here("lessons/01-products/scratch.ts"))).toBe(false);
    expect(readFileSync(path.join(copies(), "lessons/01-products/scratch.ts"), "utf8")).toBe("// scratch\n");
  });

  test("other line ends are no change", async () => {
    const archive = download("course.zip");
    change(course.folder, { "README.md": read("README.md").replaceAll("\n", "\r\n") });
    const { output } = await course.run("course", "update", "--yes", "--from", archive);
    expect(output).toContain("The course is up to date.");
  });

  test("without --from it says where to get an archive", async () => {
    const { code, errors } = await course.run("course", "update");
    expect(code).toBe(1);
    expect(errors).toContain("is not a git clone");
    expect(errors).toContain(" course update --from vanishing-point-main.zip");
  });

  test("works without git, and says so where it would be needed", async () => {
    publishNewVersion();
    const archive = download("course.zip");
    const withoutGit = upstream.at(course.folder, { PATH: path.join(downloads, "nothing"), Path: undefined });
    const lost = await withoutGit.run("course", "update");
    expect(lost.code).toBe(1);
    expect(lost.errors).toContain("git is not installed here");
    expect((await withoutGit.run("course", "update", "--yes", "--from", archive)).code).toBe(0);
    expect(read("README.md")).toBe("# Another\n");
  });
});

describe("a download into a git checkout", () => {
  beforeEach(() => {
    course = upstream.clone();
  });

  test("knows the course's files from git, and leaves what git does not know", async () => {
    publishNewVersion();
    change(upstream.folder, { "CONTRIBUTING.md": undefined });
    upstream.publish();
    change(course.folder, { "lessons/01-products/scratch.ts": "// scratch\n" });
    const { code } = await course.run("course", "update", "--yes", "--from", download("course.tar.gz"));
    expect(code).toBe(0);
    expect(read("lessons/01-products/scratch.ts")).toBe("// scratch\n");
    expect(existsSync(here("CONTRIBUTING.md"))).toBe(false);
    gitIn(course.folder, "add", "--all", "--", ":!lessons/01-products/scratch.ts");
    expect(gitIn(course.folder, "write-tree")).toBe(gitIn(upstream.folder, "rev-parse", "HEAD^{tree}"));
  });

  test("does not begin where files are changed", async () => {
    publishNewVersion();
    change(course.folder, { "README.md": "mine\n" });
    const { code, errors } = await course.run("course", "update", "--yes", "--from", download("course.zip"));
    expect(code).toBe(1);
    expect(errors).toContain("These files are changed and not committed");
    expect(read("README.md")).toBe("mine\n");
  });

  /** What git sees of changes, and a course that is otherwise as it was. */
  const status = () => gitIn(course.folder, "status", "--porcelain", "--untracked-files=all");

  test("a folder in the place of a file is named, and nothing is changed", async () => {
    publishNewVersion();
    change(course.folder, { "packages/fresh/src/index.ts/notes.md": "mine\n" });
    const { code, errors } = await course.run("course", "update", "--yes", "--from", download("course.zip"));
    expect(code).toBe(1);
    expect(errors).toContain("packages/fresh/src/index.ts should be a file and is a folder. Move it away");
    expect(status()).toBe("?? packages/fresh/src/index.ts/notes.md");
  });

  test("a failure in the middle puts everything back", async () => {
    publishNewVersion();
    // git does not know this file, so it is met only when a folder is to be made in its place.
    change(course.folder, { "packages/fresh": "mine\n" });
    course.writeExercise(saturation, starterOf(saturation));
    const { code, errors } = await course.run("course", "update", "--yes", "--from", download("course.zip"));
    expect(code).toBe(1);
    expect(errors).toContain("could not be written, and everything was put back as it was");
    expect(status()).toBe("?? packages/fresh");
    expect(existsSync(path.join(copies(), "packages/checks/README.md"))).toBe(true);
    expect(read("lessons/03-saturation/exercise.ts")).toBe(starterOf(saturation));
  });
});

describe("an update that is killed", () => {
  /** A version in which every file of a package and of a lesson changes, and the files among them that one can wait for. */
  function publishManyChanges(): string[] {
    const files = gitIn(
      upstream.folder,
      "ls-files",
      "packages/activations",
      "packages/core",
      "lessons/03-saturation",
    )
      .split("\n")
      .filter((file) => file.endsWith(".ts"));
    for (const file of files) appendFileSync(path.join(upstream.folder, file), "// new\n");
    upstream.publish();
    return files;
  }

  /** Runs an update and kills it as soon as something is so; it may also have ended by then. */
  async function killedWhen(isSo: () => boolean, ...words: string[]): Promise<void> {
    const child = spawn(process.execPath, ["apps/course/src/course.ts", "update", ...words], {
      cwd: course.folder,
      env: { ...process.env, ...gitEnvironment },
      stdio: "ignore",
    });
    const ended = once(child, "close");
    while (child.exitCode === null && !isSo()) await setTimeout(1);
    child.kill("SIGKILL");
    await ended;
  }

  test.each([0.1, 0.5, 0.9])(
    "when %d of the files are written loses nothing, and is completed by another run",
    async (share) => {
      const files = publishManyChanges();
      course.writeExercise("01-products", "// mine\n");
      change(course.folder, { "lessons/01-products/scratch.ts": "// scratch\n" });
      const archive = download("course.zip");
      const awaited = here(files[Math.floor(files.length * share)] ?? "");
      await killedWhen(() => readFileSync(awaited, "utf8").endsWith("// new\n"), "--yes", "--from", archive);

      const { code } = await course.run("course", "update", "--yes", "--from", archive);
      expect(code).toBe(0);
      for (const file of files)
        expect(read(file)).toBe(readFileSync(path.join(upstream.folder, file), "utf8"));
      expect(read("lessons/01-products/exercise.ts")).toBe("// mine\n");
      expect(read("lessons/03-saturation/exercise.ts")).toBe(starterOf(saturation));
      const kept = readdirSync(here(".course/updates")).map((moment) =>
        here(`.course/updates/${moment}/lessons/01-products/scratch.ts`),
      );
      expect(kept.filter(existsSync).map((file) => readFileSync(file, "utf8"))).toContain("// scratch\n");
    },
  );
});
