import path from "node:path";
import { type Mistake, openTask, type Probes, type Variant } from "@vanishing/grader";
import { type GenericAnswer, genericAnswers, grade } from "@vanishing/grader/node";
import { describe, expect, test } from "vitest";
import { courseLessons, lessonFile, lessonsFolder } from "../course-folder.ts";
import { readLessonPages } from "../learner/lesson-pages.ts";

// What every lesson must hold, whatever it teaches: its suite tells right from wrong, and every known mistake earns its own hint.

const lessons = await Promise.all(
  courseLessons().map(async (lesson) => {
    const load = (file: string) => import(lessonFile(lesson, file));
    const solution: Record<string, unknown> = await load("solution.ts");
    const { mistakes, probes }: { mistakes: readonly Mistake[]; probes: Probes } = await load("mistakes.ts");
    const { variants }: { variants: readonly Variant[] } = await load("variants.ts");
    return { ...lesson, solution, mistakes, probes, variants, path: path.join(lessonsFolder, lesson.folder) };
  }),
);
const tasksOf = new Map((await readLessonPages()).map(({ slug, lesson }) => [slug, lesson.writes]));

describe.each(lessons)("lesson $number, $slug", (lesson) => {
  const { mistakes, probes, variants, solution, slug } = lesson;
  const failures = async (...candidate: Parameters<typeof grade>) => {
    const { tests, stopped, recognised } = await grade(...candidate);
    const failed = tests.filter(({ state }) => state === "failed");
    return { failed, stopped, names: recognised.map(({ name }) => name), tests };
  };

  test("passes the solution, with no test named twice", async () => {
    const { tests, failed, stopped } = await failures(lesson.path, { kind: "solution" });
    expect({ failed, stopped }).toEqual({ failed: [], stopped: undefined });
    expect(new Set(tests.map(({ path }) => path.join())).size).toBe(tests.length);
  });

  test("fails the starter, each test by its TODO, naming every task", async () => {
    const { tests, stopped } = await failures(lesson.path, { kind: "starter" });
    expect(stopped).toBeUndefined();
    const open = tests.map((result) => openTask(result, Object.keys(solution)));
    expect(open).not.toContain(undefined);
    expect([...new Set(open)]).toEqual(expect.arrayContaining([...(tasksOf.get(slug) ?? [])]));
  });

  test("says in its front matter what the solution exports", () => {
    expect(tasksOf.get(slug)).toEqual(Object.keys(solution));
  });

  test.each(variants.map(({ algorithm }, index) => ({ algorithm, index })))(
    "passes $algorithm",
    async ({ index }) => {
      const { failed, stopped } = await failures(lesson.path, { kind: "variant", index });
      expect({ failed, stopped }).toEqual({ failed: [], stopped: undefined });
    },
  );

  test("has three variants and probes for every task that a mistake is about", () => {
    expect(variants.length).toBeGreaterThanOrEqual(3);
    expect(Object.keys(probes)).toEqual(expect.arrayContaining(mistakes.map(({ task }) => task)));
  });

  test.each(mistakes.map(({ name }, index) => ({ name, index })))(
    "fails $name and recognises it, in either style",
    async ({ name, index }) => {
      for (const kind of ["mistake", "mistakeInAnotherStyle"] as const) {
        const { failed, names } = await failures(lesson.path, { kind, index });
        expect(failed).not.toEqual([]);
        expect(names).toEqual([name]);
      }
    },
  );

  test("gives every mistake a name, a sentence and a hint of its own", () => {
    for (const key of ["name", "misunderstanding", "hint"] as const) {
      expect(new Set(mistakes.map((mistake) => mistake[key])).size).toBe(mistakes.length);
    }
    for (const { hint, misunderstanding } of mistakes) {
      expect(`${hint} ${misunderstanding}`).not.toMatch(/\b(?:just|simply|obviously|of course)\b/i);
    }
  });

  const generic = Object.keys(solution).flatMap((task) =>
    (Object.keys(genericAnswers) as GenericAnswer[]).map((name) => ({ task, name })),
  );
  test.each(generic)("fails a $task that gives $name", async ({ task, name }) => {
    const candidate = { kind: "generic", name, task } as const;
    const { failed, stopped } = await failures(lesson.path, candidate, { timeLimit: 2000 });
    if (name === "an endless loop") expect(stopped).toContain("did not come back");
    else expect(failed).not.toEqual([]);
  });
});
