import { execFile, spawnSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { copyCourse } from "../test-support/course-copy.ts";

const course = copyCourse();
const empty = mkdtempSync(path.join(tmpdir(), "vanishing-point-doctor-"));
afterAll(() => {
  course.remove();
  rmSync(empty, { recursive: true });
});

const lesson = "03-saturation";
const inCourse = (...names: string[]) => path.join(course.folder, ...names);
const allLessons = readdirSync(inCourse("lessons")).filter((name) => /^\d{2,3}-/.test(name));

// What a test plants, it takes away here, whatever became of it.
const restored: (() => void)[] = [];
beforeEach(() => {
  for (const name of allLessons) {
    writeFileSync(course.exercise(name), readFileSync(inCourse("lessons", name, "starter.ts")));
  }
});
afterEach(() => {
  for (const restore of restored.splice(0).reverse()) restore();
});

function plantFile(name: string, text: string) {
  const file = inCourse(name);
  const before = existsSync(file) ? readFileSync(file) : undefined;
  writeFileSync(file, text);
  restored.push(() => (before ? writeFileSync(file, before) : rmSync(file, { force: true })));
}

function plantFolder(name: string, like?: string) {
  const folder = inCourse(name);
  if (like === undefined) mkdirSync(folder);
  else cpSync(inCourse(like), folder, { recursive: true, verbatimSymlinks: true });
  restored.push(() => rmSync(folder, { recursive: true }));
}

function plantExercise(put: (file: string) => void) {
  const file = course.exercise(lesson);
  rmSync(file);
  put(file);
  restored.push(() => rmSync(file, { recursive: true, force: true }));
}

/** The search path without what npx puts into it, so that advice says pnpm. */
const searchPath = (process.env.PATH ?? "")
  .split(path.delimiter)
  .filter((folder) => !/[\\/]_npx[\\/]/.test(folder))
  .join(path.delimiter);

async function doctor(environment: NodeJS.ProcessEnv = {}) {
  const words = ["--disable-warning=ExperimentalWarning", inCourse("apps/course/src/course.ts"), "doctor"];
  const env = {
    ...process.env,
    NO_COLOR: "1",
    FORCE_COLOR: undefined,
    NODE_OPTIONS: undefined,
    PATH: searchPath,
    npm_config_user_agent: "pnpm/12.21.0 npm/? node/?",
    CHROMIUM_PATH: process.execPath,
    ...environment,
  };
  return new Promise<{ code: number; output: string; errors: string }>((resolve) => {
    execFile(process.execPath, words, { cwd: empty, env }, (error, output, errors) =>
      resolve({ code: error === null ? 0 : Number(error.code), output, errors }),
    );
  });
}

/** The line about something, and the one below it that says what mends it. */
function told(output: string, mark: "✓" | "!" | "✗", about: string): string {
  const lines = output.split("\n");
  const at = lines.findIndex((line) => line.startsWith(`${mark} ${about} `));
  expect(at, `a line "${mark} ${about}" in\n${output}`).toBeGreaterThanOrEqual(0);
  return lines.slice(at, at + 2).join("\n");
}

function everyFile(): Record<string, string> {
  const folders = ["", "lessons", ...allLessons.map((name) => path.join("lessons", name))];
  const files = folders.flatMap((folder) =>
    readdirSync(inCourse(folder)).map((name) => path.join(folder, name)),
  );
  return Object.fromEntries(
    files
      .filter((file) => statSync(inCourse(file)).isFile())
      .map((file) => [file, readFileSync(inCourse(file), "utf8")]),
  );
}

describe("pnpm course doctor", () => {
  test("finds nothing to mend in a whole course, says what it has looked at, and changes nothing", async () => {
    const before = everyFile();
    const { code, output, errors } = await doctor();
    expect(output).not.toContain("✗");
    expect(code).toBe(0);
    expect(errors).toBe("");
    expect(told(output, "✓", "Node")).toContain(process.version.slice(1));
    expect(told(output, "✓", "pnpm")).toContain("12.21.0");
    expect(told(output, "✓", "packages")).toContain("installed as pnpm-lock.yaml says");
    expect(told(output, "✓", "lessons")).toContain(`${allLessons.length}, each with a number`);
    for (const about of ["exercises", "progress", "write permission", "disk space", "git", "browser"]) {
      told(output, "✓", about);
    }
    expect(output).toContain("Nothing has to be mended.");
    expect(everyFile()).toEqual(before);
  });

  test("finds a Node that the course does not bring", async () => {
    const catalog = readFileSync(inCourse("pnpm-workspace.yaml"), "utf8");
    plantFile("pnpm-workspace.yaml", catalog.replace(/^ {2}node: \d.*$/m, "  node: 99.1.0"));
    const { code, output } = await doctor();
    expect(code).toBe(1);
    expect(told(output, "✗", "Node")).toContain(`${process.version.slice(1)}, and the course brings 99.1.0`);
    expect(told(output, "✗", "Node")).toContain("→ pnpm install");
    expect(output).toContain("1 to mend");
  });

  test.each([
    ["an older pnpm", { npm_config_user_agent: "pnpm/10.4.0 npm/?" }, "10.4.0, and the course needs pnpm 12"],
    ["no pnpm", { npm_config_user_agent: undefined, PATH: empty }, "not found, and the course needs pnpm 12"],
  ])("finds %s", async (_name, environment, found) => {
    const { code, output } = await doctor(environment);
    expect(code).toBe(1);
    expect(told(output, "✗", "pnpm")).toContain(found);
    expect(told(output, "✗", "pnpm")).toContain("→ npm i -g pnpm@12");
  });

  test("finds an install that is not of this lock file, and does not mind line ends", async () => {
    const lock = readFileSync(inCourse("pnpm-lock.yaml"), "utf8");
    plantFile("pnpm-lock.yaml", lock.replaceAll("\n", "\r\n"));
    expect((await doctor()).code).toBe(0);
    appendFileSync(inCourse("pnpm-lock.yaml"), "# another\n");
    const { code, output } = await doctor();
    expect(code).toBe(1);
    expect(told(output, "✗", "packages")).toContain("installed from another pnpm-lock.yaml");
    expect(told(output, "✗", "packages")).toContain("→ pnpm install");
  });

  test.each([
    ["is not JSON", "{", "it is not JSON", "pnpm course report"],
    [
      "a newer edition wrote",
      '{"format":"vanishing-point-progress","version":9,"lessons":{}}',
      "newer edition",
      "pnpm course update",
    ],
  ])("finds a progress file that %s", async (_name, text, found, mend) => {
    plantFile("progress.json", text);
    const { code, output } = await doctor();
    expect(code).toBe(1);
    expect(told(output, "✗", "progress")).toContain(found);
    expect(output).toContain(`→ ${mend}`);
    expect(readFileSync(inCourse("progress.json"), "utf8")).toBe(text);
  });

  test("finds a folder in the place of the progress file", async () => {
    plantFolder("progress.json");
    const { code, output } = await doctor();
    expect(code).toBe(1);
    expect(told(output, "✗", "progress")).toContain("→ Move progress.json away.");
  });
});

describe("pnpm course doctor, of exercises,", () => {
  test("says which is missing and how it is created, which is no trouble", async () => {
    plantExercise(() => {});
    const { code, output } = await doctor();
    expect(code).toBe(0);
    expect(told(output, "!", "exercises")).toContain("not there: lessons/03-saturation/exercise.ts");
    expect(told(output, "!", "exercises")).toContain("→ pnpm test lesson-3  creates it from the starter");
    expect(existsSync(course.exercise(lesson))).toBe(false);
  });

  test("finds a folder in the place of one", async () => {
    plantExercise((file) => mkdirSync(file));
    const { code, output } = await doctor();
    expect(code).toBe(1);
    expect(told(output, "✗", "exercises")).toContain("lessons/03-saturation/exercise.ts is a folder");
    expect(told(output, "✗", "exercises")).toContain("→ Move it away, then  pnpm test lesson-3");
  });

  test.skipIf(process.platform === "win32")("finds a link that leads nowhere", async () => {
    plantExercise((file) => symlinkSync("nowhere.ts", file));
    const { code, output } = await doctor();
    expect(code).toBe(1);
    expect(told(output, "✗", "exercises")).toContain("is a link that leads nowhere");
  });

  test("finds one that is read-only", async () => {
    chmodSync(course.exercise(lesson), 0o444);
    restored.push(() => chmodSync(course.exercise(lesson), 0o644));
    const { code, output } = await doctor();
    expect(code).toBe(1);
    expect(told(output, "✗", "write permission")).toContain(
      "lessons/03-saturation/exercise.ts cannot be written",
    );
    const command = process.platform === "win32" ? "attrib -R " : "chmod -R u+rwX ";
    expect(told(output, "✗", "write permission")).toContain(`→ ${command}"lessons`);
  });
});

describe("pnpm course doctor, of the course's folders,", () => {
  test("finds a file where the snapshots go", async () => {
    plantFile(".course", "");
    const { code, output } = await doctor();
    expect(code).toBe(1);
    expect(told(output, "✗", "write permission")).toContain(".course is not a folder");
    expect(told(output, "✗", "write permission")).toMatch(/→ (?:mv|ren) "\.course" "\.course\.old"/);
  });

  // root may write everywhere, and Windows has no such permissions.
  test.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
    "finds a lesson's folder that cannot be written",
    async () => {
      chmodSync(inCourse("lessons", lesson), 0o500);
      restored.push(() => chmodSync(inCourse("lessons", lesson), 0o755));
      const { code, output } = await doctor();
      expect(code).toBe(1);
      expect(told(output, "✗", "write permission")).toContain("lessons/03-saturation cannot be written");
      expect(told(output, "✗", "write permission")).toContain('→ chmod -R u+rwX "lessons/03-saturation"');
    },
  );

  test("finds two lessons with one number", async () => {
    plantFolder("lessons/03-saturation-old", `lessons/${lesson}`);
    const { code, output } = await doctor();
    expect(code).toBe(1);
    expect(told(output, "✗", "lessons")).toContain(
      "Two lessons have the number 3: lessons/03-saturation and lessons/03-saturation-old.",
    );
    expect(told(output, "✗", "lessons")).toContain("→ If one of them is a copy of yours, move it out");
  });

  test("names folders that are no lessons, which is no trouble", async () => {
    plantFolder("lessons/03-saturation copy", `lessons/${lesson}`);
    plantFolder("lessons/77-begun");
    const { code, output } = await doctor();
    expect(code).toBe(0);
    expect(output).toContain("lessons/03-saturation copy is no lesson");
    expect(output).toContain("lessons/77-begun has no suite, lesson.test.ts");
  });

  test("tells the rest where the lessons are gone, and makes no such folder", async () => {
    renameSync(inCourse("lessons"), inCourse("lessons-elsewhere"));
    restored.push(() => renameSync(inCourse("lessons-elsewhere"), inCourse("lessons")));
    const { code, output } = await doctor();
    expect(code).toBe(1);
    expect(told(output, "✗", "lessons")).toContain("there are none in the folder lessons");
    expect(told(output, "✗", "lessons")).toContain("→ Download the course again");
    told(output, "!", "watch mode");
    told(output, "✓", "disk space");
    expect(existsSync(inCourse("lessons"))).toBe(false);
  });

  test("survives that everything is broken", async () => {
    renameSync(inCourse("lessons"), inCourse("lessons-elsewhere"));
    restored.push(() => renameSync(inCourse("lessons-elsewhere"), inCourse("lessons")));
    plantFile("lessons", "a file");
    plantFile("pnpm-lock.yaml", "");
    plantFile("pnpm-workspace.yaml", "");
    plantFile("progress.json", "\0");
    plantFile(".course", "");
    const { code, output, errors } = await doctor({
      PATH: empty,
      npm_config_user_agent: undefined,
      CHROMIUM_PATH: path.join(empty, "gone"),
    });
    expect(code).toBe(1);
    for (const about of ["Node", "pnpm", "packages", "lessons", "progress", "write permission"]) {
      expect(told(output, "✗", about)).toContain("→ ");
    }
    expect(told(output, "!", "browser")).toContain("gone");
    expect(output + errors).not.toMatch(/^\s+at /m);
  });
});

describe("pnpm course doctor, of git and a browser,", () => {
  const hasGit = spawnSync("git", ["--version"]).status === 0;

  test("says that a clone cannot be updated without git, which is no trouble", async () => {
    plantFolder(".git");
    const { code, output } = await doctor({ PATH: empty });
    expect(code).toBe(0);
    expect(told(output, "!", "git")).toContain("the course is a clone, and its update needs git");
    expect(told(output, "!", "git")).toContain("→ Install git: https://git-scm.com/downloads");
  });

  test("says that a course from an archive needs no git", async () => {
    const { output } = await doctor({ PATH: empty });
    expect(told(output, "✓", "git")).toContain("not found, and not needed");
  });

  test.skipIf(!hasGit)("finds a clone that git cannot read", async () => {
    plantFolder(".git");
    const { code, output } = await doctor();
    expect(code).toBe(0);
    expect(told(output, "!", "git")).toContain("it cannot read this clone: fatal:");
  });

  test.skipIf(!hasGit)("knows a clone", async () => {
    spawnSync("git", ["init", "--quiet", course.folder]);
    restored.push(() => rmSync(inCourse(".git"), { recursive: true }));
    const { output } = await doctor();
    expect(told(output, "✓", "git")).toContain("the course is a clone");
  });

  test("says that the named browser is not there, which is no trouble", async () => {
    const gone = path.join(empty, "gone");
    const { code, output } = await doctor({ CHROMIUM_PATH: gone });
    expect(code).toBe(0);
    expect(told(output, "!", "browser")).toContain(gone);
    expect(told(output, "!", "browser")).toContain("→ Unset CHROMIUM_PATH");
  });
});
