import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import type { CourseCopy } from "../test-support/course-copy.ts";
import { courseRepository, gitIn } from "../test-support/course-repository.ts";

const step = z.looseObject({
  name: z.string().optional(),
  run: z.string().optional(),
  if: z.string().optional(),
});
const workflowFile = path.resolve(import.meta.dirname, "../../classroom/grade.yml");
const workflow = z
  .looseObject({
    permissions: z.record(z.string(), z.string()),
    jobs: z.record(z.string(), z.looseObject({ steps: z.array(step) })),
  })
  .parse(parse(readFileSync(workflowFile, "utf8")));
const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
const grading = steps.find(({ run }) => run?.includes("course report"))?.run ?? "";

/** Runs the workflow's command as the runner does, on what pnpm has installed already. */
function grade(checkout: CourseCopy, lessons: string) {
  const [npx, yes, pnpm, script = "", ...words] = grading
    .split(" ")
    .flatMap((word) => (word === "$LESSONS" ? lessons.split(" ").filter(Boolean) : [word]));
  expect([npx, yes, pnpm]).toEqual(["npx", "-y", "pnpm@12"]);
  return checkout.run(script, ...words);
}

const teachers = courseRepository();
const students = mkdtempSync(path.join(tmpdir(), "vanishing-point-student-"));
afterAll(() => {
  teachers.remove();
  rmSync(students, { recursive: true });
});

const lesson = "03-saturation";

beforeAll(async () => {
  const course = teachers.clone();
  course.writeExercise(
    lesson,
    readFileSync(path.join(course.folder, "lessons", lesson, "solution.ts"), "utf8"),
  );
  gitIn(students, "init", "--quiet", "--bare", "--initial-branch=main");
  expect((await course.run("course", "track")).code).toBe(0);
  gitIn(course.folder, "commit", "--quiet", "--message", "My exercises");
  gitIn(course.folder, "push", "--quiet", students, "HEAD:main");
});

test("the workflow asks for no more than to read, and keeps the report of a failure", () => {
  expect(workflow.permissions).toEqual({ contents: "read" });
  expect(steps.at(-1)).toMatchObject({ if: "always()", with: { path: "report.xml" } });
});

describe("a student's fork, as the workflow grades it", () => {
  let checkout: CourseCopy;
  beforeAll(() => {
    checkout = teachers.clone(students);
  });
  const report = () => readFileSync(path.join(checkout.folder, "report.xml"), "utf8");

  test("passes with the lesson that is solved", async () => {
    const { code } = await grade(checkout, "lesson-3");
    expect(code).toBe(0);
    expect(report()).toMatch(/<testsuites[^>]* failures="0"/);
    expect(report()).toContain("saturation");
  });

  test("fails for all lessons, with a report of each", async () => {
    const { code } = await grade(checkout, "");
    expect(code).toBe(1);
    expect(report()).toMatch(/<testsuites[^>]* failures="[1-9]/);
    for (const slug of ["warm-up", "products", "saturation"]) expect(report()).toContain(slug);
  });
});

describe.skipIf(process.platform === "win32")(
  "a student's fork with changed suites, in the teacher's repository",
  () => {
    test("is held to the teacher's suites, under their numbers", async () => {
      const fork = teachers.clone(students);
      const wrong = readFileSync(path.join(fork.folder, "lessons", "00-warm-up", "starter.ts"), "utf8");
      fork.writeExercise("00-warm-up", wrong);
      gitIn(fork.folder, "mv", `lessons/${lesson}`, "lessons/905-saturation");
      gitIn(fork.folder, "rm", "--quiet", "lessons/00-warm-up/lesson.test.ts");
      gitIn(fork.folder, "add", "--force", "lessons/00-warm-up/exercise.ts");
      gitIn(fork.folder, "commit", "--quiet", "--message", "An easier course");

      const checkout = teachers.clone();
      gitIn(checkout.folder, "clone", "--quiet", fork.folder, ".course/fork");
      const taking = steps.find(({ name }) => name === "Take the exercises from the fork")?.run ?? "";
      execFileSync("bash", ["-e", "-c", taking], { cwd: checkout.folder });
      expect((await grade(checkout, "lesson-3")).code).toBe(0);
      expect((await grade(checkout, "lesson-0")).code).toBe(1);
      expect(gitIn(checkout.folder, "status", "--porcelain")).toBe("?? report.xml");
    });
  },
);
